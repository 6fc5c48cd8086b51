"""The talks and frames of the leaders are as complete as the catalogue says, list by list."""

import tomllib
from pathlib import Path

import pytest

from trivsel.domain.toolspec import options, read_tool

TOOLS = Path(__file__).parents[2] / "content" / "tools"
# Tool, step, list (a group of a step by its own name), how many, and what they are called.
# The nine obstacles are the same as in B13 and B14.
CATALOGUE = """
B06 curious questions 2: listen ask
B06 humble questions 2: other-view own-assumptions
B06 assumptions pairs 3: private can-wait no-time-or-means
B06 empathic questions 2: say-you-understand say-valued
B06 act questions 6: what-would-ease if-private lower-or-move days-to-recover what-when-how
    weekly
B06 plan parties 2: employee leader
B07 course items 3: creeping escalating sudden
B07 why columns 2: employee leader
B07 forward questions 3: what-we-learned leader-does employee-does
B07 patterns rows 3: creeping escalating sudden
B07 patterns columns 2: known-here what-helps
B07 beyond-us rows 5: departments leaders health-and-safety works-council hr
B10 look-at rows 3: span-of-control simultaneous-tasks leader-group
B10 makes-room columns 3: condition keep better
B10 takes-room columns 3: obstacle shrink remove
B11 direction questions 3: goal expectations links-to-others
B11 obstacles items 9: amount-of-work quality-demands complexity conflicting-demands
    unclear-role lacking-skills changing-plans unpredictability other
B11 needs questions 2: what-you-need how-i-support
B11 reflections questions 3: from-my-leader from-my-people take-upwards
B12 habits items 7: one-to-one follow-up invite-load show-action balance-on-agenda
    role-model quick-help
B19 what-we-reward questions 3: collective-or-individual readiness-to-change-over
    flow-or-flexibility
B19 side-by-side columns 4: production-target wellbeing-target how-measured where-shown
B19 on-the-agenda items 2: leaders-one-to-one leader-meetings
B19 stories questions 2: story where-told
B20 know items 3: what-motivates what-loads how-they-usually-are
B20 early before-the-talk 3: prepare write-concerns book-follow-ups
B20 early in-the-talk 4: listen understand-causes narrow-down act
B20 causes rows 4: own-work group me house
B20 safe questions 2: being-heard concern-for-each-other
B20 messages questions 5: i-understand can-and-cannot when find-together take-upwards
B22 basics items 13: amount-and-pace clear-demands emotional-demands influence meaning
    predictability support recognition cooperation decent-tone safe-from-violence learning rest
B22 problems rows 4: individual group leader organisation
B22 evaluate items 5: carried-out felt not-moved answered told
B29 own-wellbeing questions 8: load-now gives-energy takes-energy caught-between
    switching-off how-others-see-it kept-from-my-leader who-to-call
B29 pressure items 4: where-and-how started-by-us tried-already passed-on
B29 employees questions 5: how-i-find-out goes-well put-off place-in-the-week
    easily-overlooked
B29 understanding items 4: the-word where-we-look-first own-history when-to-act
B29 community items 4: trust-and-openness conflicts-used-well interest-in-each-other
    using-skills
B30 frames groups 3: core-task can-meet common-breaks
B30 frames core-task 2: within-the-department between-departments
B30 frames can-meet 3: across-shifts across-sites out-in-the-field
B30 frames common-breaks 2: time-and-place i-sit-down-too
"""
LISTS = [
    (*place.split(), named.split())
    for place, named in (
        line.split(": ") for line in CATALOGUE.replace("\n    ", " ").strip().splitlines()
    )
]
STEPS = {
    "B06": "before curious humble assumptions empathic act plan next",
    "B07": "frame course why forward patterns beyond-us next",
    "B10": "last-week look-at makes-room takes-room paperwork next",
    "B11": "frame direction obstacles needs reflections next",
    "B12": "handover habits first-months next",
    "B19": "map what-we-reward side-by-side on-the-agenda stories next",
    "B20": "know early causes safe plan messages next",
    "B22": "basics barriers problems proposals draft-plan at-work evaluate next",
    "B29": "frame own-wellbeing pressure employees understanding community next",
    "B30": "frames what-people-see next",
}


