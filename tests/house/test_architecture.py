"""The map shows the house as it stands."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "trivsel"
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PLACE = re.compile(r"`([\w/.]+(?:/|\.py|\.toml|\.md))`")


def rooms_on(text: str) -> set[str]:
    return {
        line.split("`")[1].rstrip("/")
        for line in text.splitlines()
        if line.startswith("| ") and "/`" in line.split("|")[2]
    }


def missing_places(text: str) -> list[str]:
    starts = (ROOT, HOUSE, HOUSE / "surveys")
    return [
        place
        for place in PLACE.findall(text)
        if not any((start / place).exists() for start in starts)
        and place not in {"locale/", "policies.py"}
    ]


def test_every_room_is_on_the_map_and_no_other():
    rooms = {path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists()}

    assert rooms_on(MAP.split("## Inside a room")[0]) == rooms


def test_every_place_the_map_names_is_there():
    assert missing_places(MAP) == []


def test_a_place_that_is_not_there_is_noticed():
    assert missing_places("see `surveys/nowhere.py`") == ["surveys/nowhere.py"]


def test_every_link_in_the_readme_and_the_docs_leads_somewhere():
    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "ARCHITECTURE.md",
        ROOT / "SECURITY.md",
    ]
    pages += (ROOT / "docs").rglob("*.md")
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert broken == []
