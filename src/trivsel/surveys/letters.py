"""The letters of a round answered with ballots, in words: each in its reader's own language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

import segno
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trivsel.accounts.services import spoken
from trivsel.domain.instrument import InstrumentSpec
from trivsel.organisation.models import Person
from trivsel.surveys import box, links
from trivsel.surveys.models import Eligible, Letter, Round, Signature
from trivsel.surveys.words import day

SECONDS_EACH = 8  # to read and answer a question
# So that nobody's notice of a holiday comes back and says who was reminded.
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def mail_of(letter: Letter, place: Eligible) -> EmailMessage:
    """The letter as it is sent now, to the address that its reader has now."""
    person = letter.person
    with translation.override(language_of(person)):
        told = words_of(letter.round, place) | {"person": person, "fetched": place.issued_on}
        if letter.kind != Letter.Kind.NOTICE:
            told["link"] = link_of(letter.round, place)
        text = render_to_string(f"surveys/letters/{letter.kind}.txt", told)
        subject = _subject(letter)
    return EmailMessage(subject, text, None, [person.email], headers=HEADERS)


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """A sheet for somebody without an address; never shown in a log or a traceback."""

    page: SafeString = field(repr=False)


def on_paper(round_: Round, places: Iterable[Eligible]) -> list[PaperLetter]:
    """The invitations as sheets to print, each in its reader's own language."""
    return [PaperLetter(_page(round_, place)) for place in places]


def _page(round_: Round, place: Eligible) -> SafeString:
    language = language_of(place.person)
    with translation.override(language):
        link = link_of(round_, place)
        told = words_of(round_, place) | {
            "person": place.person,
            "language": language,
            "link": link,
            "qr": _qr(link),
        }
        return render_to_string("surveys/letters/paper.html", told)


def _qr(link: str) -> SafeString:
    drawn = segno.make_qr(link, error="m")
    svg = drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn from our own address and secret


def words_of(round_: Round, place: Eligible) -> dict[str, object]:
    """What a letter says, in the language that is spoken just now."""
    return {
        "round": round_,
        "first_day": day(round_.opens_on),
        "last_day": day(round_.closes_on),
        "fetched_on": day(place.issued_on) if place.issued_on else "",
        "minutes": minutes_of(round_),
        "representative": representative_of(round_),
    }


def link_of(round_: Round, place: Eligible) -> str:
    """The personal link, in the language that is spoken just now."""
    key = box.make_link_key(round_.box_code)
    secret = links.secret_of(key, round_.box_code, place.pk)
    return f"{settings.ORIGIN}{reverse('links:page', args=[round_.box_code])}#{secret}"


def language_of(person: Person) -> str:
    """What the person has chosen, or is written down with; else the installation's language."""
    return spoken(person.user.language if person.user else person.language)


def minutes_of(round_: Round) -> int:
    """How long answering takes, roughly."""
    questions = len(InstrumentSpec.from_dict(round_.instrument.spec).items)
    return max(2, ceil(questions * SECONDS_EACH / 60))


def representative_of(round_: Round) -> str:
    """Who has signed for the employees: the one to ask."""
    signed = round_.signatures.filter(side=Signature.Side.EMPLOYEES).select_related("person")
    signature = signed.first()
    return signature.person.name if signature else ""


def _subject(letter: Letter) -> str:
    told = {"round": letter.round.name, "day": day(letter.round.closes_on)}
    subjects = {
        Letter.Kind.INVITATION: _("%(round)s: answer by %(day)s"),
        Letter.Kind.REMINDER: _("Reminder: %(round)s closes on %(day)s"),
        Letter.Kind.NOTICE: _("%(round)s: your ballot was fetched"),
    }
    # A name is one line on its page, but nothing keeps an import from another one.
    return " ".join((subjects[Letter.Kind(letter.kind)] % told).split())
