"""A leader's page before a hard talk: theirs alone, no number on it, and nothing is sent."""

import re

import pytest
from django.urls import reverse

import make
from make_changes import answers
from trivsel.surveys.readings import latest_result

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def units():
    organisation = make.organisation("Nordværk")
    return {
        "root": make.root(organisation),
        "H": make.unit(organisation, "Hal", code="H"),
        "K": make.unit(organisation, "Kontor", code="K"),
    }


@pytest.fixture
def round_(units):
    """Hard in the hall, fine in the office."""
    groups = {
        units["H"]: answers(30, "H", demands=30, influence=35, wellbeing=40),
        units["K"]: answers(30, "K", demands=75, influence=75, wellbeing=75),
    }
    return make.released_round(units["root"].organisation, groups)


def at(round_, code="H", name="preparation", language="en"):
    address = reverse(f"surveys:{name}", args=[round_.organisation.slug, round_.pk, code])
    return re.sub(r"^/../", f"/{language}/", address)


def test_the_leader_of_a_unit_with_a_hard_result_finds_it_from_page_and_desk(
    client, units, round_
):
    karen = make.person(units["H"], "Karen", "leader")
    make.person(units["H"], "Ali Demir", "safety_rep")
    make.sign_in(client, karen)

    assert at(round_) in client.get(at(round_, name="unit-results")).content.decode()
    overview = reverse("desk:overview", args=[round_.organisation.slug])
    assert at(round_, language="en") in client.get(overview).content.decode()
    assert latest_result(karen).prepare
    html = client.get(at(round_)).content.decode()
    assert "Open the meeting" in html
    assert "Ali Demir" in html
    assert "Tag en dyb indånding" in client.get(at(round_, language="da")).content.decode()


def test_there_is_no_number_on_it(client, units, round_):
    make.sign_in(client, make.person(units["H"], "Karen", "leader"))

    html = client.get(at(round_)).content.decode()

    cards = html.split("data-kept")[1].split("data-doing")[0]
    words = re.sub(r"<h2[^>]*>\s*\d\.|<[^>]*>", "", cards.split(">", 1)[1])
    assert not re.search(r"\d", words)


def test_the_browser_is_told_that_nothing_leaves(client, units, round_):
    make.sign_in(client, make.person(units["H"], "Karen", "leader"))

    response = client.get(at(round_))

    rules = response.headers["Content-Security-Policy"]
    assert "connect-src 'none'" in rules
    assert "form-action 'none'" in rules
    assert "<form" not in response.content.decode()
    assert client.post(at(round_), {"note": "x"}).status_code == 405


@pytest.mark.parametrize("kind", ["hr", "top_management", "safety_rep", "union_rep", None])
def test_nobody_else_in_the_unit_or_above_it_finds_it(client, units, round_, kind):
    make.sign_in(client, make.person(units["H"], "", *([kind] if kind else [])))

    assert client.get(at(round_)).status_code == 404
    assert at(round_) not in client.get(at(round_, name="unit-results")).content.decode()


def test_the_leaders_own_leader_a_neighbour_and_a_stranger_do_not_either(client, units, round_):
    above = make.person(units["root"], "", "leader")
    beside = make.person(units["K"], "", "leader")
    stranger = make.person(make.organisation(), "", "leader")
    for somebody in (above, beside, stranger):
        make.sign_in(client, somebody)
        assert client.get(at(round_)).status_code == 404


def test_a_leader_whose_result_is_not_hard_has_no_such_page(client, units, round_):
    make.sign_in(client, make.person(units["K"], "", "leader"))

    assert client.get(at(round_, "K")).status_code == 404
    assert at(round_, "K") not in client.get(at(round_, "K", "unit-results")).content.decode()


def test_before_the_release_there_is_none_for_anybody(client, units):
    closed = make.closed_round(
        units["root"].organisation, {units["H"]: answers(30, "H", wellbeing=30)}
    )
    make.sign_in(client, make.person(units["H"], "", "leader"))

    assert client.get(at(closed)).status_code == 404
