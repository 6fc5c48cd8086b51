import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"TRIVSEL_[A-Z_]+")


def used() -> set[str]:
    sources = [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "scripts").glob("*"),
        ROOT / "run",
        ROOT / "test",
    ]
    return {
        name
        for path in sources
        if path.is_file()
        for name in NAME.findall(path.read_text("utf-8"))
    }


def documented() -> set[str]:
    return set(NAME.findall((ROOT / "docs/operate/settings.md").read_text("utf-8")))


def test_every_setting_is_described_and_nothing_else_is():
    assert used() == documented()


def test_settings_are_found_at_all():
    assert "TRIVSEL_DATA" in used()


@pytest.mark.parametrize(
    "folder", ["src", "docs", "content", "scripts", "deploy", "changes", "benchmarks"]
)
def test_no_path_of_a_machine_stands_in_the_project(folder):
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".md", ".toml", ".sh", ".txt", ".html", ".js"}
        for text in [path.read_text("utf-8")]
        if re.search(r"(?<![\w.])/(work|root|home/\w+)/", text)
    ]

    assert found == []