def file_of(tool):
    [path] = TOOLS.glob(f"{tool.lower()}_*.toml")
    return path


def steps_of(tool, raw=None):
    path = file_of(tool)
    read = read_tool(raw or path.read_bytes(), file=path.name)
    return {step.key: step for step in read.steps}


def keys(step, field):
    """The keys of a list; ``field`` is its name, or the key of one of the step's groups."""
    groups = {group.key: group for group in options(step.said, "groups")}
    found = (
        options(groups[field].more, "items") if field in groups else options(step.said, field)
    )
    return [option.key for option in found]


@pytest.mark.parametrize(
    ("tool", "step", "field", "how_many", "named"),
    LISTS,
    ids=["-".join(place[:3]) for place in LISTS],
)
def test_the_list_is_as_long_as_the_catalogue_says(tool, step, field, how_many, named):
    found = keys(steps_of(tool)[step], field)

    assert len(found) == int(how_many)
    assert found == named


def test_a_list_that_lost_an_entry_is_not_as_long_any_more():
    raw = file_of("B22").read_text(encoding="utf-8")
    lost = [line for line in raw.splitlines() if 'key = "not-moved"' not in line]

    assert len(keys(steps_of("B22")["evaluate"], "items")) == 5
    assert len(keys(steps_of("B22", "\n".join(lost).encode())["evaluate"], "items")) == 4


@pytest.mark.parametrize(("tool", "named"), STEPS.items(), ids=STEPS)
def test_the_steps_stand_in_their_order_and_end_in_an_action_of_their_own(tool, named):
    steps = steps_of(tool)

    assert list(steps) == named.split()
    assert steps["next"].kind.name == "action"


def test_no_two_of_the_talks_end_with_the_same_words():
    last = [steps_of(tool)["next"].prompt for tool in STEPS]

    assert len({words.da for words in last}) == len({words.en for words in last}) == 10


def test_the_plan_of_the_talk_has_weekly_dates_and_can_be_turned():
    plan = steps_of("B06")["plan"]

    assert plan.kind.name == "agreement"
    assert plan.said["meetings"] == 6
    assert plan.said["days"] == 7
    assert plan.said["turn"] is True


def test_the_six_points_of_the_leaders_dialogue_are_three_the_obstacles_and_two():
    steps = steps_of("B11")
    asked = [*keys(steps["direction"], "questions"), *keys(steps["needs"], "questions")]

    assert len(asked) + 1 == 6
    assert steps["obstacles"].said["own"] is True


def test_the_half_year_has_seven_stations_and_comes_round():
    steps = steps_of("B22")
    wheel = steps["at-work"].said

    assert len(steps) - 1 == 7
    assert steps["basics"].said["most"] == 3
    assert wheel["meetings"] * wheel["days"] == 180


@pytest.mark.parametrize("step", ["makes-room", "takes-room"])
def test_there_is_room_for_three_conditions_and_three_obstacles(step):
    assert steps_of("B10")[step].said["blank"] == 3


@pytest.mark.parametrize(
    ("tool", "step"),
    [
        ("B06", "before"),
        ("B07", "course"),
        ("B07", "why"),
        ("B07", "forward"),
        ("B11", "reflections"),
        ("B29", "own-wellbeing"),
    ],
)
def test_what_is_about_one_person_is_never_shown_in_a_group(tool, step):
    assert steps_of(tool)[step].sharing == "alone"


@pytest.mark.parametrize("tool", ["B06", "B07"])
@pytest.mark.parametrize("number", ["70 201 201", "112"])
def test_a_talk_that_can_touch_being_unwell_says_where_to_get_help(tool, number):
    document = tomllib.loads(file_of(tool).read_text(encoding="utf-8"))

    assert str(document).count(number) >= 2, "in both languages"
