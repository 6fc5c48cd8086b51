"""The `trivsel` command: help that reads well, people who can sign in, the doctor."""

import getpass

import pytest
from allauth.mfa.models import Authenticator

import make
from trivsel.accounts.models import User
from trivsel.config import cli
from trivsel.organisation.models import Person

BOTH = pytest.mark.django_db(databases=["default", "ballots"])
ADD = ["user", "add", "Karen@firm.dk", "--name", "Karen Holm", "--organisation", "firm"]


def parsers(parser=None, words=("trivsel",)):
    parser = parser or cli.parser()
    yield words, parser
    for action in parser._actions:
        commands = action.choices if isinstance(action.choices, dict) else {}
        for word, inner in commands.items():
            yield from parsers(inner, (*words, word))


def test_help_names_every_command_and_shows_examples(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])

    told = capsys.readouterr().out
    assert left.value.code == 0
    assert "examples:" in told
    assert all(f"    {words[1]} " in told for words, _ in parsers() if len(words) == 2)


def test_every_command_and_option_says_what_it_is():
    silent = [
        " ".join([*words, action.dest])
        for words, parser in parsers()
        for action in [*parser._actions, *getattr(parser._subparsers, "_actions", ())]
        for told in [action, *getattr(action, "_choices_actions", ())]
        if not told.help and told.dest not in {"command", "what", "email", "name"}
        if told.dest != "organisation" or not told.metavar
    ]

    assert silent == []


def test_a_command_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["destroy"])

    assert left.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


@BOTH
def test_the_first_administrator_is_made_with_the_organisation(capsys):
    assert cli.main([*ADD, "--create", "The Firm A/S"]) == 0

    told = capsys.readouterr().out
    person = Person.objects.get(organisation__slug="firm")
    assert "Karen Holm is administrator of The Firm A/S" in told
    assert person.roles.get().kind == "administrator"


@BOTH
def test_an_organisation_that_is_not_there_needs_a_name(capsys):
    assert cli.main(ADD) == 1

    assert "firm" in capsys.readouterr().err
    assert not Person.objects.exists()


@BOTH
def test_everybody_who_can_sign_in_is_listed(capsys):
    make.user("karen@firm.dk", "Karen Holm")
    make.user("ali@firm.dk", "Ali Demir")

    assert cli.main(["user", "list"]) == 0

    assert capsys.readouterr().out == "ali@firm.dk\tAli Demir\nkaren@firm.dk\tKaren Holm\n"


@BOTH
def test_a_user_gets_a_new_password(monkeypatch, client):
    make.user("karen@firm.dk", password="den gamle er glemt")
    monkeypatch.setattr(getpass, "getpass", lambda _: "en helt ny lang en")

    assert cli.main(["user", "password", "Karen@firm.dk"]) == 0

    assert client.login(username="karen@firm.dk", password="en helt ny lang en")


@BOTH
def test_a_weak_password_is_refused_and_the_old_one_stays(monkeypatch, client, capsys):
    make.user("karen@firm.dk", password="den gamle er god")
    monkeypatch.setattr(getpass, "getpass", lambda _: "")

    assert cli.main(["user", "password", "karen@firm.dk"]) == 1

    assert "10" in capsys.readouterr().err
    assert client.login(username="karen@firm.dk", password="den gamle er god")


@BOTH
def test_a_lost_second_factor_is_removed_from_its_owner_alone(capsys):
    karen, ali = make.user("karen@firm.dk"), make.user("ali@firm.dk")
    make.second_factor(karen)
    make.second_factor(ali)

    assert cli.main(["user", "remove-factor", "Karen@firm.dk"]) == 0

    assert "set up a new one" in capsys.readouterr().out
    assert [a.user for a in Authenticator.objects.all()] == [ali]


@BOTH
@pytest.mark.parametrize("verb", ["password", "remove-factor"])
def test_an_unknown_user_is_said_in_one_sentence(capsys, verb):
    assert cli.main(["user", verb, "nobody@firm.dk"]) == 1

    assert capsys.readouterr().err == (
        "Nobody signs in as nobody@firm.dk. `trivsel user list` shows who does.\n"
    )
    assert not User.objects.exists()


@BOTH
def test_the_doctor_names_what_is_unsafe_and_what_to_do(capsys, settings):
    settings.ORIGIN = "http://trivsel.firm.example"

    cli.main(["doctor"])

    told = capsys.readouterr().out
    assert "Must be mended (trivsel.E007): Pages and answers travel unencrypted" in told
    assert "  -> Put https in front" in told


@BOTH
def test_the_doctor_ends_with_a_fault_when_something_must_be_mended(capsys, settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "secret-key").touch()
    (tmp_path / "secret-key").chmod(0o644)

    assert cli.main(["doctor"]) == 1

    assert "Must be mended (trivsel.E006)" in capsys.readouterr().out


@BOTH
@pytest.mark.parametrize("what", [["logins"], ["slips"], ["code", "karen"]])
def test_a_demo_that_is_not_there_says_how_to_make_it(capsys, settings, tmp_path, what):
    settings.DATA = tmp_path

    assert cli.main(["demo", *what]) == 1

    assert "`trivsel demo build` makes it" in capsys.readouterr().err


def test_a_plan_needs_a_file_and_no_data_folder(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TRIVSEL_DATA", str(tmp_path / "nowhere"))
    (tmp_path / "plan.json").write_text(
        '{"format": "trivsel-plan 1", "minimum": 5, "units": [{"key": "hall", "parent": null}],'
        ' "groups": [{"unit": "hall", "respondents": 9}]}'
    )

    assert cli.main(["plan", str(tmp_path / "plan.json")]) == 0
    assert '"is_best": true' in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_plan_that_cannot_be_read_is_told_with_its_place(tmp_path, capsys):
    (tmp_path / "plan.json").write_text('{"format": "trivsel-plan 1", "minimum": 0}')

    assert cli.main(["plan", str(tmp_path / "plan.json")]) == 2
    assert "plan.json: units: must be a list" in capsys.readouterr().err
    assert cli.main(["plan", str(tmp_path / "none.json")]) == 2
    assert "none.json: No such file" in capsys.readouterr().err
