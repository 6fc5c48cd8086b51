"""The pages of a round: planner, signer, colleague, stranger."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import make
import make_rounds
from trivsel.surveys.models import Round

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])

PAGES = ["round", "change", "cells", "preview", "sign", "slips"]
STEPS = ["submit", "withdraw", "cancel", "open", "close"]


@pytest.fixture
def house():
    house = make.organisation("Værket")
    make.people(house, 12)
    return house


@pytest.fixture
def hr(house):
    return make_rounds.signers(house)[0]


@pytest.fixture
def rep(house):
    return make_rounds.signers(house)[1]


def url(name, round_):
    return reverse(f"surveys:{name}", args=[round_.organisation.slug, round_.pk])


# --- who comes in ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "state", ["planned", "signing", "signed", "open", "closed", "cancelled"]
)
@pytest.mark.parametrize("page", PAGES)
def test_those_who_plan_and_sign_can_read_every_page(client, house, page, state):
    round_ = make_rounds.round_(house, state)

    for somebody in make_rounds.signers(house):
        make.sign_in(client, somebody)
        assert client.get(url(page, round_)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", ["planned", "open"])
def test_a_stranger_learns_nothing(client, house, page, state):
    round_ = make_rounds.round_(house, state)
    stranger = make.person(make.organisation("Andre"), "", "hr")
    make.sign_in(client, stranger)

    assert client.get(url(page, round_)).status_code == 404
    own_slug = reverse(f"surveys:{page}", args=[stranger.organisation.slug, round_.pk])
    assert client.get(own_slug).status_code == 404


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", ["planned", "signing", "signed", "open"])
def test_a_stranger_and_a_colleague_change_nothing(client, house, step, state):
    round_ = make_rounds.round_(house, state)
    before = Round.objects.values().get(pk=round_.pk)

    for somebody in (make.person(make.organisation(), "", "hr"), make.person(house)):
        make.sign_in(client, somebody)
        client.post(url(step, round_), {"reason": "Hvorfor ikke"})

    assert Round.objects.values().get(pk=round_.pk) == before


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_never_taken_by_following_a_link(client, house, hr, step):
    make.sign_in(client, hr)

    assert client.get(url(step, make_rounds.round_(house))).status_code == 405


@pytest.mark.parametrize(
    ("state", "status"),
    [("planned", 404), ("signing", 404), ("cancelled", 404), ("signed", 200), ("open", 200)],
)
def test_a_colleague_sees_a_round_once_it_is_signed(client, house, state, status):
    round_ = make_rounds.round_(house, state)
    make.sign_in(client, make.person(house))

    page = client.get(url("round", round_))
    listed = client.get(reverse("surveys:rounds", args=[house.slug])).context["rounds"]

    assert page.status_code == status
    assert (round_ in listed) == (status == 200)


def test_nobody_is_named_on_the_pages_of_a_round_but_the_signers(client, house, hr, rep):
    round_ = make_rounds.round_(house, "open")
    make.sign_in(client, hr)

    text = "".join(client.get(url(page, round_)).content.decode() for page in PAGES)

    assert rep.name in text
    others = house.people.exclude(pk__in=[hr.pk, rep.pk])
    assert others
    assert not [person.name for person in others if person.name in text]


# --- planning -------------------------------------------------------------------------------
def form(instrument, **changes):
    today = timezone.localdate()
    return {
        "name": "Trivsel i foråret",
        "instrument": instrument.pk,
        "opens_on": today.isoformat(),
        "closes_on": f"{today + timedelta(days=14):%d.%m.%Y}",
        "answered_by": "slips",
        "minimum_group": 5,
        **changes,
    }


def test_hr_plans_a_round_and_goes_on_to_its_groups(client, house, hr):
    make.sign_in(client, hr)

    page = client.post(
        reverse("surveys:plan", args=[house.slug]), form(make_rounds.instrument())
    )

    round_ = Round.objects.get()
    assert page.url == url("cells", round_)
    assert round_.closes_on == timezone.localdate() + timedelta(days=14)


def test_what_was_typed_is_kept_when_a_rule_says_no(client, house, hr):
    make.sign_in(client, hr)

    page = client.post(
        reverse("surveys:plan", args=[house.slug]),
        form(make_rounds.instrument(), minimum_group=3),
    )

    assert not Round.objects.exists()
    assert "Trivsel i foråret" in page.content.decode()
    assert page.context["form"].non_field_errors()


def test_a_questionnaire_of_another_house_cannot_be_chosen(client, house, hr):
    theirs = make_rounds.instrument(make.organisation("Andre"))
    make.sign_in(client, hr)

    page = client.post(reverse("surveys:plan", args=[house.slug]), form(theirs))

    assert not Round.objects.exists()
    assert "instrument" in page.context["form"].errors


def test_without_a_role_the_plan_page_says_why_not(client, house):
    make.sign_in(client, make.person(house))

    page = client.get(reverse("surveys:plan", args=[house.slug]))

    assert page.context["why_not"] in page.content.decode()


# --- buttons and reasons --------------------------------------------------------------------
def test_a_button_that_is_off_says_why(client, house, rep):
    round_ = make_rounds.round_(house, "signed")
    make.sign_in(client, rep)

    page = client.get(url("round", round_))

    assert page.context["page"].reasons.open in page.content.decode()
    assert 'aria-disabled="true"' in page.content.decode()


def test_signing_on_the_page_signs_what_was_read(client, house, hr):
    round_ = make_rounds.round_(house, "signing")
    make.sign_in(client, hr)

    client.post(url("sign", round_), {"digest": round_.digest})

    assert round_.signatures.get().person == hr


def test_closing_early_on_the_page_puts_the_count_in_the_queue(
    client, house, hr, django_capture_on_commit_callbacks
):
    round_ = make_rounds.round_(house, "open")
    make.sign_in(client, hr)

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(url("close", round_), {"reason": "Alle har svaret"}, follow=True)

    round_.refresh_from_db()
    assert round_.state == "closed"
    assert "Alle har svaret" in page.content.decode()


def test_a_small_firm_is_led_to_the_tools(client):
    small = make.organisation()
    hr = make.person(small, "", "hr")
    make.sign_in(client, hr)
    client.post(reverse("surveys:plan", args=[small.slug]), form(make_rounds.instrument()))

    for name in ("cells", "round"):
        page = client.get(url(name, Round.objects.get()))
        assert f'class="button" href="{reverse("toolbox:front")}"' in page.content.decode()
    assert client.get(url("preview", Round.objects.get())).status_code == 200


# --- the preview ----------------------------------------------------------------------------
def public(round_):
    return reverse("surveys:preview-public", args=[round_.organisation.slug, round_.box_code])


def test_whoever_holds_a_slip_sees_what_the_leader_will_see(client, house):
    round_ = make_rounds.round_(house, "signed")

    page = client.get(public(round_))

    assert page.status_code == 200
    assert not page.cookies
    assert round_.digest[:12] in page.content.decode()


def test_the_public_preview_names_nobody(client, house):
    round_ = make_rounds.round_(house, "open")

    text = client.get(public(round_)).content.decode()

    assert not [person.name for person in house.people.all() if person.name in text]


def test_there_is_no_public_preview_of_another_or_an_unsigned_round(client, house):
    round_ = make_rounds.round_(house, "signed")
    make_rounds.round_(house, "signing")
    others = make.organisation("Andre")

    assert (
        client.get(
            reverse("surveys:preview-public", args=[others.slug, round_.box_code])
        ).status_code
        == 404
    )
    assert (
        client.get(reverse("surveys:preview-public", args=[house.slug, "zzzzzzzz"])).status_code
        == 404
    )


# --- lists ----------------------------------------------------------------------------------
@pytest.mark.parametrize("how_many", [1, 3])
def test_three_rounds_cost_no_more_queries_than_one(
    client, house, hr, django_assert_num_queries, how_many
):
    for _ in range(how_many):
        make_rounds.round_(house, "signed")
    make.sign_in(client, hr)
    client.get(reverse("surveys:rounds", args=[house.slug]))

    with django_assert_num_queries(7):
        page = client.get(reverse("surveys:rounds", args=[house.slug]))

    assert len(page.context["rounds"]) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_groups_cost_no_more_queries_than_one(
    client, house, hr, django_assert_num_queries, how_many
):
    for _ in range(how_many - 1):
        make.people(make.unit(house), 9)
    round_ = make_rounds.round_(house, "signed")
    assert round_.cells.count() == how_many
    make.sign_in(client, hr)

    for page, queries in {"round": 11, "slips": 8, "sign": 12}.items():
        client.get(url(page, round_))
        with django_assert_num_queries(queries):
            client.get(url(page, round_))


def test_a_house_of_300_units_can_be_planned(client, house, hr, django_assert_max_num_queries):
    parent = None
    for number in range(300):
        if number % 20 == 0:
            parent = make.unit(house)
        else:
            make.people(make.unit(parent), number % 12)
    make.sign_in(client, hr)
    round_ = make_rounds.round_(house)

    with django_assert_max_num_queries(12):
        page = client.get(url("cells", round_))

    assert page.status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(url("preview", round_)).status_code == 200
