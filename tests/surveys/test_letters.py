"""What the letters say, in both languages, and that nobody else can read who was written to."""

import json
import re
from base64 import b64encode

import pytest

import make
import make_ballots
import make_rounds
from house.test_walls import filled
from surveys.test_ballots import voter_of
from trivsel.accounts.models import Event
from trivsel.organisation.models import Role
from trivsel.surveys import letters, queries, services
from trivsel.surveys.models import Eligible, Letter
from trivsel.surveys.words import day

both = pytest.mark.django_db(databases=["default", "ballots"])


@pytest.fixture(autouse=True)
def stock(settings, keys):
    settings.ORIGIN = "https://trivsel.example"
    make_ballots.stock(4)


@pytest.fixture
def works():
    return make.organisation()


@pytest.fixture
def anna(works):
    unit = make.unit(works, "Pakkeri")
    return make.person(unit, "Anna Lund", email="anna@works.example", language="da")


@pytest.fixture
def bob(anna):
    return make.person(anna.unit, "Bob Ray", email="bob@works.example", language="en")


@pytest.fixture
def round_(works, anna, bob):
    return make_rounds.round_(works, "open", answered_by="ballots")


def written(round_, person, kind="invitation"):
    letter = Letter(round=round_, person=person, kind=kind, due_on=round_.opens_on)
    return letters.mail_of(letter, Eligible.objects.get(round=round_, person=person))


def plain(message):
    return " ".join(message.body.split())


@both
def test_the_invitation_says_all_of_it_in_danish(round_, anna):
    _hr, rep = make_rounds.signers(round_.organisation)
    message = written(round_, anna)
    text = plain(message)

    assert message.subject == f"Trivsel, efterår: svar senest {day(round_.closes_on)}"
    for said in (
        "Hej Anna Lund",
        "Værket spørger alle, hvordan de har det på arbejdet",
        "omkring 2 minutter",
        f"svare til og med {day(round_.closes_on)}",
        "Giv det ikke videre",
        "Ingen kan føre svaret tilbage til dig",
        '"Sådan er dit svar beskyttet"',
        f"Spørg {rep.name}, der har skrevet under for medarbejderne",
    ):
        assert said in text
    assert message.to == ["anna@works.example"]


@both
def test_the_invitation_says_all_of_it_in_english(round_, bob):
    text = plain(written(round_, bob))

    for said in (
        "Hello Bob Ray",
        "about 2 minutes",
        "you can answer until",
        "Do not pass it on",
        "Nobody can trace the answer back to you",
        '"How your answer is protected"',
        "who has signed for the employees",
    ):
        assert said in text
    assert "/en/stemme/" in text


@both
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("reminder", "Din stemmeseddel var ikke hentet, da dette blev sendt"),
        ("reminder", "Your ballot had not been fetched when this was sent"),
        ("notice", "blev der hentet en stemmeseddel i dit navn"),
        ("notice", "a ballot was fetched in your name"),
        ("notice", "Stemmesedlen er brugt, og du kan ikke få en ny"),
        ("notice", "The ballot is spent, and you cannot be given another"),
    ],
)
def test_reminders_and_notices_in_both_languages(round_, anna, kind, said):
    anna.language = "en" if said.isascii() and " ballot" in said.lower() else "da"
    message = voter_of(round_, anna).blinded.message
    services.issue_ballot(round_, message, by=anna, at=make_rounds.noon())

    text = plain(written(round_, anna, kind))

    assert said in text
    assert ("/stemme/" in text) is (kind == "reminder")
    assert str(round_.opens_on.year) in text


@both
def test_what_somebody_has_chosen_wins_over_what_is_written_down(round_, anna, bob):
    make.login_of(anna)
    anna.user.language = "en"
    bob.language = "xx"

    assert letters.language_of(anna) == "en"
    assert letters.language_of(bob) == "da"


@both
@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_the_link_in_the_letter_fetches_its_readers_ballot(client, round_, anna, bob, kind):
    for person in (anna, bob):
        [link] = re.findall(r"https?://\S+", written(round_, person, kind).body)
        address, secret = link.split("#")
        assert address.startswith("https://trivsel.example/")
        voter = voter_of(round_, person)
        blinded = b64encode(voter.blinded.message).decode()

        response = client.post(
            f"/da/stemme/{round_.box_code}/stempel/",
            json.dumps({"secret": secret, "blinded": blinded}),
            "application/json",
        )

        assert response.status_code == 200
        fetched = Eligible.objects.filter(round=round_, issued_on__isnull=False)
        assert person in {place.person for place in fetched}


