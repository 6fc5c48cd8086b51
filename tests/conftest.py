"""What holds for every test."""

from django.conf import settings


def pytest_configure() -> None:
    """Read static files where they lie, never what an earlier run collected."""
    settings.STATIC_ROOT = None
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
