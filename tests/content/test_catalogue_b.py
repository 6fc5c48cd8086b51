"""The group's tools say all that the catalogue asks of them: every list, counted and by key."""

import re
import tomllib
from pathlib import Path

import pytest

from trivsel.domain.toolspec import options, read_tool

FOLDER = Path(__file__).parents[2] / "content" / "tools"
OURS = ("B04", "B13", "B17", "B21", "B24", "B25", "B26", "B31", "B32", "B33", "B35")
FILES = {id_: next(FOLDER.glob(f"{id_.lower()}_*.toml")) for id_ in OURS}

# Tool, step and list, and how many the catalogue names; below it their keys, in order.
CATALOGUE = """
B04 four-questions questions 4
    where-is-the-bar good-enough who-prioritises leaders-agree
B04 outer-lines rows 4
    plan staff communication priorities
B04 inner-lines rows 3
    attitude motivation cooperation
B13 obstacles items 9
    amount-of-work quality-demands complexity conflicting-demands unclear-role
    lacking-skills changing-plans unpredictability other
B13 guide questions 9
    links-to-others goals expectations what-helps what-makes-it-harder helping-each-other
    needs-the-leader first-obstacle one-wish
B13 needs questions 4
    from-inside from-other-departments from-the-leader from-outside-partners
B17 actions groups 3
    myself community management
B17 weight corners 3
    myself community management
B17 effects rows 3
    myself community management
B17 effects columns 2
    short-run long-run
B17 turn questions 4
    turn-up turn-down the-way-there change-the-work
B21 reasons items 12
    cooperation interesting-tasks development influence support predictability information
    trust knowledge-sharing fairness recognition pressure
B21 short-form items 3
    green yellow red
B21 small-initiatives items 6
    value-in-a-colleague something-for-the-group holiday-moment lunch-with-another
    best-trick swap-for-an-hour
B24 themes items 8
    busy-and-recovery open-or-closed wanted-help own-reactions handling-pressure
    changed-behaviour breaks tone-of-voice
B24 four-ways items 4
    alone-and-faster ask-others to-the-leader-alone to-the-leader-together
B24 unused-ways questions 3
    never-used why-not open-the-way
B25 place fields 4
    adapt-together change-together adapt-alone change-alone
B26 affects-us questions 3
    good-for-us hard-on-us coming-up
B26 proposals columns 3
    proposal better whose-call
B26 to-the-leader columns 4
    matter why-it-matters we-ask-for answer-by
B31 two-cultures pairs 4
    marks when-busy when-pressure-rises how-stress-shows
B31 two-faces pairs 4
    marks when-busy when-pressure-rises how-stress-shows
B31 where-are-we items 4
    marks when-busy when-pressure-rises how-stress-shows
B32 station stages 5
    collective-cooperation problem-orientation piling-up collective-giving-up
    collective-stress
B32 group-talk questions 7
    why-here stay-with-solutions need-from-leader need-from-top-management need-from-amo
    each-of-us all-of-us
B32 to-the-leader questions 4
    where-and-why what-we-can-do what-we-need how-amo-can-help
B32 leader-asks questions 6
    what-weighs-most what-i-missed what-you-tried what-still-works gone-next-month
    take-upwards
B32 leader-moves items 4
    something-can-be-done bring-proposals first-action follow-up
B33 statements items 10
    rarely-speak-of-challenges cope-alone work-our-way-out seldom-ask lower-quality
    seldom-speak-of-how-we-are skip-breaks seldom-offer-help seldom-to-leader-alone
    seldom-to-leader-together
B33 needs items 10
    cooperation knowing-each-other we-about-tasks safe-to-speak common-conditions
    act-together leader-part-of-it knowing-reactions awareness-of-handling
    scaling-frustration-down
B33 statements questions 3
    what-did-we-answer want-to-be-better how
B33 needs questions 3
    what-did-we-answer want-to-be-better how
B35 guideposts items 12
    simple-questions own-mistakes not-keeping-up half-ideas disagreeing against-the-leader
    bad-news-early quiet-voices new-eyes tone-and-looks to-not-about leader-unsure
B35 spread rows 12
    simple-questions own-mistakes not-keeping-up half-ideas disagreeing against-the-leader
    bad-news-early quiet-voices new-eyes tone-and-looks to-not-about leader-unsure
B35 three-to-talk-about questions 3
    widest second-widest lowest
"""
LISTS = {
    " ".join(words[:3]): (int(words[3]), words[4:])
    for words in (block.split() for block in re.split(r"\n(?=B\d)", CATALOGUE.strip()))
}
# What is thought alone; a session must never ask for it in the open before its time.
ALONE_FIRST = {
    "B13 mark": "reveal",
    "B17 actions": "alone",
    "B21 mark": "reveal",
    "B25 examples": "alone",
    "B31 where-are-we": "reveal",
    "B32 station": "reveal",
    "B33 statements": "reveal",
    "B33 needs": "reveal",
    "B35 guideposts": "reveal",
}
COUNTED = ("B13 mark", "B31 where-are-we", "B32 station", "B33 statements", "B35 guideposts")
TOO_FEW = {"da": "færre end fem", "en": "ewer than five"}


