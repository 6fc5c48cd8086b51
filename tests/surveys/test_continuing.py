"""After a reorganisation somebody says what continues what; protection never asks."""

import pytest
from django.urls import reverse

import make
from make_rounds import bring, noon
from make_rounds import round_ as planned
from trivsel.domain.disclosure.continuing import continued
from trivsel.domain.refusal import Refused
from trivsel.surveys import services
from trivsel.surveys.models import Release, Round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def organisation():
    return make.organisation("Nordværk")


@pytest.fixture
def hr(organisation):
    return make.person(organisation, "Hanne", "hr")


@pytest.fixture
def later(organisation, hr):
    units = make.unit(organisation, "Støberi", code="OLD"), make.unit(organisation, "Pakkeri")
    make.released_round(organisation, {units[0]: 20, units[1]: 16}, name="Forår")
    made = planned(organisation)
    make.unit(organisation, "Nyt støberi", code="NEW")
    return made


def where(round_):
    return reverse("surveys:continuing", args=[round_.organisation.slug, round_.pk])


@pytest.mark.parametrize(
    ("now", "links", "continues"),
    [
        ("abcdefghij", {}, True),
        ("abcdefxyzv", {}, True),
        ("abcdexyzvw", {}, False),
        ("abcdexyzvw", {"A": "A"}, True),
        ("abcdefghij", {"A": ""}, False),
        ("abcdefghij", {"A": "gone"}, False),
    ],
)
def test_a_unit_is_new_when_half_have_changed_unless_somebody_says(now, links, continues):
    assert ("A" in continued({"A": now}, {"A": "abcdefghij"}, links)) == continues


def test_hr_says_what_a_new_unit_continues_and_it_stands_in_what_is_signed(client, later, hr):
    make.sign_in(client, hr)
    assert "Nyt støberi" in client.get(where(later)).content.decode()

    client.post(where(later), {"continues-NEW": "OLD"})

    later.refresh_from_db()
    assert later.continues == {"NEW": "OLD"}
    submitted = services.submit_round(later, by=hr, at=noon())
    assert submitted.manifest["continues"] == {"NEW": "OLD"}


def test_two_units_do_not_continue_the_same_one(later, hr):
    units = list(later.organisation.units.values_list("code", flat=True)[:2])

    with pytest.raises(Refused, match="den samme"):
        services.choose_continues(later, dict.fromkeys(units, "OLD"), by=hr, at=noon())


def test_a_unit_that_is_not_there_is_refused(later, hr):
    with pytest.raises(Refused, match="ingen enhed"):
        services.choose_continues(later, {"ATTIC": "OLD"}, by=hr, at=noon())


def test_a_colleague_and_a_stranger_say_nothing(client, later):
    for somebody in (
        make.person(later.organisation, "Bo"),
        make.person(make.organisation("Andre"), "Fremmed", "hr"),
    ):
        make.sign_in(client, somebody)

        assert client.post(where(later), {"continues-NEW": "OLD"}).status_code == 404

    assert Round.objects.get(pk=later.pk).continues == {}


def test_without_an_earlier_round_there_is_nothing_to_continue(client, organisation, hr):
    made = planned(organisation)
    make.sign_in(client, hr)

    answer = client.get(where(made))

    assert answer.context["page"] is None


# --- what is released of it -----------------------------------------------------------------
@pytest.fixture
def played(organisation):
    """A round with two teams of twelve; those of one then move to a new team."""
    old, other = make.unit(organisation, code="OLD"), make.unit(organisation, code="OTHER")
    movers, stayers = make.people(old, 12), make.people(other, 12)
    first = planned(organisation, "released")
    new = make.unit(organisation, code="NEW")
    for person in movers:
        person.unit = new
        person.save()
    return organisation, first, stayers


def released(organisation, links):
    made = planned(organisation)
    hr = organisation.people.filter(roles__kind="hr").first()
    services.choose_continues(made, links, by=hr, at=noon())
    rep = organisation.people.filter(roles__kind="safety_rep").first()
    bring(made, "released", hr=hr, rep=rep, at=noon())
    return Release.objects.get(round=made).figures


def test_a_release_says_which_unit_continues_which_and_the_next_one_goes_on_with_it(played):
    organisation, first, _stayers = played

    second = released(organisation, {"NEW": "OLD"})
    third = released(organisation, {})

    assert "identities" not in Release.objects.get(round=first).figures
    assert second["identities"] == third["identities"] == {"NEW": "OLD"}


def test_without_a_word_a_new_unit_continues_nothing(played):
    organisation, _first, _stayers = played

    assert "identities" not in released(organisation, {})


def test_a_unit_of_other_people_under_an_old_code_is_told_apart(played):
    organisation, _first, stayers = played
    for person in stayers:
        person.left_on = noon().date()
        person.save()
    make.people(stayers[0].unit, 12)

    identities = released(organisation, {})["identities"]

    assert identities["OTHER"].startswith("OTHER@")
