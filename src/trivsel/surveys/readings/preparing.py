"""A hard result, and how its leader prepares the talk: words and steps, no numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trivsel.domain.disclosure import Band, Figure, Reason, Row
from trivsel.organisation.models import Person, Role
from trivsel.surveys.readings.bands import HARD, turned
from trivsel.surveys.readings.lines import ENDS
from trivsel.surveys.readings.page import row_for
from trivsel.surveys.releases import Published, Scale

MANY = 2  # themes that weigh on people, where the one that sums up does not


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the preparation. ``note`` asks for a note, or is empty."""

    key: str
    title: str
    text: str
    points: tuple[str, ...] = ()
    note: str = ""


def may_prepare(person: Person, published: Published, code: str) -> bool:
    """Whether the page is there for this person: the unit's own leader, with a hard result."""
    leads = any(
        role.kind == Role.Kind.LEADER and role.unit.code == code for role in person.roles.all()
    )
    return leads and code in published.places and is_hard(published, row_for(published, code))


def is_hard(published: Published, row: Row) -> bool:
    """Whether the scale that sums up, or two themes or more, lie where they weigh on people."""
    if row.reason is not Reason.SHOWN:
        return False
    low = {s.key for s in published.scales if _weighs(row.figures.get(s.key), s)}
    return published.overall in low or len(low) >= MANY


def _weighs(figure: Figure | None, scale: Scale) -> bool:
    if figure is None or figure.reason is not Reason.SHOWN:
        return False
    mean = figure.mean if figure.mean is not None else ENDS[figure.band or Band.LOW]
    return turned(mean, good=scale.good) < HARD


def stages(questions: Iterable[str]) -> tuple[Stage, ...]:
    """The steps, in the order they are taken; ``questions`` are those of the weakest theme."""
    return (*_before(), *_meeting(questions), *_afterwards())


def _before() -> tuple[Stage, ...]:
    return (
        Stage(
            "read",
            _("Take a breath, then read"),
            _(
                "A low number says how the work is seen by those who answered, just now. It is"
                " no mark for you as a person. You need not answer anybody today."
            ),
            (
                _("Read the heading first, and what stands lowest."),
                _("Read the ±: some of it may be chance."),
                _("Read what is good. It must not be lost in the talk."),
            ),
            _("What hits me, and what do I recognise?"),
        ),
        Stage(
            "whom",
            _("Talk to somebody before you talk to everybody"),
            _(
                "You should not stand alone with this. Two talks before the meeting make it"
                " calmer, for you and for the group."
            ),
            (
                _(
                    "Your own leader: what can be decided here, and what must be"
                    " carried upwards?"
                ),
                _("The safety representative: how do we hold the meeting, and who leads it?"),
                _("If you are afraid of the meeting, let somebody else lead it."),
            ),
            _("Whom do I talk to, and when?"),
        ),
    )


def _meeting(questions: Iterable[str]) -> tuple[Stage, ...]:
    return (
        Stage(
            "open",
            _("Open the meeting"),
            _(
                "The first two minutes decide whether people dare to speak."
                " Say it in your words."
            ),
            (
                _("“Thank you for answering. I have read it, and it was not easy reading.”"),
                _("“We are not here to find out who said what, but what we can change.”"),
                _("“I cannot promise everything. I promise that you hear from me by ...”"),
            ),
            _("My own first sentence"),
        ),
        Stage(
            "not",
            _("What not to do"),
            _("It happens quickly, and it is remembered for a long time."),
            (
                _("Do not guess who has answered what, aloud or to yourself. Ask nobody."),
                _("Do not explain the numbers away: by the season, the question, one person."),
                _("Do not defend yourself while others are speaking. Write it down instead."),
                _("Do not promise on the spot what others have to decide."),
            ),
        ),
        Stage(
            "ask",
            _("Questions to ask"),
            _("Ask, wait, and ask about what was said. Silence is allowed."),
            (
                *questions,
                _("What does it look like on an ordinary day?"),
                _("What works here and must stay as it is?"),
                _("What has to be different first, and who can make it so?"),
            ),
            _("What do I want to understand?"),
        ),
    )


def _afterwards() -> tuple[Stage, ...]:
    return (
        Stage(
            "after",
            _("Within a week"),
            _(
                "What people fear most is that nothing happens. One small"
                " thing done is worth more."
            ),
            (
                _("Agree on one action, with a day and somebody who looks after it."),
                _("Tell everybody what was decided, and what was not and why."),
                _("Pass on what you cannot solve, and say that you have done so."),
            ),
            _("What do I do, and by when?"),
        ),
        Stage(
            "self",
            _("Support for yourself"),
            _("You are an employee too, and your work may weigh as much as theirs."),
            (
                _(
                    "Your own leader has the same duty towards you as you have"
                    " towards your people."
                ),
                _("Another leader who has been through it knows things that no page knows."),
                _(
                    "Does it follow you home for weeks? Then talk to somebody"
                    " who is trained to help."
                ),
            ),
            _("What do I need, and from whom?"),
        ),
    )
