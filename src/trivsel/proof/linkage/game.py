"""One round, played on the program itself, and what is to be had of it at three moments."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from random import SystemRandom

from django.utils import timezone

from trivsel.ballots import codes, queries
from trivsel.ballots.models import Answer, Comment, Receipt
from trivsel.domain.blindsign.manifest import Manifest
from trivsel.domain.slipcode import read_code
from trivsel.organisation.models import Organisation, Person
from trivsel.proof import workplace
from trivsel.proof.browser import Browser, at
from trivsel.proof.linkage import looking
from trivsel.proof.linkage.looking import Listening
from trivsel.proof.linkage.seen import Handed, Seen, Truth
from trivsel.proof.voter import NotTaken, Voter
from trivsel.surveys import box
from trivsel.surveys import services as surveys
from trivsel.surveys.models import Instrument, Round

PEOPLE, ITEMS = 30, 40
ASKED = "help"  # the one open question
chance = SystemRandom()
BOX_TABLES = [
    "ballots_answer",
    "ballots_ballot",
    "ballots_comment",
    "ballots_slip",
    "ballots_receipt",
]


@dataclass(slots=True)
class Works:
    """Thirty people who answer round after round, each in a browser that is signed in."""

    organisation: Organisation
    instrument: Instrument
    people: list[Person]
    browsers: list[Browser]
    ear: Listening

    @property
    def who(self) -> list[tuple[bytes, ...]]:
        return [
            tuple(
                word.encode()
                for word in (
                    person.name,
                    person.email,
                    person.number,
                    browser.cookies["sessionid"],
                )
            )
            for person, browser in zip(self.people, self.browsers, strict=True)
        ]


def works(ear: Listening) -> Works:
    made = workplace.workplace("proof", PEOPLE)
    people = workplace.staff(made)
    instrument = workplace.load(made, ITEMS, asked=ASKED)
    return Works(made, instrument, people, workplace.signed_in(people), ear)


@dataclass(slots=True)
class Moments:
    """What was taken at each moment; sources are laid one after the other."""

    sources: dict[str, bytes] = field(default_factory=dict)

    def look(self, ear: Listening) -> None:
        found = {
            "log": ear.said,
            "mails": looking.mails(),
            "cache": looking.cached(),
            "keys": looking.key_files(),
            **{name: looking.table(name) for name in looking.TABLES},
        }
        for name, content in found.items():
            self.sources[name] = self.sources.get(name, b"") + b"\n" + content


def answers() -> list[bytes]:
    """What each answers: each skips a number of questions that nobody else does."""
    found = []
    for skipped in chance.sample(range(PEOPLE), PEOPLE):
        values = [chance.randint(1, workplace.OPTIONS) for _item in range(ITEMS)]
        for place in chance.sample(range(ITEMS), skipped):
            values[place] = 0
        found.append(bytes(values))
    return found


def comments() -> list[bytes]:
    """What each writes; nobody writes the same."""
    return [f"ord {secrets.token_hex(8)}".encode() for _person in range(PEOPLE)]


def in_some_order() -> list[int]:
    return chance.sample(range(PEOPLE), PEOPLE)


def with_ballots(of: Works) -> Seen:
    """A round answered with ballots: fetched in one order, handed in in another."""
    now, moments = timezone.now(), Moments()
    of.ear.lines.clear()
    round_ = _opened(of, "ballots", now)
    manifest = Manifest.from_json(bytes(round_.ballot_manifest or b""))
    cell = manifest.cells[0]
    voters = [Voter(manifest, cell.code) for _person in of.people]
    wrote, fetched, answered = answers(), in_some_order(), in_some_order()
    said = comments()
    for one in fetched:
        voters[one].fetch(of.browsers[one], of.organisation.slug, round_.pk)
    moments.look(of.ear)
    for one in answered:
        voters[one].answer(wrote[one], [said[one].decode()])
        voters[one].hand_in(of.browsers[one])
    moments.look(of.ear)
    roster = looking.rows("surveys_eligible", alias="default")
    ballots = looking.rows("ballots_ballot")
    known = [
        Handed(v.nullifier, v.envelope, v.receipt.digest, v.message, v.signature)
        for v in voters
    ]
    seen = _counted(of, round_, now, moments)
    return Seen(
        who=of.who,
        fetched=fetched,
        answered=answered,
        stamped=[(voter.blinded, voter.stamp) for voter in voters],
        known=known,
        handed=sorted(known, key=lambda one: one.nullifier),
        roster=[row for row in roster if row.values["round_id"] == round_.pk],
        slips=[],
        ballots=ballots,
        truth=Truth([one.nullifier for one in known], wrote, comment=said),
        key=cell.key,
        **seen,
    )


def with_slips(of: Works) -> Seen:
    """A round answered with codes on paper: the adversary knows who got which of the pile."""
    now, moments = timezone.now(), Moments()
    of.ear.lines.clear()
    round_ = _signed(of, "slips", now)
    rep = of.people[1]
    [printed] = surveys.print_slips(round_, list(round_.cells.all()), by=rep, at=now)
    pile = in_some_order()  # who gets the first, the second ... of the pile
    code = {person: printed.codes[place] for place, person in enumerate(pile)}
    surveys.open_round(round_, by=None, at=now)
    slips = looking.rows("ballots_slip")
    wrote, said, answered = answers(), comments(), in_some_order()
    moments.look(of.ear)
    for one in answered:
        _send(of.browsers[one], round_, code[one], (wrote[one], said[one]))
    moments.look(of.ear)
    ballots = looking.rows("ballots_ballot")
    marks = [codes.marks(round_.box_code, read_code(code[n])) for n in range(PEOPLE)]
    envelopes = {row.values["nullifier"]: row.values["envelope"] for row in ballots}
    known = [Handed(mark.nullifier, envelopes[mark.nullifier]) for mark in marks]
    return Seen(
        who=of.who,
        fetched=pile,
        answered=answered,
        stamped=[],
        known=known,
        handed=sorted(known, key=lambda one: one.nullifier),
        roster=[],
        slips=slips,
        ballots=ballots,
        truth=Truth(
            [one.nullifier for one in known], wrote, [mark.slip for mark in marks], said
        ),
        **_counted(of, round_, now, moments),
    )


def _opened(of: Works, way: str, now: datetime) -> Round:
    return surveys.open_round(_signed(of, way, now), by=None, at=now)


def _signed(of: Works, way: str, now: datetime) -> Round:
    return workplace.signed_round(of.organisation, of.instrument, answered_by=way, at=now)


def _send(browser: Browser, round_: Round, code: str, wrote: tuple[bytes, bytes]) -> None:
    values, said = wrote
    fields = {f"item-item{place}": str(v) for place, v in enumerate(values, start=1) if v}
    fields[f"open-{ASKED}"] = said.decode()
    page = browser.form(at("svar/{}/", round_.box_code), code=code, **fields)
    if page.status != 200 or "data-stored" not in page.text:  # noqa: PLR2004 - the status of HTTP
        raise NotTaken(f"the slip was not taken: {page.status}")


def _counted(of: Works, round_: Round, now: datetime, moments: Moments) -> dict:  # type: ignore[type-arg]
    """Let the clock close, count and release; look once more; clear up for the next round."""
    before = looking.log_place()
    over = workplace.over(now)
    surveys.close_round(round_, by=None, at=over)
    box.count(round_)
    written = looking.rows("ballots_comment")  # until the release has its lists
    surveys.tick(at=over)
    round_.refresh_from_db()
    if round_.state != Round.State.RELEASED:
        raise NotTaken(f"the round was not counted: it is {round_.state}")
    moments.look(of.ear)
    page = Browser().get(at("svar/{}/kvitteringer.txt", round_.box_code))
    release = str(round_.release.figures).encode()
    found = {
        "answers": looking.rows("ballots_answer"),
        "comments": written,
        "remarks": [
            comment["text"].encode()
            for one in round_.release.comment_release.lists
            for comment in one["comments"]
        ],
        "given": [one for cell in queries.answers(round_.box_code).values() for one in cell],
        "published": queries.receipts(round_.box_code) if page.status == 200 else [],  # noqa: PLR2004
        "sources": {
            **moments.sources,
            "pages": looking.pages(BOX_TABLES) if looking.can_read_pages() else b"",
            "changes": looking.log_of_changes(before) if looking.can_read_log() else b"",
            "statistics": looking.statistics(),
            "release": release + page.body,
        },
    }
    for table in (Answer, Comment, Receipt):  # the next round finds the tables as this one did
        table.objects.filter(box=round_.box_code).delete()
    return found
