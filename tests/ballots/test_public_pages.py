"""What anybody may read of how an answer is protected: the same for all, true of its round."""

import pytest
from django.test import Client

import make
import make_ballots
from trivsel.ballots import services
from trivsel.ballots.sheets import forget

pytestmark = pytest.mark.django_db(databases=["ballots"])
STRONG = ("Ingen kan spore dit svar", "dem, der driver systemet")
WEAK = (
    "Dit svar er fortroligt",
    "fortroligt, ikke anonymt",
    "noterer din kode, før du får den",
)


def text(path, client=None):
    response = (client or Client()).get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_round_of_slips_never_borrows_the_words_of_a_ballot():
    page = text(f"/da/svar/{make.box().code}/beskyttelse/")

    assert all(words in page for words in WEAK)
    assert not any(words in page for words in STRONG)
    assert "manifest.json" not in page


def test_a_round_of_ballots_has_the_stronger_words_and_its_public_plan():
    box = make_ballots.box()

    page = text(f"/da/svar/{box.code}/beskyttelse/")

    assert all(words in page for words in STRONG)
    assert "fortroligt" not in page
    assert f"/da/svar/{box.code}/manifest.json" in page


def test_in_general_both_are_told_of_and_which_is_the_weaker():
    page = text("/da/svar/beskyttelse/")

    assert "Med en stemmeseddel: Ingen kan spore dit svar til dig" in page
    assert "Med en kode på en seddel: Dit svar er fortroligt" in page


def test_a_round_that_shows_numbers_for_seven_at_least_says_seven():
    plan = make_ballots.ReleasePlan(7, ("mean of each scale by unit",))
    box = make_ballots.box(release_plan=plan)

    page = text(f"/da/svar/{box.code}/beskyttelse/")

    assert "færre end 7 personer" in page


def test_all_receipts_are_linked_once_the_round_is_counted():
    box = make_ballots.box()
    there = f"/da/svar/{box.code}/kvitteringer/"
    before = text(f"/da/svar/{box.code}/beskyttelse/")

    services.close_box(box.code)
    services.count_box(box.code)
    forget(box.code)

    assert there not in before
    assert there in text(f"/da/svar/{box.code}/beskyttelse/")


def test_somebody_signed_in_gets_the_same_bytes_as_a_stranger():
    box = make_ballots.box()
    known = Client()
    known.cookies.load({"sessionid": "a" * 32, "django_language": "en"})

    for path in ("/da/svar/beskyttelse/", f"/da/svar/{box.code}/beskyttelse/"):
        assert text(path, known) == text(path)
        assert not known.get(path).cookies


def test_a_box_that_is_none_has_no_page():
    assert Client().get("/da/svar/nobox/beskyttelse/").status_code == 404
