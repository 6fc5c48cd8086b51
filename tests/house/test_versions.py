import tomllib
from pathlib import Path

import django
import pytest

ROOT = Path(__file__).resolve().parents[2]


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_django_is_exactly_the_version_that_was_chosen():
    [pinned] = [d for d in project()["project"]["dependencies"] if d.startswith("Django==")]

    assert django.get_version() == pinned.removeprefix("Django==")


@pytest.mark.parametrize("lock", ["run", "test", "build"])
def test_a_lock_names_hashes_and_no_address(lock):
    text = (ROOT / "deploy/lock" / f"{lock}.txt").read_text(encoding="utf-8")

    assert "--hash=sha256:" in text
    assert "://" not in text


def test_the_lock_holds_every_dependency():
    locked = (ROOT / "deploy/lock/run.txt").read_text(encoding="utf-8").lower()

    for dependency in project()["project"]["dependencies"]:
        name = dependency.split(">")[0].split("=")[0].split("[")[0].lower()
        assert f"\n{name}" in f"\n{locked}", name


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]

    assert [line for line in listed if "#" not in line] == []
