"""Each side's half of a round's key: printed by that side, and together a lost key again."""

import html
import io
import re

import pytest
from django.conf import settings
from django.urls import reverse

import make
import make_ballots
import make_rounds
from surveys.test_record import answered, close
from trivsel.accounts.models import Event
from trivsel.ballots import keys, queries
from trivsel.ballots.models import Box
from trivsel.config import cli
from trivsel.domain.blindsign import halves
from trivsel.domain.blindsign.halves import Side
from trivsel.surveys import services

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def works():
    make_ballots.stock(8)
    return make.organisation()


def address(round_):
    return reverse("surveys:seal-half", args=[round_.organisation.slug, round_.pk])


def printed(client, round_, reader):
    make.sign_in(client, reader)
    page = client.post(address(round_)).content.decode()
    return "-".join(re.findall(r"<li><code>(\w{5})</code></li>", html.unescape(page)))


def restore(monkeypatch, round_, *halves):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{half}\n" for half in halves)))
    return cli.main(["seal", "restore", round_.box_code])


def seal_of(round_):
    return settings.KEYS / f"{round_.box_code}.seal"


@pytest.fixture
def sheets(client, works):
    """An open round with answers in its box, and both halves on paper."""
    round_, _receipts = answered(works)
    hr, rep = make_rounds.signers(works)
    return round_, printed(client, round_, hr), printed(client, round_, rep)


def test_a_lost_key_comes_back_from_both_halves_and_all_answers_are_counted(
    sheets, works, monkeypatch, capsys, django_capture_on_commit_callbacks
):
    round_, management, employees = sheets
    was = seal_of(round_).read_bytes()
    seal_of(round_).unlink()

    assert restore(monkeypatch, round_, management, employees) == 0

    assert seal_of(round_).read_bytes() == was
    assert "can be opened at the count" in capsys.readouterr().out
    close(round_, works)
    with django_capture_on_commit_callbacks(using="ballots", execute=False):
        services.count_and_release(round_, at=make_rounds.noon())
    assert queries.count(round_.box_code).opened == 8


def test_without_the_halves_the_answers_stay_closed(sheets, works):
    """The control."""
    round_, _management, _employees = sheets
    seal_of(round_).unlink()
    close(round_, works)

    with pytest.raises(keys.KeyLost):
        services.count_and_release(round_, at=make_rounds.noon())


def test_halves_that_do_not_belong_together_write_nothing(
    client, sheets, works, monkeypatch, capsys
):
    round_, management, employees = sheets
    make_ballots.stock(8)
    other, _receipts = answered(works)
    strange = printed(client, other, make_rounds.signers(works)[1])
    seal_of(round_).unlink()
    mistyped = employees[:-1] + ("0" if employees[-1] != "0" else "1")

    for typed, said in [
        ((management, strange), "does not fit"),  # one group in 32 passes
        ((management, management), "does not fit"),
        ((employees, management), "does not fit"),
        ((management, mistyped), "Group 13 does not fit"),
        ((management, ""), "13 groups"),
    ]:
        assert restore(monkeypatch, round_, *typed) == 1
        assert said in capsys.readouterr().err
        assert not seal_of(round_).exists()


def test_halves_of_a_key_that_differs_where_nobody_reads_it_are_refused(
    sheets, monkeypatch, capsys
):
    round_, management, _employees = sheets
    near = bytearray(seal_of(round_).read_bytes())
    near[0] ^= 1  # X25519 does not read this bit: it is the same public key
    one = halves.read(management, round_.box_code, Side.MANAGEMENT)
    paper = halves.write(halves.join(bytes(near), one), round_.box_code, Side.EMPLOYEES)
    seal_of(round_).unlink()

    assert restore(monkeypatch, round_, management, paper) == 1
    assert "not the key of this box" in capsys.readouterr().err
    assert not seal_of(round_).exists()


def test_a_key_that_is_there_is_left_alone(sheets, monkeypatch, capsys):
    round_, management, employees = sheets

    assert restore(monkeypatch, round_, management, employees) == 1
    assert "where it should be" in capsys.readouterr().err


def test_a_damaged_key_is_replaced(sheets, monkeypatch):
    round_, management, employees = sheets
    was = seal_of(round_).read_bytes()
    seal_of(round_).write_bytes(bytes(32))

    assert restore(monkeypatch, round_, management, employees) == 0
    assert seal_of(round_).read_bytes() == was


def test_each_side_sees_its_own_half_alone_and_that_it_did_is_written_down(
    client, sheets, works
):
    round_, management, employees = sheets
    hr, _rep = make_rounds.signers(works)

    assert management != employees
    assert printed(client, round_, hr) == management, "printed again, it is the same"
    events = Event.objects.filter(what="seal-half-printed")
    assert events.count() == 3
    assert not any(management[:11] in str(vars(event)) for event in events)


def test_nothing_is_shown_before_it_is_asked_for_and_no_browser_keeps_it(client, sheets, works):
    round_, management, _employees = sheets
    make.sign_in(client, make_rounds.signers(works)[0])

    page = client.get(address(round_))

    assert management[:5] not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in client.post(address(round_))["Cache-Control"]


def test_a_colleague_gets_no_half_and_a_stranger_no_page(client, sheets, works):
    round_, *_halves = sheets
    colleague = make.person(works, "Bo")
    stranger = make.person(make.organisation("Andetsteds"), "", "hr")

    assert printed(client, round_, colleague) == ""
    make.sign_in(client, stranger)
    assert client.post(address(round_)).status_code == 404
    assert client.get(address(round_)).status_code == 404


def test_after_the_close_there_is_nothing_to_print(client, sheets, works):
    round_, *_halves = sheets
    close(round_, works)

    assert printed(client, round_, make_rounds.signers(works)[0]) == ""


def refused_unrecorded(client, round_, reader):
    make.sign_in(client, reader)
    answer = client.post(address(round_), follow=True)
    assert answer.status_code == 200
    assert not Event.objects.filter(what="seal-half-printed").exists()
    return html.unescape(answer.content.decode())


def test_a_lost_key_is_said_and_no_printing_is_written_down(client, works):
    round_, _receipts = answered(works)
    seal_of(round_).unlink()

    said = refused_unrecorded(client, round_, make_rounds.signers(works)[0])
    assert not re.search(r"<li><code>", said)


def test_no_printing_is_written_down_before_there_is_a_box(client, works):
    round_, _receipts = answered(works)
    Box.objects.filter(pk=round_.box_code).delete()

    refused_unrecorded(client, round_, make_rounds.signers(works)[0])
