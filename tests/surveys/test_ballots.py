"""A round answered with ballots: planned with keys, fetched once by those who may, counted."""

import json
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

import make
import make_ballots
import make_rounds
from make_ballots import Voter
from trivsel.ballots import issuers, queries
from trivsel.ballots.models import Box
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.refusal import Refused
from trivsel.surveys import services
from trivsel.surveys.models import Eligible
from trivsel.surveys.queries import keys_wanted
from trivsel.surveys.rounds.ballots import words_of

both = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture(autouse=True)
def stock(keys):
    make_ballots.stock(4)


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def anna(works):
    return make.person(make.unit(works, "Pakkeri"), "Anna Lund")


@pytest.fixture
def open_round(works, anna):
    return make_rounds.round_(works, "open", answered_by="ballots")


def voter_of(round_, person):
    """The person's side, with what the public manifest gives everybody."""
    box = Box.objects.get(pk=round_.box_code)
    whole = Manifest.from_json(bytes(box.manifest))
    box.cells = {cell.code: cell.key for cell in whole.cells}
    return Voter(box, Eligible.objects.get(round=round_, person=person).cell.code)


def issue(round_, blinded, person, at=None):
    return services.issue_ballot(round_, blinded, by=person, at=at or make_rounds.noon())


@both
def test_what_both_sides_sign_names_the_public_manifest_and_its_keys(works, anna):
    round_ = make_rounds.round_(works, "signing", answered_by="ballots")

    whole = Manifest.from_json(bytes(round_.ballot_manifest))

    assert round_.manifest["answered_by"] == "ballots"
    assert round_.manifest["ballots"] == {"digest": whole.digest.hex()}
    assert [cell.code for cell in whole.cells] == [
        c.code for c in round_.cells.order_by("code")
    ]
    assert sum(cell.eligible for cell in whole.cells) == round_.roster.count()
    assert whole.round == round_.box_code
    assert len(words_of(round_)) == 6


@both
def test_a_round_with_slips_has_no_public_manifest(works):
    round_ = make_rounds.round_(works, "signed")

    assert round_.ballot_manifest is None
    assert "ballots" not in round_.manifest
    assert words_of(round_) == ()


@both
def test_without_enough_keys_nothing_is_sent_and_the_clock_makes_more(works, keys):
    for lying in issuers._stock():
        lying.unlink()
    round_ = make_rounds.round_(works, answered_by="ballots")
    hr, _rep = make_rounds.signers(works)

    with pytest.raises(Refused, match="bliver stadig lavet"):
        services.submit_round(round_, by=hr, at=make_rounds.noon())
    round_.refresh_from_db()
    assert (round_.state, round_.box_code) == ("planned", "")

    services.tick(at=make_rounds.noon())

    services.submit_round(round_, by=hr, at=make_rounds.noon())
    round_.refresh_from_db()
    assert round_.state == "signing"


@both
def test_no_more_keys_are_made_than_there_can_be_cells(works, anna):
    assert keys_wanted() == 0
    for _unit in range(3):
        make.unit(works)
    make_rounds.round_(works, answered_by="slips")
    assert keys_wanted() == 0

    make_rounds.round_(works, answered_by="ballots")

    eight_each = works.people.count() // 8
    assert keys_wanted() == min(works.units.count(), eight_each) < works.units.count()


