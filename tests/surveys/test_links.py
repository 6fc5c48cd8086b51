"""A personal link: fetches one ballot without signing in, and opens nothing else."""

import json
import re
import statistics
from base64 import b64decode, b64encode
from time import perf_counter_ns

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

import make
import make_ballots
import make_rounds
from surveys.test_ballots import voter_of
from trivsel.surveys import box, links, services
from trivsel.surveys.models import Eligible

both = pytest.mark.django_db(databases=["default", "ballots"])
KEY, OTHER_KEY = b"k" * 32, b"o" * 32
NO_LINK = "Linket åbner ingen stemmeseddel"


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def anna(works):
    return make.person(make.unit(works, "Pakkeri"), "Anna Lund", email="anna@works.example")


@pytest.fixture
def open_round(works, anna):
    return make_rounds.round_(works, "open", answered_by="ballots")


def secret(round_, person):
    place = Eligible.objects.get(round=round_, person=person)
    return links.secret_of(box.make_link_key(round_.box_code), round_.box_code, place.pk)


def address(round_, page=""):
    return f"/da/stemme/{round_.box_code}/{page}"


def post(client, round_, page, **body):
    return client.post(address(round_, page), json.dumps(body), "application/json")


def fetch(client, round_, given_secret, voter):
    message = b64encode(voter.blinded.message).decode()
    return post(client, round_, "stempel/", secret=given_secret, blinded=message)


# --- the secret ------------------------------------------------------------------------------
@given(place=st.integers(1, 2**40 - 1), box_code=st.from_regex(r"[a-z0-9]{8}", fullmatch=True))
def test_a_secret_leads_to_its_place_however_it_is_typed(place, box_code):
    made = links.secret_of(KEY, box_code, place)

    assert re.fullmatch(r"([A-Z2-7]{4}-){5}[A-Z2-7]{4}", made)
    typed = made.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    for way in (made, typed):
        assert links.place_in(KEY, box_code, way) == place
    assert links.place_in(OTHER_KEY, box_code, made) is None
    assert links.place_in(KEY, f"{box_code}x", made) is None
    assert links.place_in(None, box_code, made) is None


def test_a_secret_with_any_sign_changed_is_none():
    made = links.secret_of(KEY, "bcdf", 7)
    for at, sign in enumerate(made):
        if sign != "-":
            other = "A" if sign != "A" else "B"
            assert links.place_in(KEY, "bcdf", made[:at] + other + made[at + 1 :]) is None
    for nonsense in ("", "A" * 24, "æøå", "A" * 1000, made[:-1], made + "A"):
        assert links.place_in(KEY, "bcdf", nonsense) is None


def test_the_secrets_of_neighbours_have_nothing_in_common():
    made = [links.secret_of(KEY, "bcdf", place) for place in range(1, 200)]

    assert len({one[:4] for one in made}) > 190
    assert len({one[-4:] for one in made}) > 190


# --- fetching by link -------------------------------------------------------------------------
@both
def test_the_holder_of_a_link_fetches_a_good_ballot_without_signing_in(
    client, open_round, anna
):
    voter, own = voter_of(open_round, anna), secret(open_round, anna)

    cell = post(client, open_round, "gruppe/", secret=own)
    stamped = fetch(client, open_round, own, voter)

    assert cell.json() == {"cell": voter.cell}
    voter.take(b64decode(stamped.json()["signature"]))  # verifies
    voter.hand_in(1, 2, at=make_rounds.noon())
    assert Eligible.objects.get(person=anna).issued_on == make_rounds.noon().date()
    for response in (cell, stamped):
        assert not response.cookies
    assert not client.cookies


@both
def test_a_link_works_once_and_again_for_the_same_ballot_only(client, open_round, anna):
    voter, own = voter_of(open_round, anna), secret(open_round, anna)
    first = fetch(client, open_round, own, voter).json()

    again = fetch(client, open_round, own, voter)
    other_device = fetch(client, open_round, own, voter_of(open_round, anna))

    assert again.json() == first
    assert other_device.status_code == 422
    assert "er hentet før" in other_device.json()["message"]


@both
def test_signed_in_and_by_link_it_is_one_ballot(client, open_round, anna):
    own, voter = secret(open_round, anna), voter_of(open_round, anna)
    services.issue_ballot(open_round, voter.blinded.message, by=anna, at=make_rounds.noon())

    assert fetch(client, open_round, own, voter).status_code == 200
    assert fetch(client, open_round, own, voter_of(open_round, anna)).status_code == 422


@both
def test_it_works_for_somebody_whose_role_asks_for_a_second_factor(client, works, open_round):
    hr, _rep = make_rounds.signers(works)
    hr = type(hr).objects.get(pk=hr.pk)

    stamped = fetch(client, open_round, secret(open_round, hr), voter_of(open_round, hr))

    assert stamped.status_code == 200


@both
def test_a_link_that_is_wrong_in_any_way_says_one_thing(client, works, open_round, anna):
    own = secret(open_round, anna)
    other_house = make.organisation()
    stranger = make.person(make.unit(other_house, "Andre"), "Fremmed")
    make_ballots.stock(4)
    other_round = make_rounds.round_(other_house, "open", answered_by="ballots")
    gone = open_round.roster.exclude(person=anna).first().person
    of_gone = secret(open_round, gone)
    gone.left_on = make_rounds.noon().date()
    gone.save()
    wrong = {
        "nothing": "",
        "made up": "A" * 24,
        "cut": own[:-1],
        "another round's": secret(other_round, stranger),
        "of a leaver": of_gone,
        "no text": 7,
    }

    said = {
        name: [
            post(client, open_round, "gruppe/", secret=one).content,
            fetch(client, open_round, one, voter_of(open_round, anna)).content,
        ]
        for name, one in wrong.items()
    }

    assert len({text for texts in said.values() for text in texts}) == 1
    assert NO_LINK in json.loads(said["nothing"][0])["message"]
    assert not Eligible.objects.filter(issued_on__isnull=False).exists()


