"""Foreign browser code is listed, and is what it says it is."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "vendor.py"
_spec = importlib.util.spec_from_file_location("vendor_script", SCRIPT)
assert _spec
assert _spec.loader
vendor = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(vendor)

LIST = """
[[packages]]
name = "thing"
version = "1.0.0"
licence = "MIT"
files = [{ name = "thing.js", from = "thing.js", sha256 = "HASH" }]
"""


@pytest.fixture
def list_(tmp_path):
    (tmp_path / "thing.js").write_text("go()", encoding="utf-8")
    path = tmp_path / "VENDOR.toml"
    path.write_text(
        LIST.replace("HASH", vendor.sha256(tmp_path / "thing.js")), encoding="utf-8"
    )
    return path


def test_what_lies_in_the_project_is_what_it_says_it_is():
    assert vendor.lists()
    assert [problem for list_ in vendor.lists() for problem in vendor.problems(list_)] == []


def test_every_package_names_its_version_licence_and_address():
    for list_ in vendor.lists():
        for package in vendor.packages_in(list_):
            assert all(package[key] for key in ("name", "version", "licence", "address"))


def test_a_listed_file_as_it_came_is_fine(list_):
    assert list(vendor.problems(list_)) == []


def test_a_changed_file_is_found(list_):
    (list_.parent / "thing.js").write_text("go(elsewhere)", encoding="utf-8")

    assert "is not the file of thing 1.0.0" in next(vendor.problems(list_))


def test_a_missing_file_and_one_that_nobody_listed_are_found(list_):
    (list_.parent / "thing.js").rename(list_.parent / "other.js")

    missing, unlisted = vendor.problems(list_)

    assert "listed, but not there" in missing
    assert "there, but not listed" in unlisted
