"""What is checked of a record, how it came out, and what no check can show; in words.

The sentences are English here, and marked; whoever shows them translates them first and then
fills in the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from trivsel.domain.blindsign.record.marks import _


class Outcome(Enum):
    """How a check came out. OPEN: what it would be compared with was not at hand."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Check(Enum):
    """One check: its name, a title, and what is said when it holds, fails or stays open."""

    FORM = (
        "form",
        _("The file"),
        _("It is written in the one way there is, so it cannot be read in two ways."),
        _("It cannot be read. At %(place)s: %(reason)s."),
        "",
    )
    WORDS = (
        "words",
        _("The six words"),
        _("They are the words you gave: %(words)s."),
        _("This file has other words: %(words)s. It is of another round, or changed."),
        _("Compare them with a colleague's, or with those that were signed: %(words)s."),
    )
    SIGNATURE = (
        "signature",
        _("The signature on the record"),
        _("It was made with the key that the manifest names, over every sign of the record."),
        _("It does not fit. The record was changed afterwards, or made by somebody else."),
        "",
    )
    COSIGNED = (
        "cosigned",
        _("Both sides' signatures"),
        _("Management and the employees signed this very plan: %(digest)s."),
        _("Not both sides have signed the plan in this file: %(digest)s."),
        "",
    )
    PLAN = (
        "plan",
        _("The plan and the manifest"),
        _("The plan that was signed names this manifest, with these keys: %(digest)s."),
        _("The plan in this file names another manifest than this: %(digest)s."),
        "",
    )
    CHAIN = (
        "chain",
        _("The rounds before"),
        _("It names the one before it, and so on back. Earlier ones that fit: %(count)s."),
        _("An earlier manifest is missing or is not the one that was named: %(digest)s."),
        _("The manifest names an earlier one, which is not at hand: %(digest)s."),
    )
    FIRST = (
        "chain",
        _("The rounds before"),
        _("The manifest says that it is the organisation's first. Nothing comes before it."),
        _("The manifest says that it is the first, and yet you have an earlier one."),
        "",
    )
    EARLIER_RECORD = (
        "earlier-record",
        _("The record before"),
        _("It is the one that this record names, and its own signature fits."),
        _("It is not the one that this record names, or its own signature does not fit."),
        _("The record of the round before is not at hand, or there was none then."),
    )
    RECEIPTS = (
        "receipts",
        _("Receipts and ballots"),
        _("There are as many receipts as ballots in the box: %(accepted)s."),
        _("There are %(receipts)s receipts, and %(accepted)s ballots were in the box."),
        "",
    )
    COUNTED = (
        "counted",
        _("What became of the ballots"),
        _("%(counted)s counted and %(unreadable)s unreadable make %(accepted)s in the box."),
        _("%(counted)s counted and %(unreadable)s unreadable do not make %(accepted)s."),
        "",
    )
    ISSUED = (
        "issued",
        _("Stamped and handed in"),
        _(
            "No more were in the box than were stamped, and no more stamped than may answer:"
            " %(accepted)s of %(issued)s of %(eligible)s."
        ),
        _(
            "There are more than there can be: %(accepted)s in the box, %(issued)s stamped and"
            " %(reissued)s stamped anew, %(eligible)s who may answer."
        ),
        "",
    )
    ELIGIBLE = (
        "eligible",
        _("Who may answer"),
        _("The groups of the manifest add up to the %(eligible)s who may answer."),
        _("The groups of the manifest add up to %(sum)s, and the record says %(eligible)s."),
        "",
    )
    CELLS = (
        "cells",
        _("The groups"),
        _("Each of the %(count)s groups has %(least)s or more to hide among."),
        _("A group has fewer than %(least)s to hide among."),
        "",
    )
    DAYS = (
        "days",
        _("The days"),
        _("They follow each other: signed, opened %(opens)s, closed %(closed)s."),
        _("They do not follow each other: opens %(opens)s, closed %(closed)s."),
        "",
    )
    MINE = (
        "mine",
        _("Your receipt"),
        _("%(receipt)s is among them: that sealed answer was in the box when it was counted."),
        _("%(receipt)s is not among them. Show the receipt to your safety representative."),
        _("You gave none. With it you see whether your sealed answer was there."),
    )
    RELEASE = (
        "release",
        _("The released figures"),
        _("The figures that are shown are those that were released: %(digest)s."),
        _("The figures that are shown are not those that the record names: %(digest)s."),
        _("They are not in this file. Trivsel compares them on its page: %(digest)s."),
    )

    @property
    def key(self) -> str:
        """A name for programs."""
        return self.value[0]

    @property
    def title(self) -> str:
        """What is checked, in a few words."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and how it came out.

    Attributes:
        check: What was checked.
        outcome: Whether it holds.
        facts: What the sentence is filled in with.
    """

    check: Check
    outcome: Outcome
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence before it is filled in: the one to translate."""
        place = {Outcome.HOLDS: 2, Outcome.FAILS: 3, Outcome.OPEN: 4}
        return self.check.value[place[self.outcome]]

    def __str__(self) -> str:
        """Say it in English.

        >>> str(Finding(Check.RECEIPTS, Outcome.HOLDS, {"accepted": 8}))
        'There are as many receipts as ballots in the box: 8.'
        """
        return self.sentence % self.facts


def found(check: Check, holds: bool, **facts: object) -> Finding:  # noqa: FBT001 - the answer
    """Make the finding of a check that could be made."""
    return Finding(check, Outcome.HOLDS if holds else Outcome.FAILS, facts)


# Said with every result, good or bad: a list of ticks must not promise more than it shows.
LIMITS = (
    _(
        "That the sealed answers were counted as they were. The receipts show that none is"
        " missing and none came on top, not what was read in them."
    ),
    _(
        "That each stamped ballot went to a living person on the list. Whoever runs the server"
        " can stamp ballots for those who fetched none, as long as the numbers fit."
    ),
    _("That nobody was shown another page than everybody else while they answered."),
    _(
        "That no copy of a key was kept. With one, the answers could be opened again, and a"
        " second record signed; so compare its digest with a colleague's."
    ),
    _(
        "Who signed. The record names no person; ask the two who did, and compare the six words"
        " with them."
    ),
)
