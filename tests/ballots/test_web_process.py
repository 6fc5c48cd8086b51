"""A whole round whose pages are served with a web process's rights; jobs do the rest."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

import make
import make_ballots
import make_rounds
from make_ballots import Voter
from trivsel.ballots.models import Box
from trivsel.config import doctor, jobs
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.surveys import services
from trivsel.surveys.models import Eligible, Round

both = pytest.mark.django_db(transaction=True, databases=["default", "ballots"])


class House:
    """A workplace, and its people's browsers at a web process."""

    def __init__(self, as_web) -> None:
        self.as_web = as_web
        self.place = make.organisation()
        make.people(self.place, 10)
        self.hr, self.rep = make_rounds.signers(self.place)

    def post(self, person, name, round_, **form):
        browser = Client(raise_request_exception=True)
        make.sign_in(browser, person)
        with self.as_web():
            answer = browser.post(
                reverse(f"surveys:{name}", args=[self.place.slug, round_.pk]), form
            )
        round_.refresh_from_db()
        return answer

    def signed(self, **fields):
        round_ = make_rounds.round_(self.place, "planned", **fields)
        self.post(self.hr, "submit", round_)
        for person in (self.hr, self.rep):
            self.post(person, "sign", round_, digest=round_.digest)
        assert round_.state == "signed"
        return round_


def work():
    """What waits for the job process."""
    jobs.worker().run()


def state_of(round_):
    return Box.objects.filter(pk=round_.box_code).values_list("state", flat=True).first()


@pytest.fixture
def house(as_web):
    make_ballots.stock(4)
    return House(as_web)


@both
def test_a_round_of_ballots_is_planned_answered_and_counted(house):
    round_ = house.signed(answered_by="ballots")
    assert state_of(round_) is None, "a web process has no right to make a box"
    work()
    assert state_of(round_) == "open", "its first day is today"

    round_.refresh_from_db()
    with house.as_web():
        for place in Eligible.objects.filter(round=round_).select_related("person")[:9]:
            box = Box.objects.get(pk=round_.box_code)
            cells = Manifest.from_json(bytes(box.manifest)).cells
            box.cells = {cell.code: cell.key for cell in cells}
            voter = Voter(box, place.cell.code)
            voter.take(
                services.issue_ballot(
                    round_, voter.blinded.message, by=place.person, at=make_rounds.noon()
                )
            )
            voter.hand_in(1, 3, at=make_rounds.noon())
    house.post(house.hr, "close", round_, reason="Alle har svaret.")
    assert state_of(round_) == "open", "nor to close one"
    work()

    round_.refresh_from_db()
    assert (round_.state, state_of(round_)) == ("released", "counted")


@both
def test_a_round_of_slips_is_printed_and_opened(house):
    round_ = house.signed()
    early = house.post(house.rep, "slips", round_, cell="all")
    assert early.status_code == 302, "the box is not made yet, and no slips are"
    work()
    assert state_of(round_) == "prepared"

    sheets = house.post(house.rep, "slips", round_, cell="all")
    assert sheets.content.count(b'class="slip"') == round_.roster.count()
    house.post(house.hr, "open", round_)
    assert (round_.state, state_of(round_)) == ("open", "prepared")
    work()

    assert state_of(round_) == "open"


@both
@pytest.mark.parametrize("step", ["withdraw", "cancel"])
def test_a_box_that_is_given_up_is_discarded_by_the_job(house, settings, step):
    round_ = house.signed(
        answered_by="ballots",
        opens_on=make_rounds.noon().date() + timedelta(days=3),
        closes_on=make_rounds.noon().date() + timedelta(days=9),
    )
    work()
    code = round_.box_code
    assert list(Path(settings.KEYS).glob(f"{code}*"))

    house.post(house.hr, step, round_)
    assert Box.objects.filter(pk=code).exists()
    work()

    assert not Box.objects.filter(pk=code).exists()
    assert list(Path(settings.KEYS).glob(f"{code}*")) == []
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


@both
def test_a_box_that_a_round_still_names_is_never_discarded(house):
    round_ = house.signed(answered_by="ballots")
    work()

    services.follow_round(round_.pk, given_up=round_.box_code, at=make_rounds.noon())

    assert Round.objects.get(pk=round_.pk).box_code == round_.box_code
    assert state_of(round_) == "open"


def test_a_wsgi_server_gets_the_program_with_a_web_processs_rights(tmp_path):
    told = started(tmp_path, TRIVSEL_ORIGIN="https://trivsel.firm.example")

    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == ["WSGIHandler", "True", "prohibited"]


def test_a_wsgi_server_gets_no_program_where_it_is_not_safe(tmp_path):
    told = started(tmp_path, TRIVSEL_ORIGIN="http://trivsel.firm.example")

    assert told.returncode != 0
    assert doctor.Unsafe.__name__ in told.stderr
    assert "E007" in told.stderr
    assert "-> Put https in front" in told.stderr


PROGRAM = """
from trivsel.config.wsgi import application
from django.conf import settings
from django.db import DatabaseError, connections
print(type(application).__name__, settings.WEB_PROCESS)
with connections["ballots"].cursor() as cursor:
    try:
        cursor.execute("SELECT name FROM sqlite_master")
    except DatabaseError as error:
        print("prohibited" if "prohibited" in str(error) else error)
"""


def started(data, **settings):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRIVSEL_", "DJANGO_"))}
    data.chmod(0o700)
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**kept, "TRIVSEL_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
