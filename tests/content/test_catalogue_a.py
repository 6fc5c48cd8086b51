"""Ten tools for the single person and the leader, counted against the catalogue.

Every list is named key by key: an entry that falls out, or changes place, is seen.
"""

from pathlib import Path

import pytest

from trivsel.domain.toolspec import options, read_tool

TOOLS = Path(__file__).parents[2] / "content" / "tools"
OURS = ("B01", "B02", "B03", "B05", "B14", "B15", "B23", "B27", "B36", "B40")
# Tool, way to the list, and how many there are; then the keys of its entries.
LISTS = """
B01 body/items 7: palpitations sweating inner-unrest sore-muscles stomach-ache headache often-ill
B01 mind/items 8: tense tired-or-sleeping-badly memory concentration impatient restless low-mood anxious
B01 behaviour/items 7: conflicts-and-irritability losing-overview hectic-talk withdrawing more-stimulants less-engagement more-absence
B02 swings/groups 2: upwards downwards
B02 back/questions 2: what who
B02 recovery/questions 1: best
B03 scale/baskets 4: outer-demands inner-demands outer-resources inner-resources
B03 scale/baskets/outer-demands/items 14: deadlines quality quantity emotional-demands change documentation responsibility big-reorganisations unclear-or-conflicting unclear-role complexity conflict bullying violence-and-threats
B03 scale/baskets/inner-demands/items 6: faultless perfectionist clever helpful always-available loyal
B03 scale/baskets/outer-resources/items 8: sound-planning training-and-instruction right-aids meaning predictability support recognition-and-feedback influence
B03 scale/baskets/inner-resources/items 3: strength-and-health mental-robustness belief-in-mastering
B03 change/questions 1: should-change
B03 who-can/questions 4: myself colleagues leader organisation
B05 three-ways/sections 3: creeping escalating sudden
B05 creeping/sections 3: others-can-see leader-can colleague-can
B05 creeping/sections/others-can-see/points 10: mood-fades company-fades forgets late mistakes overtime irritable slower prioritises-wrongly absence
B05 escalating/sections 3: others-can-see leader-can colleague-can
B05 escalating/sections/others-can-see/points 5: names-the-cause repeats nothing-happens powerless frustrated
B05 sudden/sections 3: others-can-see leader-can colleague-can
B05 sudden/sections/others-can-see/points 5: nothing-noticed unable-to-function surprise-to-all confusion shaken-picture
B05 says-and-thinks/groups 3: creeping escalating sudden
B05 says-and-thinks/groups/creeping/pairs 5: all-fine an-hour-longer slipped-my-mind eat-at-my-desk only-a-cold
B05 says-and-thinks/groups/escalating/pairs 4: one-short plan-is-wrong why-ask your-problem
B05 says-and-thinks/groups/sudden/pairs 3: friday-was-normal back-on-monday always-the-strong-one
B05 recogniser/groups 3: creeping escalating sudden
B05 recogniser/groups/creeping/items 5: more-and-more-pressed blames-own-ability tells-nobody copes-privately keeps-away
B05 recogniser/groups/escalating/items 5: knows-the-cause said-it-repeatedly no-change feels-powerless feels-frustrated
B05 recogniser/groups/sudden/items 5: had-not-noticed could-not-function others-surprised is-confused does-not-know-myself
B05 recogniser/advice 3: creeping escalating sudden
B14 tasks/columns 6: task hours deadline partners status remarks
B14 obstacles/items 9: amount-of-work quality-demands complexity conflicting-demands unclear-role lacking-skills changing-plans unpredictability other
B15 reasons/groups 3: put-off relation nothing-happens
B15 reasons/groups/put-off/items 2: usually-cope just-this-week
B15 reasons/groups/relation/items 2: not-show-weakness fear-the-reaction
B15 reasons/groups/nothing-happens/items 3: not-listened-to told-it-is-a-condition hit-the-wall
B15 reasons/advice 3: put-off relation nothing-happens
B15 other/questions 1: other-reasons
B23 reasons/items 9: no-time have-not-seen-it private do-not-know-what usually-cope passes turned-down some-day no-backing
B23 challenge/pairs 9: no-time have-not-seen-it private do-not-know-what usually-cope passes turned-down some-day no-backing
B23 what-i-say/questions 2: do-as-i-say what-stands-in-the-way
B27 givers/columns 7: what explain keep who-can-help when status follow-up
B27 drainers/columns 7: what explain let-go who-can-help when status follow-up
B36 situations/columns 3: situation which marks
B36 situations/columns/which/choices 3: giver drainer some-of-both
B36 conditions/rows 4: organisation leader group me
B36 conditions/columns 2: makes-me-give makes-me-drain
B36 choose/questions 3: keep let-go who-can-help
B40 give/questions 1: how
B40 nags/columns/choice/choices 4: let-go colleague leader representative
B40 support/questions 1: which
B40 plan/parties 2: me colleague
B40 plan/points 3: what-i-do when-where feedback-on
"""  # noqa: E501 - one list a line can be read beside the catalogue
STEPS = """
B01: before=text body=pick mind=pick behaviour=pick picture=prompt help=text next=action
B02: course=curve swings=pick back=prompt recovery=prompt next=action
B03: scale=balance change=prompt who-can=prompt next=action
B05: three-ways=text creeping=text escalating=text sudden=text says-and-thinks=pairs recogniser=pick next=action
B14: tasks=table mark=scale bar=prompt help=prompt obstacles=pick needed=prompt next=action
B15: reasons=pick other=prompt first-words=prompt next=action
B23: reasons=pick challenge=pairs what-i-say=prompt next=action
B27: today=scale givers=table drainers=table next=action
B36: both=text situations=table conditions=grid choose=prompt next=action
B40: give=prompt nags=table support=prompt plan=agreement next=action
"""  # noqa: E501
# About oneself: what is ticked or written here is never shown to a group.
ABOUT_ONESELF = ("B01 body", "B01 mind", "B01 behaviour", "B01 picture", "B03 scale")


