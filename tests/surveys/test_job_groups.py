"""Job groups: asked in the form, told of for the whole organisation, never for a unit."""

import pytest
from django.urls import reverse
from django.utils import translation

import make
import make_rounds
from trivsel.ballots import services as ballots
from trivsel.ballots.models import Box
from trivsel.ballots.reading import read_answers
from trivsel.ballots.sheets import sheet
from trivsel.domain.disclosure import Reason
from trivsel.domain.refusal import Refused
from trivsel.surveys import services as rounds
from trivsel.surveys.forms import PlanForm
from trivsel.surveys.models import Release
from trivsel.surveys.releases import Published
from trivsel.surveys.rounds import job_groups
from trivsel.surveys.rounds.manifest import digest_of
from trivsel.surveys.rounds.preview import declared

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

NAMES = ("Sygeplejersker", "Portører")


@pytest.fixture
def firm():
    organisation = make.organisation()
    make.people(organisation, 60)
    return organisation


@pytest.fixture
def closed(firm):
    """Forty answers: 20 nurses, 12 porters, 8 who would rather not say or left it."""
    round_ = make_rounds.round_(firm, "open", job_groups=NAMES)
    box = sheet(round_.box_code)
    codes = [code for of_cell in round_.codes.values() for code in of_cell]
    groups = [1] * 20 + [2] * 12 + [3] * 4 + [0] * 4
    for number, (code, group) in enumerate(zip(codes, groups, strict=False)):
        packed = bytes([number % 3 + 1, (number // 3) % 3 + 1, group])
        ballots.submit(box, code=code, packed=packed, at=make_rounds.noon())
    rounds.close_round(
        round_, by=make_rounds.signers(firm)[0], at=make_rounds.noon(), reason="!"
    )
    return round_


def test_the_question_stands_last_in_the_form_and_can_be_left(firm):
    round_ = make_rounds.round_(firm, "signed", job_groups=NAMES)

    *_, asked = Box.objects.get(pk=round_.box_code).paper["items"]

    assert asked["key"] == job_groups.KEY
    assert [option["label"]["da"] for option in asked["options"][:2]] == list(NAMES)
    assert asked["options"][2]["label"]["en"] == "I would rather not say"
    assert len(asked["options"]) == 3


def test_what_is_signed_names_the_groups_and_the_table(firm):
    with_groups = make_rounds.round_(firm, "signed", job_groups=NAMES)
    without = make_rounds.round_(firm, "signed")

    assert with_groups.manifest["job_groups"] == list(NAMES)
    assert "by job group" in with_groups.manifest["release_plan"]["tables"][2]
    assert with_groups.digest == digest_of(with_groups.manifest)
    assert "job_groups" not in without.manifest
    assert len(without.manifest["release_plan"]["tables"]) == 2


def test_whoever_is_asked_reads_beforehand_what_is_shown_by_group(firm):
    round_ = make_rounds.round_(firm, "signed", job_groups=NAMES)

    with translation.override("en"):
        plan = declared(round_)

    assert plan.job_groups == list(NAMES)
    assert any("never by job group in a unit" in sentence for sentence in plan.promise)


def test_the_groups_are_released_for_the_whole_organisation(closed):
    rounds.count_and_release(closed, at=make_rounds.noon())

    published = Published.thaw(Release.objects.get(round=closed).figures)
    assert [(row.key, row.reason) for row in published.table.groups] == [
        ("g:1", Reason.SHOWN),
        ("g:2", Reason.SHOWN),
    ]
    assert [published.names[row.key] for row in published.table.groups] == list(NAMES)
    assert published.audit["findings"] == 0


def test_the_answer_is_scored_as_if_the_group_had_not_been_asked(closed):
    rounds.count_and_release(closed, at=make_rounds.noon())

    [some] = read_answers(closed.box_code, [cell.code for cell in closed.cells.all()])
    scored, chosen = job_groups.split(some.chosen, len(NAMES))
    assert scored.shape == (40, 2)
    assert [int((chosen == place).sum()) for place in (1, 2, 0)] == [20, 12, 8]


@pytest.mark.parametrize("names", [["One"], ["One", "one"], ["x" * 61, "Two"], ["A"] * 13])
def test_groups_that_nobody_could_choose_from_are_refused(firm, names):
    with pytest.raises(Refused):
        make_rounds.round_(firm, job_groups=tuple(names))


def test_the_planner_writes_one_group_a_line(firm):
    round_ = make_rounds.round_(firm)
    data = {
        "name": "Trivsel",
        "instrument": round_.instrument_id,
        "answered_by": "slips",
        "opens_on": "2030-01-01",
        "closes_on": "2030-01-14",
        "minimum_group": 5,
        "job_groups": " Sygeplejersker \r\n\r\nPortører",
    }

    form = PlanForm(data, organisation=firm)
    lone = PlanForm(data | {"job_groups": "Portører"}, organisation=firm)

    assert form.is_valid()
    assert form.plan.job_groups == NAMES
    assert "job_groups" in lone.errors


def test_a_stranger_reads_nothing_of_the_plan(client, firm):
    round_ = make_rounds.round_(firm, "signed", job_groups=NAMES)
    make.sign_in(client, make.person(make.organisation("Andetsteds"), "", "hr"))

    page = client.get(reverse("surveys:preview", args=[firm.slug, round_.pk]))

    assert page.status_code == 404
    assert NAMES[0] not in page.content.decode()