def read(id_, raw=None):
    return read_tool(raw or FILES[id_].read_bytes(), file=FILES[id_].name)


def step(tool, key):
    return next(one for one in tool.steps if one.key == key)


def keys(tool, key, name):
    return [option.key for option in options(step(tool, key).said, name)]


@pytest.mark.parametrize("place", LISTS)
def test_a_list_has_what_the_catalogue_names_and_nothing_else(place):
    id_, key, name = place.split()
    count, wanted = LISTS[place]

    found = keys(read(id_), key, name)

    assert len(found) == count
    assert found == wanted


def test_a_lost_entry_is_noticed():
    lines = FILES["B21"].read_bytes().splitlines(keepends=True)
    short = b"".join(line for line in lines if b'key = "fairness"' not in line)

    found = keys(read("B21", short), "reasons", "items")

    assert found != LISTS["B21 reasons items"][1]


def test_no_two_entries_of_a_list_say_the_same():
    for place in LISTS:
        id_, key, name = place.split()
        entries = options(step(read(id_), key).said, name)
        for language in ("da", "en"):
            texts = [one.words.in_(language) for one in entries if one.words]
            assert len(set(texts)) == len(texts), place


def test_each_corner_of_the_triangle_has_six_actions_and_room_for_more():
    actions = step(read("B17"), "actions").said

    counts = [len(options(group.more, "items")) for group in options(actions, "groups")]

    assert counts == [6, 6, 6]
    assert actions["own"]


def test_the_spread_has_a_row_for_every_guidepost():
    tool = read("B35")

    assert keys(tool, "spread", "rows") == keys(tool, "guideposts", "items")


def test_the_monthly_meeting_comes_back_six_times_on_the_same_weekday():
    rhythm = step(read("B26"), "rhythm").said

    assert rhythm["meetings"] == 6
    assert rhythm["days"] % 7 == 0


@pytest.mark.parametrize("place", ALONE_FIRST)
def test_what_one_thinks_alone_is_not_asked_in_the_open(place):
    id_, key = place.split()

    assert step(read(id_), key).sharing == ALONE_FIRST[place]


@pytest.mark.parametrize("place", COUNTED)
@pytest.mark.parametrize("language", ["da", "en"])
def test_fewer_than_five_are_told_not_to_count(place, language):
    id_, key = place.split()

    # In the prompt, which everybody reads; help is opened by those who want more.
    assert TOO_FEW[language] in step(read(id_), key).prompt.in_(language)


def test_the_warning_is_not_found_where_nothing_is_counted():
    assert TOO_FEW["da"] not in step(read("B17"), "effects").prompt.da


@pytest.mark.parametrize("id_", OURS)
def test_every_step_says_how_a_group_does_it_and_how_long_it_takes(id_):
    raw = tomllib.loads(FILES[id_].read_text(encoding="utf-8"))

    assert all("sharing" in one for one in raw["steps"])
    assert sum(one["minutes"] for one in raw["steps"]) == raw["minutes"]


@pytest.mark.parametrize("id_", OURS)
def test_every_group_tool_can_be_printed(id_):
    assert {"group", "print"} <= set(read(id_).modes)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_two_tools_end_with_the_same_words(language):
    endings = [read(id_).steps[-1].prompt.in_(language) for id_ in OURS]

    assert len(set(endings)) == len(OURS)