@both
def test_taken_back_its_keys_are_destroyed_and_the_next_ones_are_others(
    works, keys, django_capture_on_commit_callbacks
):
    round_ = make_rounds.round_(works, "signing", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    first = bytes(round_.ballot_manifest)

    with django_capture_on_commit_callbacks(using="default"):
        services.withdraw_round(round_, by=hr, at=make_rounds.noon())
    round_.refresh_from_db()
    assert (round_.ballot_manifest, round_.box_code) == (None, "")
    services.submit_round(round_, by=hr, at=make_rounds.noon())
    round_.refresh_from_db()

    ids = [
        {cell.key.id for cell in Manifest.from_json(raw).cells}
        for raw in (first, bytes(round_.ballot_manifest))
    ]
    assert not ids[0] & ids[1]


@both
def test_a_ballot_goes_from_a_person_to_a_counted_answer_without_a_name(open_round, anna):
    voter = voter_of(open_round, anna)

    voter.take(issue(open_round, voter.blinded.message, anna))
    voter.hand_in(1, 2, at=make_rounds.noon())

    assert queries.accepted(open_round.box_code) == 1
    place = Eligible.objects.get(round=open_round, person=anna)
    assert place.issued_on == make_rounds.noon().date()
    assert bytes(place.blinded) == sha256(voter.blinded.message).digest()


@both
def test_a_whole_round_of_ballots_is_counted_and_released(works, anna):
    round_ = make_rounds.round_(works, "open", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    at = make_rounds.noon()
    receipts = []
    for place in round_.roster.select_related("person"):
        voter = voter_of(round_, place.person)
        voter.take(issue(round_, voter.blinded.message, place.person))
        receipts.append(voter.hand_in(1, 3, at=at).digest)

    services.close_round(round_, by=hr, at=at, reason="Alle har svaret.")
    services.count_and_release(round_, at=at)

    round_.refresh_from_db()
    assert round_.state == "released"
    assert queries.receipts(round_.box_code) == sorted(receipts)
    assert sum(map(len, queries.answers(round_.box_code).values())) == len(receipts) >= 10


@both
def test_the_same_ballot_is_stamped_again_and_another_is_not(open_round, anna):
    voter, second = voter_of(open_round, anna), voter_of(open_round, anna)
    first = issue(open_round, voter.blinded.message, anna)

    assert issue(open_round, voter.blinded.message, anna) == first
    with pytest.raises(Refused, match="hentet før"):
        issue(open_round, second.blinded.message, anna)


@both
def test_one_ballot_is_never_stamped_for_two_who_share_a_browser(open_round, works, anna):
    """Both would be spent under one mark: one answer would take the place of the other."""
    place = Eligible.objects.get(round=open_round, person=anna)
    colleague = open_round.roster.filter(cell=place.cell).exclude(person=anna).first().person
    blinded = voter_of(open_round, anna).blinded.message
    issue(open_round, blinded, anna)

    with pytest.raises(Refused, match="lavet af en anden"):
        issue(open_round, blinded, colleague)

    other = Eligible.objects.get(round=open_round, person=colleague)
    assert other.issued_on is None
    other.issued_on, other.blinded = place.round.opens_on, sha256(blinded).digest()
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


@both
def test_what_is_no_ballot_spends_nothing(open_round, anna):
    for nonsense in (b"", bytes(384), b"\xff" * 384, b"x" * 100):
        with pytest.raises(Refused, match="ingen stemmeseddel"):
            issue(open_round, nonsense, anna)

    assert Eligible.objects.get(round=open_round, person=anna).issued_on is None
    voter = voter_of(open_round, anna)
    voter.take(issue(open_round, voter.blinded.message, anna))


@both
def test_who_is_not_on_the_roster_gets_no_ballot(open_round, works, anna):
    newcomer = make.person(anna.unit, "Ny Kollega")
    stranger = make.person(make.unit(make.organisation(), "Andre"), "Fremmed")
    blinded = voter_of(open_round, anna).blinded.message

    for person in (newcomer, stranger):
        with pytest.raises(Refused, match="ikke blandt dem"):
            issue(open_round, blinded, person)


@both
def test_before_and_after_the_round_no_ballot_is_handed_out(works, anna):
    signed = make_rounds.round_(works, "signed", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    voter = voter_of(signed, anna)

    with pytest.raises(Refused, match="ikke åben"):
        issue(signed, voter.blinded.message, anna)
    services.open_round(signed, by=hr, at=make_rounds.noon())
    with pytest.raises(Refused, match="ikke åben"):
        issue(signed, voter.blinded.message, anna, make_rounds.noon() + timedelta(days=30))
    services.close_round(signed, by=hr, at=make_rounds.noon(), reason="Alle er på kursus.")
    with pytest.raises(Refused, match="ikke åben"):
        issue(signed, voter.blinded.message, anna)


@both
def test_a_round_of_ballots_prints_no_slips_and_one_of_slips_issues_no_ballots(
    works, anna, open_round
):
    signed = make_rounds.round_(works, "signed", answered_by="ballots")
    slips = make_rounds.round_(works, "open")
    _hr, rep = make_rounds.signers(works)

    with pytest.raises(Refused, match="stemmesedler"):
        services.print_slips(signed, list(signed.cells.all()), by=rep, at=make_rounds.noon())
    with pytest.raises(Refused, match="kodesedler"):
        issue(slips, b"x" * 384, anna)


@both
def test_rounds_after_each_other_are_chained(works, anna):
    first = make_rounds.round_(works, "open", answered_by="ballots")
    make_ballots.stock(4)

    second = make_rounds.round_(works, "signed", answered_by="ballots")

    manifests = [Manifest.from_json(bytes(r.ballot_manifest)) for r in (first, second)]
    assert manifests[0].previous is None
    assert manifests[1].previous == manifests[0].digest


@both
def test_a_round_that_waits_for_signatures_shows_its_box_to_nobody(works, client):
    round_ = make_rounds.round_(works, "signing", answered_by="ballots")

    for page in ("", "manifest.json", "stemme/", "det-ser-din-leder/"):
        address = f"/da/svar/{round_.box_code}/{page}"
        assert client.get(address).status_code in {404, 405}, address
        assert client.get(f"/da/o/{works.slug}{address[3:]}").status_code == 404


@pytest.mark.django_db(databases=["default", "ballots"], transaction=True)
def test_of_two_ballots_fetched_at_once_by_one_person_one_is_stamped():
    works = make.organisation()
    anna = make.person(make.unit(works, "Pakkeri"), "Anna Lund")
    round_ = make_rounds.round_(works, "open", answered_by="ballots")
    blinded = [voter_of(round_, anna).blinded.message for _ in range(2)]
    if connections["default"].vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; the lock is tried on PostgreSQL")
    start = Barrier(2)

    def fetch(message):
        start.wait()
        try:
            return issue(round_, message, anna)
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        stamped = list(pool.map(fetch, blinded))

    assert sum(one is not None for one in stamped) == 1


# --- over HTTP -------------------------------------------------------------------------------
def address(round_):
    return reverse("surveys:issue", args=[round_.organisation.slug, round_.pk])


def post(client, round_, blinded):
    body = json.dumps({"blinded": b64encode(blinded).decode()})
    return client.post(address(round_), body, content_type="application/json")


@both
def test_a_signed_in_person_fetches_a_stamp(client, open_round, anna):
    make.sign_in(client, anna)
    voter = voter_of(open_round, anna)

    response = post(client, open_round, voter.blinded.message)

    assert response.status_code == 200
    voter.take(b64decode(response.json()["signature"]))  # verifies
    assert "no-store" in response["Cache-Control"]


@both
def test_a_stranger_and_somebody_signed_out_fetch_nothing(client, open_round, anna):
    blinded = voter_of(open_round, anna).blinded.message
    assert post(client, open_round, blinded).status_code == 302
    make.sign_in(client, make.person(make.unit(make.organisation(), "Andre"), "Fremmed"))

    assert post(client, open_round, blinded).status_code == 404
    assert not Eligible.objects.filter(issued_on__isnull=False).exists()


@both
@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{}", '{"blinded": 7}', '{"blinded": "%"}', "x" * 20_000]
)
def test_what_cannot_be_read_is_refused_in_words(client, open_round, anna, body):
    make.sign_in(client, anna)

    response = client.post(address(open_round), body, content_type="application/json")

    assert response.status_code == 422
    assert response.json()["message"]


@both
def test_a_round_with_slips_has_no_such_address(client, works, anna):
    make.sign_in(client, anna)

    assert post(client, make_rounds.round_(works, "open"), b"x" * 384).status_code == 404


# --- what people read ------------------------------------------------------------------------
@both
@pytest.mark.parametrize("answered_by", ["ballots", "slips"])
@pytest.mark.parametrize(
    ("state", "there"), [("planned", False), ("signed", True), ("open", True)]
)
def test_the_sheet_for_the_wall_is_on_the_rounds_page_once_there_is_one(
    client, works, answered_by, state, there
):
    hr, _rep = make_rounds.signers(works)
    make.people(make.unit(works, "Lager"), 9)
    round_ = make_rounds.round_(works, state, answered_by=answered_by)
    make.sign_in(client, hr)

    page = client.get(reverse("surveys:round", args=[works.slug, round_.pk])).text

    address = f"/da/svar/{round_.box_code}/beskyttelse/"
    assert (address in page) is there
    assert not there or client.get(address).status_code == 200


@both
def test_who_fetches_a_ballot_can_read_first_how_it_is_protected(client, open_round, anna):
    make.sign_in(client, anna)

    page = client.get(
        reverse("surveys:ballot", args=[open_round.organisation.slug, open_round.pk])
    ).text

    assert f'href="/da/svar/{open_round.box_code}/beskyttelse/"' in page


@both
def test_anonymous_is_said_of_ballots_and_never_of_slips(client, works, anna):
    hr, _rep = make_rounds.signers(works)
    make.sign_in(client, hr)
    texts = {}
    for way in ("slips", "ballots"):
        round_ = make_rounds.round_(works, "signing", answered_by=way)
        page = client.get(reverse("surveys:sign", args=[works.slug, round_.pk]))
        texts[way] = page.content.decode()
        words = " ".join(words_of(round_))
        assert (f"<b>{words}</b>" in texts[way]) is (way == "ballots")

    assert "Dit svar er anonymt" in texts["ballots"]
    assert "fortroligt, ikke anonymt" in texts["slips"]
    assert "Dit svar er anonymt" not in texts["slips"]
    assert "kodesedler på papir" not in texts["ballots"]


@both
def test_hr_chooses_ballots_in_the_plan(client, works):
    hr, _rep = make_rounds.signers(works)
    make.sign_in(client, hr)
    day = make_rounds.noon().date()
    plan = {
        "name": "Efteråret",
        "instrument": make_rounds.instrument().pk,
        "answered_by": "ballots",
        "opens_on": day,
        "closes_on": day,
        "minimum_group": 5,
    }

    client.post(reverse("surveys:plan", args=[works.slug]), plan)

    assert works.rounds.get().answered_by == "ballots"


@both
@pytest.mark.parametrize(
    ("origin", "offered"),
    [
        ("https://trivsel.example", True),
        ("http://localhost:8000", True),
        ("http://trivsel.example", False),
    ],
)
def test_ballots_are_offered_where_browsers_can_seal(client, works, settings, origin, offered):
    settings.ORIGIN = origin
    make_rounds.instrument()
    make.sign_in(client, make_rounds.signers(works)[0])

    page = client.get(reverse("surveys:plan", args=[works.slug])).content.decode()

    assert ("Anonymt." in page) is offered
    assert ("https-adresse" in page) is not offered
