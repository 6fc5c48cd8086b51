"""The SQL that makes PostgreSQL's users, for the administrator of the database."""

import re

import pytest
from django.db import connections

from trivsel.ballots.rights import WEB
from trivsel.config import checks_postgres, cli, roles
from trivsel.domain.refusal import Refused


@pytest.fixture
def addresses(settings, monkeypatch):
    """Three users, one with a name that needs care; each with a password."""
    people = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "people",
        "USER": "people",
        "PASSWORD": "hemmeligt",
    }
    monkeypatch.setitem(settings.DATABASES, "default", people)
    web, tally = (
        "postgresql://we'b:hemmeligt@db/ballots",
        "postgresql://tally:hemmeligt@db/ballots",
    )
    monkeypatch.setenv("TRIVSEL_BALLOTS_DATABASE", web)
    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", tally)


def test_each_user_gets_its_own_and_no_password_is_printed(addresses, capsys):
    assert cli.main(["roles"]) == 0

    told = capsys.readouterr().out
    assert "hemmeligt" not in told
    for user in ('"people"', "\"we''b\"", '"tally"'):
        assert f"'CREATE ROLE {user} LOGIN'" in told
    assert 'REVOKE ALL ON DATABASE "people" FROM PUBLIC;' in told
    assert 'REVOKE ALL ON DATABASE "ballots" FROM PUBLIC;' in told
    assert re.findall(r"GRANT CONNECT ON DATABASE (\S+) TO (\S+);", told) == [
        ('"ballots"', '"we\'b"')
    ]


def test_what_is_granted_is_the_list_and_nothing_of_the_answers(addresses, capsys):
    cli.main(["roles"])

    told = capsys.readouterr().out
    given = re.findall(r"^-- GRANT (.+) ON (ballots_\w+) TO (.+);$", told, re.MULTILINE)
    assert {table for _, table, _ in given} == set(WEB)
    assert ("SELECT (nullifier, box_id, cell)", "ballots_ballot", '"we\'b"') in given
    assert ("UPDATE (envelope)", "ballots_ballot", '"we\'b"') in given
    assert [right for right, table, _ in given if table == "ballots_box"] == ["SELECT"]


def test_with_one_address_a_name_for_the_owner_is_proposed(addresses, monkeypatch, capsys):
    monkeypatch.delenv("TRIVSEL_TALLY_DATABASE")

    cli.main(["roles"])

    assert "'CREATE ROLE \"trivsel_tally\" LOGIN'" in capsys.readouterr().out


def test_sqlite_is_said_to_need_none(monkeypatch, settings, capsys):
    monkeypatch.setitem(settings.DATABASES, "default", {"ENGINE": "x.sqlite3"})

    assert cli.main(["roles"]) == 1
    assert "SQLite has no roles" in capsys.readouterr().err


@pytest.mark.django_db(databases=["default", "ballots"], transaction=True)
@pytest.mark.skipif(connections["ballots"].vendor != "postgresql", reason="asks PostgreSQL")
def test_a_role_that_is_not_there_is_said_with_what_to_do(monkeypatch):
    monkeypatch.setenv("TRIVSEL_BALLOTS_DATABASE", "postgresql://nobody_here@db/ballots")
    monkeypatch.setenv("TRIVSEL_TALLY_DATABASE", "postgresql://tally@db/ballots")

    with pytest.raises(Refused, match=r"nobody_here.*trivsel roles"):
        roles.grant()


def test_all_that_is_looked_for_in_the_log_is_also_silenced():
    assert set(checks_postgres.QUIET) <= set(roles.SILENCE)
    assert all(
        value in checks_postgres.QUIET[name]
        for name, value in roles.SILENCE.items()
        if name in checks_postgres.QUIET
    )
