"""Tools suggested beside a result: they exist, on the level they are suggested for."""

from pathlib import Path

import pytest

from trivsel.domain.instrument import parse_instrument
from trivsel.domain.levels import Level
from trivsel.surveys.suggestions import ANY, by_theme, tools_for
from trivsel.toolbox.library import by_id

CORE = Path(__file__).parents[2] / "content" / "instruments" / "core.toml"
THEMES = [s.key for s in parse_instrument(CORE.read_text("utf-8"), file="core.toml").scales]


@pytest.mark.parametrize("theme", [*THEMES, ANY])
def test_a_theme_has_three_tools_for_the_group_and_one_for_each_other_level(theme):
    named = by_theme()[theme]

    assert {level: len(tools) for level, tools in named.items()} == {
        "group": 3,
        "leader": 1,
        "organisation": 1,
        "individual": 1,
    }


def test_each_exists_and_stands_on_the_level_it_is_suggested_for():
    for named in by_theme().values():
        for level, tools in named.items():
            for id_ in tools:
                assert Level(level) in by_id()[id_].levels, (id_, level)


def test_no_theme_is_named_that_nobody_asks_about():
    assert set(by_theme()) == {*THEMES, ANY}


def test_they_come_with_the_group_first_and_an_unknown_theme_gets_the_general_ones():
    assert [tool.level.letter for tool in tools_for("demands")] == list("GGGLOI")
    unknown, general = tools_for("never-heard-of"), tools_for(ANY)
    assert [tool.slug for tool in unknown] == [tool.slug for tool in general]
