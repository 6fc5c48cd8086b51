"""Letters on paper: for exactly those without an address, printed by few, and recorded."""

import html
import json
import re

import pytest
from django.urls import reverse

import make
import make_ballots
import make_rounds
from trivsel.accounts.models import Event
from trivsel.domain.refusal import Refused
from trivsel.surveys import services

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def round_(works):
    unit = make.unit(works, "Pakkeri")
    make.person(unit, "Anna Lund", email="anna@works.example")
    make.person(unit, "Bo Dahl")
    make.person(unit, "Eve Ray", language="en")
    for person in make.people(unit, 8):
        person.email = f"{person.number}@works.example"
        person.save()
    return make_rounds.round_(works, "signed", answered_by="ballots")


def address(round_):
    return reverse("surveys:paper-letters", args=[round_.organisation.slug, round_.pk])


def printed(client, round_, by):
    make.sign_in(client, by)
    return html.unescape(client.post(address(round_)).content.decode())


def links_in(page):
    return re.findall(r'class="address">(http\S+?)<', page)


def test_exactly_those_without_an_address_get_a_letter(client, works, round_):
    hr, rep = make_rounds.signers(works)
    make.login_of(rep)
    left = make.person(works, "Ib Gået")
    left.left_on = make_rounds.noon().date()
    left.save()
    make.login_of(hr)
    without = set(works.people.filter(email="", left_on=None).values_list("name", flat=True))

    page = printed(client, round_, hr)

    assert without == {"Bo Dahl", "Eve Ray"}
    named = set(re.findall(r'class="to">(.*?)<', page))
    assert named == without
    assert len(set(links_in(page))) == 2
    assert page.count('class="qr"') == 2
    assert "Hej Bo Dahl" in page
    assert "Hello Eve Ray" in page
    assert "Anna Lund" not in page


def test_a_link_on_paper_opens_its_readers_ballot_when_the_round_is_open(client, works, round_):
    hr, rep = make_rounds.signers(works)
    for signer in (hr, rep):
        make.login_of(signer)
    found = links_in(printed(client, round_, hr))
    services.open_round(round_, by=hr, at=make_rounds.noon())
    client.logout()

    for link in found:
        box, secret = re.search(r"/stemme/(\w+)/#(\S+)", link).groups()
        body = json.dumps({"secret": secret})
        said = client.post(f"/da/stemme/{box}/gruppe/", body, "application/json")
        assert said.status_code == 200
    assert links_in(printed(client, round_, hr)) == found  # printed again, they are the same


def test_that_they_were_printed_is_recorded_and_no_link_is_kept(client, works, round_):
    _hr, rep = make_rounds.signers(works)

    page = printed(client, round_, rep)

    event = Event.objects.get(what="letters-printed")
    assert (event.actor, event.key) == (rep.user_id, str(round_.pk))
    for link in links_in(page):
        assert link.split("#")[1] not in repr(list(Event.objects.values()))


@pytest.mark.parametrize("kind", ["leader", "top_management", "union_rep", None])
def test_who_may_not_print_gets_nothing(client, works, round_, kind):
    somebody = make.person(works, "", *([kind] if kind else []))
    with pytest.raises(Refused):
        services.print_letters(round_, by=somebody, at=make_rounds.noon())

    make.sign_in(client, somebody)
    assert 'class="address"' not in client.post(address(round_), follow=True).content.decode()
    assert not Event.objects.filter(what="letters-printed").exists()


def test_a_stranger_finds_no_such_page(client, round_):
    make.sign_in(client, make.person(make.organisation(), "", "hr"))

    assert client.get(address(round_)).status_code == 404
    assert client.post(address(round_)).status_code == 404


@pytest.mark.parametrize("state", ["planned", "signing", "closed"])
def test_before_both_have_signed_and_after_the_end_nothing_is_printed(works, state):
    other = make_rounds.round_(works, state, answered_by="ballots")
    hr, _rep = make_rounds.signers(works)

    with pytest.raises(Refused):
        services.print_letters(other, by=hr, at=make_rounds.noon())


def test_the_page_says_how_many_and_the_round_leads_there(client, works, round_):
    hr, rep = make_rounds.signers(works)
    for signer in (hr, rep):
        make.login_of(signer)
    make.sign_in(client, hr)

    page = client.get(address(round_)).content.decode()
    assert "2 personer, der kan svare, har ingen e-mailadresse" in page
    assert address(round_) in client.get(round_.get_absolute_url()).content.decode()