def path(id_):
    [found] = TOOLS.glob(f"{id_.lower()}_*.toml")
    return found


def tool(id_):
    return read_tool(path(id_).read_bytes(), file=path(id_).name)


def step(id_, key):
    [found] = [one for one in tool(id_).steps if one.key == key]
    return found


def keys(said, name):
    return [option.key for option in options(said, name)]


def entry(said, name, key):
    [found] = [option for option in options(said, name) if option.key == key]
    return found


def entries(steps, way):
    key, *names = way.split("/")
    [said] = [one.said for one in steps if one.key == key]
    while len(names) > 1:
        name, key, *names = names
        said = entry(said, name, key).more
    return keys(said, names[0])


def all_words(id_, language):
    return repr([one.spoken(language) for one in tool(id_).steps])


def lines(table):
    return [line.partition(": ")[::2] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("place", "named"), lines(LISTS))
def test_the_list_is_complete_and_in_order(place, named):
    id_, way, count = place.split()

    found = entries(tool(id_).steps, way)

    assert found == named.split()
    assert len(found) == int(count)


def test_a_lost_entry_is_missed():
    line = '  { key = "private", da = "Det er privat", en = "It is private" },\n'
    text = path("B23").read_text(encoding="utf-8")
    assert text.count(line) == 1

    shorter = read_tool(text.replace(line, "").encode(), file="b23.toml")

    assert len(entries(tool("B23").steps, "reasons/items")) == 9
    assert len(entries(shorter.steps, "reasons/items")) == 8


@pytest.mark.parametrize(("id_", "named"), lines(STEPS))
def test_the_steps_are_those_of_the_catalogue(id_, named):
    assert " ".join(f"{one.key}={one.kind.name}" for one in tool(id_).steps) == named


@pytest.mark.parametrize("key", ["body", "mind", "behaviour"])
def test_each_list_of_signs_asks_since_when_and_gives_no_answer_to_the_ticks(key):
    said = step("B01", key).said

    assert said["since"] is True
    assert "advice" not in said
    assert "advice" in step("B15", "reasons").said


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_signs_of_stress_lead_on_to_help(language):
    words = all_words("B01", language)

    for number in ("112", "70 201 201", "1813"):
        assert number in words


