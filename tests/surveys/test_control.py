"""The page for whoever vouches for a round: words, signatures, numbers, checks, files."""

import re

import pytest
from django.urls import reverse
from django.utils.formats import date_format

import make
import make_ballots
import make_rounds
from surveys.test_record import answered, close
from trivsel.ballots.models import Record as Kept
from trivsel.surveys import services
from trivsel.surveys.checked import checks_of
from trivsel.surveys.rounds.ballots import words_of

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def works():
    house = make.organisation("Værket")
    make.people(house.units.get(), 12)
    make_ballots.stock(8)
    return house


@pytest.fixture
def released(works, django_capture_on_commit_callbacks):
    round_, receipts = answered(works)
    close(round_, works)
    with django_capture_on_commit_callbacks(using="ballots", execute=False):
        services.count_and_release(round_, at=make_rounds.noon())
    round_.refresh_from_db()
    return round_, receipts


def page(client, round_, language="da"):
    address = reverse("surveys:control", args=[round_.organisation.slug, round_.pk])
    return client.get(address.replace("/da/", f"/{language}/"))


def words_in(found):
    return " ".join(re.sub(r"<[^>]+>", " ", found.content.decode()).split())


def test_a_colleague_reads_counts_and_checks_once_the_results_are_out(client, works, released):
    round_, _receipts = released
    make.sign_in(client, works.people.filter(roles=None).first())

    said = words_in(page(client, round_))

    assert " ".join(words_of(round_)) in said
    assert "Kunne svare" in said
    assert "Stemplede stemmesedler 9" in said
    assert "Forseglede svar i boksen 8" in said
    assert "Heraf talt med 8" in said
    assert "holder ikke" not in said
    assert f"lukket {date_format(round_.closed_on)}" in said
    assert "Hvad ingen kontrol kan vise" in said
    assert "trivsel verify protokol.json" in said
    assert "kvitteringer.txt" in said


def test_it_speaks_english_as_well(client, works, released):
    round_, _receipts = released
    make.sign_in(client, works.people.filter(roles=None).first())

    said = words_in(page(client, round_, "en"))

    assert "Ballots stamped 9" in said
    assert "What no check can show" in said


def test_while_the_round_is_open_no_number_is_told(client, works):
    round_, receipts = answered(works)
    make.sign_in(client, make_rounds.signers(works)[1])

    said = words_in(page(client, round_))

    assert "Indtil da ser ingen dem" in said
    assert "stemmesedler 9" not in said
    assert "protokol.json" not in said
    assert str(receipts[0]) not in said


def test_whoever_has_not_signed_yet_is_led_to_it(client, works):
    round_ = make_rounds.round_(works, "signing", answered_by="ballots")
    make.sign_in(client, make_rounds.signers(works)[1])

    found = page(client, round_)

    assert reverse("surveys:sign", args=[works.slug, round_.pk]) in found.content.decode()
    assert "manifest.json" not in found.content.decode(), "not public before both have signed"


def test_a_record_that_was_changed_is_told(client, works, released):
    round_, _receipts = released
    kept = Kept.objects.get(box_id=round_.box_code)
    Kept.objects.filter(pk=kept.pk).update(
        raw=bytes(kept.raw).replace(b'"issued":9', b'"issued":10')
    )
    make.sign_in(client, works.people.filter(roles=None).first())

    said = words_in(page(client, round_))

    assert "Noget holder ikke" in said
    assert "holder ikke Protokollens underskrift" in said


def test_figures_that_were_changed_after_the_release_are_told(client, works, released):
    round_, _receipts = released
    round_.release.figures["facts"]["round"] = "En anden"
    round_.release.save()
    make.sign_in(client, works.people.filter(roles=None).first())

    assert "Noget holder ikke" in words_in(page(client, round_))


def test_an_earlier_record_that_cannot_be_read_is_told_as_missing(
    works, django_capture_on_commit_callbacks
):
    for _round in range(2):
        make_ballots.stock(8)
        round_, _receipts = answered(works)
        close(round_, works)
        with django_capture_on_commit_callbacks(using="ballots", execute=False):
            services.count_and_release(round_, at=make_rounds.noon())
    assert failing(round_) == 0

    Kept.objects.exclude(box_id=round_.box_code).update(raw=b"{")

    missing = {one.title for one in checks_of(round_).checks if one.mark != "good"}
    assert "Runderne før" in missing


def test_a_stranger_and_a_round_with_slips_have_no_such_page(client, works, released):
    round_, _receipts = released
    slips = make_rounds.round_(works, "open")
    stranger = make.person(make.organisation("Andetsteds"), "", "hr")

    make.sign_in(client, works.people.filter(roles=None).first())
    assert page(client, slips).status_code == 404
    make.sign_in(client, stranger)
    assert page(client, round_).status_code == 404


def test_it_names_nobody_but_the_two_who_signed(client, works, released):
    round_, _receipts = released
    reader = works.people.filter(roles=None).first()
    signed = {str(one.person) for one in round_.signatures.all()}
    make.sign_in(client, reader)

    main = page(client, round_).content.decode().split("<main", 1)[1]

    others = [str(p) for p in works.people.all() if str(p) not in signed]
    assert not any(re.search(rf"\b{re.escape(name)}\b", main) for name in others)


def failing(round_):
    round_.refresh_from_db()
    return checks_of(round_).failing


def test_a_round_that_was_signed_and_then_called_off_breaks_no_chain(works):
    hr, _rep = make_rounds.signers(works)
    make_ballots.stock(8)
    make_rounds.round_(works, "signed", answered_by="ballots")
    called_off = make_rounds.round_(works, "signed", answered_by="ballots")
    last = make_rounds.round_(works, "signed", answered_by="ballots")

    services.cancel_round(called_off, by=hr, at=make_rounds.noon(), reason="For travlt.")

    assert failing(last) == 0


def test_rounds_signed_in_another_order_than_they_were_planned_are_followed_back(works):
    hr, rep = make_rounds.signers(works)
    make_ballots.stock(8)
    make_rounds.round_(works, "signed", answered_by="ballots")
    planned_first = make_rounds.round_(works, "planned", answered_by="ballots")
    make_rounds.round_(works, "signed", answered_by="ballots")

    make_rounds.bring(planned_first, "signed", hr=hr, rep=rep, at=make_rounds.noon())

    assert failing(planned_first) == 0
