"""Actions: agreed by those who may, seen by those they are for, ended by what came of them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

import make
from trivsel.actions import policies, queries, services
from trivsel.actions.models import Action
from trivsel.actions.origins import Origin, link
from trivsel.domain.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    """A works with packing and foundry; each with a leader, an AMR and an employee."""
    organisation = make.organisation("Nordværk")
    packing = make.unit(organisation, "Pakkeri")
    team = make.unit(packing, "Pakkeri 1")
    foundry = make.unit(organisation, "Støberi")
    return SimpleNamespace(
        organisation=organisation,
        packing=packing,
        team=team,
        foundry=foundry,
        leader=make.person(packing, "Karen", "leader"),
        rep=make.person(packing, "Ali", "safety_rep"),
        employee=make.person(team, "Bo"),
        neighbour=make.person(foundry, "Nina", "leader"),
        caster=make.person(foundry, "Carl"),
        hr=make.person(organisation, "Hanne", "hr"),
        administrator=make.person(organisation, "Adam", "administrator"),
    )


@pytest.fixture
def agreed(house):
    return make.action(
        house.team, house.leader, owner=house.employee, what="Fast plan hver torsdag"
    )


@pytest.mark.parametrize("who", ["leader", "rep", "hr"])
def test_those_who_carry_the_unit_agree_actions_for_it(house, who):
    action = make.action(house.team, getattr(house, who))

    assert action.status == Action.Status.AGREED


@pytest.mark.parametrize("who", ["employee", "neighbour", "administrator"])
def test_others_are_refused_with_a_reason_and_nothing_is_written(house, who):
    with pytest.raises(Refused, match="aftales af"):
        make.action(house.team, getattr(house, who))

    assert not Action.objects.exists()


def test_an_owner_from_another_organisation_is_refused(house):
    stranger = make.person(make.organisation("Andre"))

    with pytest.raises(Refused, match="arbejder her ikke"):
        make.action(house.team, house.leader, owner=stranger)


@pytest.mark.parametrize("who", ["leader", "rep", "employee", "hr"])
def test_an_action_is_visible_to_those_it_is_for(house, agreed, who):
    assert list(queries.actions_for(getattr(house, who))) == [agreed]


@pytest.mark.parametrize("who", ["neighbour", "caster", "administrator"])
def test_an_action_of_another_unit_stays_there(house, agreed, who):
    assert not queries.actions_for(getattr(house, who)).exists()


def test_an_action_for_everybody_is_seen_by_everybody_and_no_further(house):
    action = make.action(house.team, house.leader, audience="organisation")
    stranger = make.person(make.organisation("Andre"), "Sif", "hr")

    assert list(queries.actions_for(house.caster)) == [action]
    assert not queries.actions_for(stranger).exists()


def test_an_employee_sees_what_is_agreed_above_the_own_team(house):
    action = make.action(house.packing, house.leader)

    assert list(queries.actions_for(house.employee)) == [action]


@pytest.mark.parametrize("who", ["caster", "neighbour"])
@pytest.mark.parametrize("page", ["actions:action", "actions:change"])
def test_a_colleague_elsewhere_learns_nothing_from_the_address(
    client, house, agreed, who, page
):
    make.sign_in(client, getattr(house, who))

    response = client.get(reverse(page, args=[house.organisation.slug, agreed.pk]))

    assert response.status_code == 404


def test_a_stranger_learns_nothing_and_changes_nothing(client, house, agreed):
    stranger = make.person(make.organisation("Andre"), "Sif", "hr")
    make.sign_in(client, stranger)

    response = client.post(
        reverse("actions:move", args=[house.organisation.slug, agreed.pk]),
        {"status": "started"},
    )

    assert response.status_code == 404
    agreed.refresh_from_db()
    assert agreed.status == Action.Status.AGREED


def test_nobody_gets_in_without_signing_in(client, house, agreed):
    response = client.get(agreed.get_absolute_url())

    assert response.status_code == 302
    assert "/konto/" in response.url


def form_data(house, **changes):
    return {
        "what": "To løftere mere",
        "why": "Ryggen skal holde",
        "unit": house.team.code,
        "level": "organisation",
        "prevention": "primary",
        "owner": house.leader.pk,
        "first_step": "Spørg indkøb",
        "due_on": "2026-12-24",
        "audience": "unit",
    } | changes


def test_a_leader_agrees_an_action_that_grew_from_a_result(client, house):
    make.sign_in(client, house.leader)
    origin = {
        "origin_kind": "result",
        "origin_key": f"7:{house.team.code}:demands",
        "origin_label": "Krav: 33",
    }

    response = client.post(
        reverse("actions:new", args=[house.organisation.slug]), form_data(house, **origin)
    )

    action = Action.objects.get()
    assert response.url == action.get_absolute_url()
    assert (action.origin_kind, action.origin_label) == ("result", "Krav: 33")
    assert link(Origin("result", f"7:{house.team.code}:demands"), organisation="nord").endswith(
        f"/runder/7/resultat/{house.team.code}/"
    )


def test_an_invented_origin_is_left_out(client, house):
    make.sign_in(client, house.leader)

    client.post(
        reverse("actions:new", args=[house.organisation.slug]),
        form_data(house, origin_kind="javascript", origin_key="alert(1)", origin_label="x"),
    )

    assert Action.objects.get().origin_kind == ""


def test_a_form_with_an_error_keeps_what_was_typed(client, house):
    make.sign_in(client, house.leader)

    response = client.post(
        reverse("actions:new", args=[house.organisation.slug]), form_data(house, due_on="snart")
    )

    assert response.status_code == 200
    assert "To løftere mere" in response.content.decode()
    assert not Action.objects.exists()


def test_an_action_cannot_be_agreed_for_a_unit_outside_ones_reach(client, house):
    make.sign_in(client, house.leader)

    client.post(
        reverse("actions:new", args=[house.organisation.slug]),
        form_data(house, unit=house.foundry.code),
    )

    assert not Action.objects.exists()


def test_an_employee_is_told_whom_to_turn_to(client, house):
    make.sign_in(client, house.employee)

    response = client.get(reverse("actions:new", args=[house.organisation.slug]), follow=True)

    assert "arbejdsmiljørepræsentant" in response.content.decode()


def test_the_owner_starts_and_ends_the_action(client, house, agreed):
    make.sign_in(client, house.employee)
    move = reverse("actions:move", args=[house.organisation.slug, agreed.pk])

    client.post(move, {"status": "started"})
    client.post(move, {"status": "done", "outcome": "Planen hænger der nu hver torsdag."})

    agreed.refresh_from_db()
    assert agreed.status == Action.Status.DONE
    assert agreed.outcome.startswith("Planen")


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_an_action_cannot_end_without_a_word_of_what_came_of_it(house, agreed, status):
    with pytest.raises(Refused, match="kom ud af det"):
        services.move_action(agreed, status, outcome=" ", by=house.leader, at=make.NOW)

    agreed.refresh_from_db()
    assert agreed.status == Action.Status.AGREED


@pytest.mark.parametrize("status", Action.Status.values)
@pytest.mark.parametrize("target", Action.Status.values)
def test_only_the_steps_in_the_table_are_possible(house, agreed, status, target):
    agreed.status, agreed.outcome = status, "noget"
    agreed.save()

    reason = policies.why_not_move(agreed, target, by=house.leader)

    assert (reason is None) == (target in policies.NEXT[Action.Status(status)])


def test_a_change_keeps_unit_and_origin(client, house, agreed):
    make.sign_in(client, house.rep)

    client.post(
        reverse("actions:change", args=[house.organisation.slug, agreed.pk]),
        form_data(house, what="Fast plan hver onsdag", unit=house.foundry.code),
    )

    agreed.refresh_from_db()
    assert (agreed.what, agreed.unit) == ("Fast plan hver onsdag", house.team)


@pytest.mark.parametrize("how_many", [1, 3])
def test_three_actions_cost_no_more_queries_than_one(
    client, house, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        make.action(house.team, house.leader, due_on=make.NOW.date() + timedelta(days=number))
    make.sign_in(client, house.leader)

    with django_assert_max_num_queries(12):
        response = client.get(reverse("actions:actions", args=[house.organisation.slug]))

    assert len(response.context["open_actions"]) == how_many


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_empty_list_says_how_actions_begin(client, house, language):
    make.sign_in(client, house.leader)

    response = client.get(f"/{language}/o/{house.organisation.slug}/handlinger/")

    assert {"da": "Ingen åbne handlinger", "en": "No open actions"}[
        language
    ] in response.content.decode()


def test_a_units_page_shows_its_actions_with_their_status(client, house, agreed):
    make.sign_in(client, house.leader)

    page = client.get(house.team.get_absolute_url()).content.decode()

    assert agreed.what in page
    assert "Aftalt" in page


def test_a_units_page_shows_nothing_that_is_for_others(client, house):
    hidden = make.action(house.foundry, house.neighbour, what="Kun for støberiet")
    make.sign_in(client, house.leader)

    page = client.get(house.packing.get_absolute_url()).content.decode()

    assert hidden.what not in page


def test_an_employee_sees_the_actions_of_the_own_unit_but_no_button(client, house, agreed):
    make.sign_in(client, house.employee)

    page = client.get(house.team.get_absolute_url()).content.decode()

    assert agreed.what in page
    assert "handlinger/ny/" not in page
