"""What holds for every test."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


def pytest_configure() -> None:
    """Read static files where they lie, never what an earlier run collected."""
    settings.STATIC_ROOT = None
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # The ballots store stands alone, also when only its own tests run.
    settings.DATABASES["ballots"].setdefault("TEST", {})["DEPENDENCIES"] = []


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Each test begins in Danish: a request in English leaves its language behind."""
    with translation.override("da"):
        yield