def test_the_load_curve_runs_over_six_months_in_three_zones():
    said = step("B02", "course").said

    assert said["months"] == 6
    assert [said[zone].da for zone in ("low", "right", "high")] == [
        "for lidt",
        "lige tilpas",
        "for meget",
    ]


def test_the_curve_is_drawn_alone_before_a_group_sees_its_band():
    assert step("B02", "course").sharing == "reveal"
    assert set(tool("B02").modes) == {"solo", "group", "pair", "print"}


def test_two_baskets_load_and_two_carry():
    baskets = options(step("B03", "scale").said, "baskets")

    assert [basket.more["side"] for basket in baskets] == [
        "load",
        "load",
        "resource",
        "resource",
    ]


@pytest.mark.parametrize(
    ("id_", "key", "name", "levels"),
    [
        ("B03", "who-can", "questions", ["individual", "group", "leader", "organisation"]),
        ("B36", "conditions", "rows", ["organisation", "leader", "group", "individual"]),
    ],
)
def test_all_four_levels_are_asked(id_, key, name, levels):
    assert [one.more["level"] for one in options(step(id_, key).said, name)] == levels


def test_the_recogniser_says_what_it_looks_like_and_never_what_one_has():
    for advice in options(step("B05", "recogniser").said, "advice"):
        assert "kunne ligne" in advice.words.da
        assert "could look like" in advice.words.en
        assert "du har stress" not in advice.words.da.lower()
        assert "læge" in advice.words.da
        assert "doctor" in advice.words.en


def test_the_overview_adds_the_hours_up_and_then_asks_eight_questions():
    asked = [
        question
        for one in tool("B14").steps[1:-1]
        for question in (
            keys(one.said, "questions") if one.kind.name == "prompt" else [one.key]
        )
    ]

    assert entry(step("B14", "tasks").said, "columns", "hours").more["holds"] == "hours"
    assert "budget" in step("B14", "tasks").said
    assert " ".join(asked) == (
        "mark expectations helps harder where-to-seek needs-the-leader obstacles needed"
    )
    assert len(asked) == 8


def test_the_three_colours_are_also_named_in_words():
    groups = options(step("B15", "reasons").said, "groups")

    assert [group.more["tone"] for group in groups] == ["yellow", "green", "blue"]
    assert [group.words.da.split(":")[0] for group in groups] == ["Gul", "Grøn", "Blå"]
    assert [group.words.en.split(":")[0] for group in groups] == ["Yellow", "Green", "Blue"]


def test_each_colour_leads_on_to_tools_and_yellow_to_the_overview():
    said = step("B15", "reasons").said

    assert entry(said, "advice", "put-off").more["tools"] == ("B14",)
    assert all(advice.more["tools"] for advice in options(said, "advice"))


def test_the_own_barometer_is_a_diary_with_two_givers_and_two_drainers_to_start_with():
    assert step("B27", "today").said["diary"] is True
    assert step("B27", "givers").said["blank"] == 2
    assert step("B27", "drainers").said["blank"] == 2


@pytest.mark.parametrize("place", [*ABOUT_ONESELF, "B05 recogniser"])
def test_a_list_about_oneself_is_alone_and_says_that_it_stays_on_the_device(place):
    id_, key = place.split()

    assert step(id_, key).sharing == "alone"
    assert "egen enhed" in all_words(id_, "da")
    assert "own device" in all_words(id_, "en")
    assert step("B02", "back").sharing == "together"


@pytest.mark.parametrize("id_", OURS)
def test_people_find_it_by_8_to_20_of_their_own_words(id_):
    search = tool(id_).search

    assert 8 <= len(search.da.split(", ")) <= 20
    assert 8 <= len(search.en.split(", ")) <= 20


def test_each_tool_ends_in_words_of_its_own():
    last = [tool(id_).steps[-1] for id_ in OURS]

    assert len({one.prompt.da for one in last}) == 10
    assert len({one.title.da for one in last}) == 10
