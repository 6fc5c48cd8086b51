"""What holds for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

from trivsel.ballots import apart, tally

# A slow machine is no wrong answer; in CI the same examples each time, so that red means red.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "house")


def pytest_configure() -> None:
    """Read static files where they lie, never what an earlier run collected."""
    settings.DATA = Path(__file__).resolve().parents[1] / "data" / "tests"
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.STATIC_ROOT = None
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # A good hash is slow on purpose, and hundreds of tests sign somebody in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The ballots store stands alone, also when only its own tests run.
    settings.DATABASES["ballots"].setdefault("TEST", {})["DEPENDENCIES"] = []


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Each test begins in Danish: a request in English leaves its language behind."""
    with translation.override("da"):
        yield


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> Iterator[Path]:
    """A folder of keys of the test's own, and no box remembered from the test before."""
    from trivsel.ballots import sheets  # noqa: PLC0415 - needs Django's set-up

    sheets._kept.clear()
    before, settings.KEYS = settings.KEYS, tmp_path / "keys"
    yield settings.KEYS
    settings.KEYS = before


@pytest.fixture(autouse=True)
def tally_here() -> Iterator[None]:
    """Let the tally work in this process, quickly; test_apart.py starts the real one.

    Nor is this process hardened as one that reads a key: its children would inherit that.
    """
    # Not the test's own patch: a test that takes back what it changed must not take back this.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "run", tally.do)
        patch.setattr(tally, "harden", lambda: None)
        yield
