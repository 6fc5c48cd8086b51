"""The demo is made by the services that users call, once, and says how to get in."""

from contextlib import nullcontext
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from trivsel.actions.models import Action
from trivsel.ballots.models import Ballot
from trivsel.demo import house, workplace
from trivsel.domain.refusal import Refused
from trivsel.organisation.models import Organisation, Person
from trivsel.surveys import services as surveys
from trivsel.surveys.models import Release, Round
from trivsel.surveys.readings.comparing import changes_between
from trivsel.surveys.readings.trending import directions_over
from trivsel.surveys.states import State

pytestmark = pytest.mark.django_db(databases=["default", "ballots"])


def quietly(_words):
    return nullcontext()


def build(settings, folder):
    settings.DATA = folder
    surveys.load_core(at=timezone.now())
    house.build(step=quietly)


def test_the_demo_has_finished_rounds_with_a_change_and_an_open_one_and_can_be_signed_in_to(
    settings, tmp_path, capsys, client
):
    build(settings, tmp_path)

    # people
    assert Person.objects.count() == len(list(workplace.people()))
    # rounds
    *earlier, finished, running = Round.objects.order_by("opens_on")
    assert [round_.state for round_ in earlier] == [State.RELEASED] * 2
    assert (finished.state, running.state) == (State.RELEASED, State.OPEN)
    assert Release.objects.first().round == finished
    before, now = Release.objects.all()[1], Release.objects.first()
    moved = changes_between(before, now)
    assert moved["u:NV", "demands"].marked
    assert directions_over([*reversed(Release.objects.all())])["u:NV", "demands"].marked
    assert Ballot.objects.filter(box=running.box_code).exists()
    assert not Ballot.objects.filter(box=finished.box_code).exists()
    # actions
    assert Action.objects.count() == 3
    # logins
    house.tell_logins("http://localhost:9000")
    told = capsys.readouterr().out
    password = told.split("password for all: ")[1].split()[0]
    assert "http://localhost:9000/da/o/nordvaerk/" in told
    for login, _who in house.WHO:
        assert f"{login}@nordvaerk.example" in told
        assert client.login(username=f"{login}@nordvaerk.example", password=password)
    # the second factor is the one an authenticator shows; an employee has none
    birgit = Authenticator.objects.get(user__email="birgit@nordvaerk.example", type="totp")
    assert TOTP(birgit).validate_code(house.second_factor("Birgit"))
    with pytest.raises(Refused, match="No second factor belongs to 'bo'"):
        house.second_factor("bo")
    # slips that are unused let an answer in
    assert len(set(house.unused_slips(3))) == 3
    # what the demo remembers is for its owner alone
    assert (tmp_path / "demo.json").stat().st_mode & 0o077 == 0
    # a second build does nothing
    house.build(step=lambda words: pytest.fail(f"did {words}"))
    assert Round.objects.count() == 4


def test_a_demo_that_was_cut_off_says_what_to_do(settings, tmp_path):
    settings.DATA = tmp_path
    Organisation.objects.create(name=workplace.NAME, slug=workplace.SLUG)

    with pytest.raises(Refused, match="Delete that folder"):
        house.build(step=quietly)


def test_the_same_people_are_made_each_time():
    assert workplace.people_file() == workplace.people_file()
    assert StringIO(workplace.units_file().decode()).readline() == "enhed;overenhed;navn\r\n"