@both
def test_a_letter_is_plain_text_with_one_link_and_no_answer_to_it(round_, anna):
    whole = written(round_, anna).message()

    assert whole.get_content_type() == "text/plain"
    assert whole["Auto-Submitted"] == "auto-generated"
    text = whole.get_payload(decode=True).decode()
    assert len(re.findall(r"https?://", text)) == 1
    assert "{" not in text


@both
def test_a_name_of_two_lines_makes_no_second_header(round_, anna):
    round_.name = "Trivsel\nBcc: others@works.example"

    message = written(round_, anna)
    message.message()

    assert "\n" not in message.subject


@both
def test_the_plan_says_when_people_are_reminded_and_how_many_have_no_address(
    client, works, anna, bob
):
    signing = make_rounds.round_(works, "signing", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    make.sign_in(client, hr)
    without = works.people.filter(email="").count()
    reminded = signing.manifest["reminders_to_those_who_have_not_fetched"]

    assert len(reminded) == 2
    for page in ("underskrift/", ""):
        text = client.get(f"/da/o/{works.slug}/runder/{signing.pk}/{page}").content.decode()
        assert f"<dd>{without}</dd>" in text
        assert "Påmindelser på e-mail" in text


# --- nobody sees who has fetched -------------------------------------------------------------
VOLATILE = re.compile(r'(name="csrfmiddlewaretoken" value|data-csrf)="[^"]*"')


def seen_by(client, reader, works):
    """All that the reader can read anywhere in the workplace."""
    make.sign_in(client, reader)
    found = {}
    for address in filled(works, works):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        found[address] = (response.status_code, VOLATILE.sub("", body.decode("latin-1")))
    return found


def read_by_all(client, works):
    return {reader.name: seen_by(client, reader, works) for reader in readers(works)}


def readers(works):
    return [*works.people.filter(roles__isnull=False).distinct(), works.people.get(name="Ro")]


def somebody_of_every_role(works):
    make.unit(works, "Lager", code="plant")
    for kind in Role.Kind.values:
        make.person(works, f"En {kind}", kind, email=f"{kind}@works.example")
    make.person(works, "Ro", email="ro@works.example")


def first_difference(one, other):
    lines = zip(one.splitlines(), other.splitlines(), strict=False)
    return next((pair for pair in lines if pair[0] != pair[1]), ())


def differences(before, after):
    return [
        (reader, address, *first_difference(pages[address][1], after[reader][address][1]))
        for reader, pages in before.items()
        for address in pages
        if pages[address] != after[reader][address]
    ]


@both
def test_no_page_event_or_log_tells_anybody_who_has_fetched(client, works, anna, bob, caplog):
    somebody_of_every_role(works)
    round_ = make_rounds.round_(works, "open", answered_by="ballots")
    services.tick(at=make_rounds.noon())
    before, events = read_by_all(client, works), Event.objects.count()
    client.logout()

    message = voter_of(round_, anna).blinded.message
    services.issue_ballot(round_, message, by=anna, at=make_rounds.noon())
    services.tick(at=make_rounds.noon())

    after = read_by_all(client, works)
    assert len(before) == len(readers(works)) == len(Role.Kind.values) + 1
    assert sum(status == 200 for pages in before.values() for status, _ in pages.values()) > 60
    assert differences(before, after) == []
    assert Event.objects.count() == events
    assert "Anna" not in caplog.text
    assert "@" not in caplog.text


@both
def test_a_page_that_showed_it_would_be_found(client, works, anna, bob, monkeypatch):
    """The control: one number on a page that follows what was fetched, and a reader has it."""
    monkeypatch.setattr(
        queries, "without_address", lambda of: of.roster.filter(issued_on=None).count()
    )
    somebody_of_every_role(works)
    round_ = make_rounds.round_(works, "open", answered_by="ballots")
    hr, _rep = make_rounds.signers(works)
    before = {"hr": seen_by(client, hr, works)}

    message = voter_of(round_, anna).blinded.message
    services.issue_ballot(round_, message, by=anna, at=make_rounds.noon())

    assert differences(before, {"hr": seen_by(client, hr, works)})