@both
def test_of_somebody_who_was_deleted_the_link_no_longer_works(client, open_round, anna):
    own = secret(open_round, anna)
    anna.delete()

    assert NO_LINK in post(client, open_round, "gruppe/", secret=own).json()["message"]


@both
@pytest.mark.parametrize("body", ["", "null", "[]", "{}", "7", "x" * 20_000])
def test_what_cannot_be_read_is_refused_in_words(client, open_round, body):
    for page in ("gruppe/", "stempel/"):
        response = client.post(address(open_round, page), body, "application/json")
        assert response.status_code == 422
        assert response.json()["message"]


@both
def test_no_table_is_asked_for_a_secret_that_was_made_up(
    client, open_round, anna, django_assert_num_queries
):
    """So an invented secret takes as long, whoever it may have been meant for."""
    own = secret(open_round, anna)
    for one in ("A" * 24, own[:-1] + ("A" if own[-1] != "A" else "B"), ""):
        with django_assert_num_queries(1):  # the round, which the address names
            post(client, open_round, "gruppe/", secret=one)
    with django_assert_num_queries(2):
        post(client, open_round, "gruppe/", secret=own)


def test_a_wrong_secret_takes_as_long_for_a_place_as_for_none():
    good = links.secret_of(KEY, "bcdf", 7)
    wrong = good[:-1] + ("A" if good[-1] != "A" else "B")
    nobody = "A" * 24
    spent: dict[str, list[int]] = {wrong: [], nobody: []}
    for _round in range(400):
        for one, times in spent.items():
            before = perf_counter_ns()
            links.place_in(KEY, "bcdf", one)
            times.append(perf_counter_ns() - before)

    one, other = (statistics.median(times) for times in spent.values())
    assert 0.5 < one / other < 2


# --- when it ends -----------------------------------------------------------------------------
@both
def test_the_key_of_the_links_dies_with_the_round_and_old_links_with_it(
    client, works, open_round, anna, keys
):
    own = secret(open_round, anna)
    hr, _rep = make_rounds.signers(works)
    path = keys / f"{open_round.box_code}.letters"
    assert path.exists()

    services.close_round(open_round, by=hr, at=make_rounds.noon(), reason="Alle har svaret.")

    assert not path.exists()
    assert NO_LINK in post(client, open_round, "gruppe/", secret=own).json()["message"]
    page = client.get(address(open_round)).content.decode()
    assert "ikke åben" in page
    assert "data-fetch" not in page


@both
def test_a_round_taken_back_leaves_no_key_of_links(
    works, keys, django_capture_on_commit_callbacks
):
    signed = make_rounds.round_(works, "signed", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    box.make_link_key(signed.box_code)

    with django_capture_on_commit_callbacks(using="default", execute=True):
        services.withdraw_round(signed, by=hr, at=make_rounds.noon())

    assert not list(keys.glob("*.letters"))


@both
def test_before_the_round_opens_a_good_link_says_so(client, works, anna):
    signed = make_rounds.round_(works, "signed", answered_by="ballots")

    said = post(client, signed, "gruppe/", secret=secret(signed, anna)).json()

    assert "ikke åben" in said["message"]


@both
def test_two_who_make_the_key_at_once_have_the_same(open_round):
    assert box.make_link_key(open_round.box_code) == box.make_link_key(open_round.box_code)


# --- the page ---------------------------------------------------------------------------------
@both
def test_the_page_is_the_same_bytes_for_all_and_sets_no_cookie(client, works, open_round, anna):
    stranger = make.person(make.unit(make.organisation(), "Andre"), "Fremmed")
    seen = []
    for reader in (None, anna, make_rounds.signers(works)[0], stranger):
        client.logout()
        if reader:
            make.sign_in(client, reader)
        response = client.get(address(open_round))
        seen.append(response.content)
        assert not response.cookies
        assert response["Referrer-Policy"] == "no-referrer"

    assert len(set(seen)) == 1
    assert open_round.name in seen[0].decode()


@both
def test_the_link_signs_nobody_in(client, works, open_round, anna):
    fetch(client, open_round, secret(open_round, anna), voter_of(open_round, anna))

    assert client.get(f"/da/o/{works.slug}/runder/").status_code == 302
    assert "sessionid" not in client.cookies


@both
def test_rounds_with_slips_and_rounds_that_are_not_signed_have_no_such_page(client, works):
    slips = make_rounds.round_(works, "open")
    signing = make_rounds.round_(works, "signing", answered_by="ballots")

    for round_ in (slips, signing):
        assert client.get(address(round_)).status_code == 404
        assert post(client, round_, "gruppe/", secret="A").status_code == 404
    assert client.get("/da/stemme/findes-ikke/").status_code == 404


def dumped():
    return "".join(
        repr(list(model._base_manager.values()))
        for model in apps.get_models()
        if model._meta.app_label != "ballots"
    )


@both
def test_the_secret_lies_in_no_table(open_round, anna):
    own = secret(open_round, anna)

    assert own not in dumped()
    assert own.replace("-", "") not in dumped()
    type(open_round).objects.update(end_reason=own)  # the control: it would be found
    assert own in dumped()
