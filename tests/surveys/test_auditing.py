"""The auditor stands between the count and the release: what it finds is not published."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse

import make
from trivsel.domain import disclosure
from trivsel.domain.audit import audit, read_log
from trivsel.surveys.auditing import HeldBack
from trivsel.surveys.models import Release, Round
from trivsel.surveys.releases import Published, digest
from trivsel.surveys.results import release_round
from trivsel.surveys.services import tick

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture
def closed():
    """A large and a small team: the large one is hidden, for the small one's sake."""
    place = make.organisation("Nordværk")
    return make.closed_round(
        place, {make.unit(place, "Stor"): 20, make.unit(place, "Lille"): 3}
    )


@pytest.fixture
def careless(monkeypatch):
    """A protection that shows one row too many."""

    def protect(*args, **how):
        frozen = real(*args, **how).freeze()
        whole, *others = frozen["rows"]
        hidden = next(row for row in others if row["reason"] == "protects others")
        exact = {"exact": 20, "low": 20, "high": 20, "percent": 80, "band": None}
        hidden |= {"reason": "shown", "answered": exact, "figures": whole["figures"]}
        return disclosure.thaw(frozen)

    real = disclosure.protect
    monkeypatch.setattr(disclosure, "protect", protect)


def test_a_release_holds_what_the_auditor_tried(closed):
    release = release_round(closed, at=make.NOW)

    kept = Published.thaw(release.figures).audit
    assert (kept["findings"], kept["auditor"]) == (0, "2")
    assert kept["figures"] > 3
    assert [letter for letter, _, _ in kept["attacks"]] == list("ABCDEFGHJ")
    assert [letter for letter, _, _ in kept["counted"]] == list("ABDEGHJ")
    assert release.digest == digest(release.figures)


def test_what_the_auditor_finds_is_not_published(closed, careless):
    with pytest.raises(HeldBack):
        release_round(closed, at=make.NOW)

    closed.refresh_from_db()
    assert closed.state == Round.State.CLOSED
    assert not Release.objects.exists()
    assert {finding["attack"] for finding in closed.held_back["findings"]} >= {"B"}


def test_the_operator_is_told_once_and_the_clock_tries_again_in_an_hour(
    closed, careless, caplog
):
    caplog.set_level(logging.INFO)

    for minutes in (0, 1, 2, 59):
        tick(at=make.NOW + timedelta(minutes=minutes))
    once = caplog.text.count("trivsel.E302")
    tick(at=make.NOW + timedelta(minutes=61))

    assert once > 0
    assert caplog.text.count("trivsel.E302") == once
    assert "attack B" in caplog.text
    assert "Lille" not in caplog.text
    assert "failed" not in caplog.text
    assert not Release.objects.exists()


def test_once_nothing_is_found_the_round_is_released(closed, careless, monkeypatch):
    tick(at=make.NOW)
    monkeypatch.undo()

    tick(at=make.NOW + timedelta(minutes=30))
    assert not Release.objects.exists()
    tick(at=make.NOW + timedelta(minutes=61))

    assert Release.objects.get().round_id == closed.pk
    assert Round.objects.get().held_back is None


@pytest.mark.parametrize("address", ["surveys:round", "surveys:results"])
def test_people_read_in_plain_words_that_nothing_is_published(
    client, closed, careless, address
):
    tick(at=make.NOW)
    make.sign_in(client, make.person(closed.organisation, "", "hr"))

    page = client.get(reverse(address, args=[closed.organisation.slug, closed.pk]))

    assert "ikke offentliggjort" in page.content.decode()


def test_the_auditor_finds_it_before_anything_is_stored_and_never_after(closed):
    # The negative control: without the careless row there is nothing to find.
    release_round(closed, at=make.NOW)

    closed.refresh_from_db()
    assert (closed.state, closed.held_back) == (Round.State.RELEASED, None)


# --- what people see of it ---
def the_page(client, round_, *kinds, unit=None):
    make.sign_in(client, make.person(unit or round_.organisation, "", *kinds))
    return client.get(
        reverse("surveys:results", args=[round_.organisation.slug, round_.pk]), follow=True
    ).content.decode()


def the_file(client, round_, *kinds, unit=None):
    make.sign_in(client, make.person(unit or round_.organisation, "", *kinds))
    slug = round_.organisation.slug
    return client.get(reverse("surveys:release-file", args=[slug, round_.pk]))


def test_everybody_reads_what_was_tried(client, closed):
    release = release_round(closed, at=make.NOW)
    figures = release.figures["audit"]["figures"]

    page = the_page(client, closed)

    assert f"0 fund i {figures} tal" in page
    assert "Summer og forskelle af tal" in page
    assert "udgivelse.json" not in page


@pytest.mark.parametrize("kind", ["hr", "top_management", "safety_rep"])
def test_who_sees_all_gets_a_file_that_the_auditor_can_read(client, closed, kind):
    release_round(closed, at=make.NOW)

    answer = the_file(client, closed, kind)

    assert answer.status_code == 200
    assert "udgivelse.json" in the_page(client, closed, kind)
    assert answer["Content-Disposition"].endswith('.release.json"')
    log = read_log(answer.content.decode())
    assert audit(log).findings == ()
    assert log.told == closed.release.figures["audit"]["figures"]


@pytest.mark.parametrize("kinds", [(), ("administrator",)])
def test_who_answers_for_nobody_gets_no_file(client, closed, kinds):
    release_round(closed, at=make.NOW)
    unit = closed.cells.first().anchor

    assert the_file(client, closed, *kinds, unit=unit).status_code == 404


def test_a_release_from_before_the_auditor_is_shown_as_it_was(client, closed):
    release = release_round(closed, at=make.NOW)
    old = {key: value for key, value in release.figures.items() if key != "audit"}
    Release.objects.update(figures=old, digest=digest(old))

    page = the_page(client, closed)

    assert Published.thaw(old).freeze() == old
    assert "fund i" not in page
