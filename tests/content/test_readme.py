"""content/README.md: fresh, complete, and its example is a tool that works."""

import importlib.util
import re
from pathlib import Path

import pytest

from trivsel.domain.toolspec import BRINGS, KINDS, MODES, STEP, TOP, Options, read_tool
from trivsel.toolbox import article_checks, library
from trivsel.ui.content import folder

ROOT = Path(__file__).parents[2]
README = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("r", ROOT / "scripts" / "content_readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def section(title):
    """What stands under a heading, up to the next of the same depth."""
    depth = title.split(" ")[0]
    return README.split(f"\n{title}\n")[1].split(f"\n{depth} ")[0]


def example():
    return re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1]


def names(fields):
    for field in fields:
        yield field.name
        if isinstance(field.holds, Options):
            yield from names(field.holds.more)


def test_the_page_is_fresh(script):
    assert script.page() == README, "Run python scripts/content_readme.py"


def test_the_example_is_a_whole_tool_that_does_what_we_ask_of_ours():
    tool = read_tool(example().encode(), file="example.toml")

    assert [step.kind.name for step in tool.steps] == ["pick", "prompt", "action"]
    assert 8 <= len(tool.search.da.split(", ")) <= 20
    assert 8 <= len(tool.search.en.split(", ")) <= 20
    assert example().count("sharing = ") == len(tool.steps)


def test_the_example_takes_nothing_of_ours_and_leads_to_tools_that_exist():
    tool = read_tool(example().encode(), file="example.toml")

    assert tool.id not in {one.id for one in library.tools()}
    assert tool.slug not in {one.slug for one in library.tools()} | library.TAKEN
    assert set(tool.neighbours) <= {one.id for one in library.tools()}


def test_what_stands_at_the_top_and_in_every_step_is_described():
    for title, fields in (("### At the top of the file", TOP), ("### In every step", STEP)):
        for field in fields:
            assert f"| `{field.name}` | {field.holds.sort}" in section(title)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_word_of_a_kind_is_described(kind):
    described = section(f"#### {kind.name}") + section("### In entries of lists")

    assert kind.purpose in described
    assert kind.joins in described
    for name in names(kind.fields):
        assert re.search(rf"[`.]{name}` \|", described), name


def test_the_fixed_words_are_explained():
    head = section("### At the top of the file")

    assert [mode for mode in MODES if f"`{mode}`" not in head] == []
    assert [key for key in BRINGS if f"- `{key}`: " not in head] == []


def test_every_word_of_an_articles_head_is_described():
    for word in {**article_checks.REQUIRED, **article_checks.OPTIONAL}:
        assert f"| `{word}` |" in section("## articles/")


def test_every_place_the_page_names_is_there():
    places = re.findall(r"`((?:content|tests|scripts|docs|src)/[\w/.-]+)`", README)
    links = LINK.findall(section("## tools/: one file for each tool"))

    assert len(places) > 5
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert [one for one in links if "/" in one and not (folder() / one).exists()] == []


@pytest.mark.parametrize("link", sorted({one for one in LINK.findall(README) if one[0] == "#"}))
def test_every_link_within_the_page_has_its_heading(link):
    headings = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}

    assert link[1:] in anchors
