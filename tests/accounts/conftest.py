import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def at_once(settings):
    """Tasks run where they are asked for, and no limit is left from an earlier test."""
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
