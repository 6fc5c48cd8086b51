from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from trivsel.accounts import events
from trivsel.accounts.models import Chain, Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def chain():
    for number in range(5):
        events.record_event(
            events.What.ROLE_GIVEN,
            organisation="foundry",
            actor=7,
            at=NOW,
            kind="person",
            key=str(number),
        )
    return Event.objects.filter(organisation="foundry").order_by("number")


def test_an_untouched_chain_holds(chain):
    assert [event.number for event in chain] == [1, 2, 3, 4, 5]
    assert events.verify("foundry") is None


@pytest.mark.parametrize(
    "change",
    [
        {"what": "role-taken"},
        {"actor": 8},
        {"actor": None},
        {"at": datetime(2026, 11, 20, 9, 31, tzinfo=UTC)},
        {"key": "99"},
        {"kind": "unit"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found(chain, change):
    chain.filter(number=3).update(**change)

    assert events.verify("foundry") == events.Break(3, "changed")


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_removed_event_is_found(chain, number):
    chain.filter(number=number).delete()

    assert events.verify("foundry") == events.Break(number, "missing")


def test_two_events_that_changed_places_are_found(chain):
    chain.filter(number=2).update(number=99)
    chain.filter(number=3).update(number=2)
    Event.objects.filter(number=99).update(number=3)

    assert events.verify("foundry") == events.Break(2, "changed")


def test_a_chain_made_anew_without_the_secret_is_found(chain, settings):
    secret = settings.SECRET_KEY
    Event.objects.all().delete()
    Chain.objects.all().delete()
    settings.SECRET_KEY = "the intruder's guess"
    events.record_event(events.What.ROLE_TAKEN, organisation="foundry", actor=7, at=NOW)
    settings.SECRET_KEY = secret

    assert events.verify("foundry") == events.Break(1, "changed")


def test_a_chain_holds_after_the_secret_was_renewed(chain, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a fresh secret"
    events.record_event(events.What.ROLE_TAKEN, organisation="foundry", actor=7, at=NOW)

    assert events.verify("foundry") is None


def test_the_same_tampering_goes_unnoticed_without_a_chain(chain, monkeypatch):
    """The negative control: it is the digest that finds it, not something else."""
    monkeypatch.setattr(events, "_fits", lambda event, *, after: bool(event) or after)
    chain.filter(number=3).update(actor=8)

    assert events.verify("foundry") is None


def test_each_organisation_has_a_chain_of_its_own(chain):
    events.record_event(events.What.ROLE_GIVEN, organisation="bakery", actor=1, at=NOW)
    chain.filter(number=5).delete()

    assert events.verify("bakery") is None
    assert events.verify("foundry") is not None


@pytest.mark.postgres
@pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_events_recorded_at_the_same_time_are_one_chain():
    def record(number):
        try:
            for turn in range(10):
                key = f"{number}-{turn}"
                events.record_event(
                    events.What.ROLE_GIVEN, organisation="new", actor=number, at=NOW, key=key
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(record, range(8)))

    assert Event.objects.filter(organisation="new").count() == 80
    assert events.verify("new") is None
