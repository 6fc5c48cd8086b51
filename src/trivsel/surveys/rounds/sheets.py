"""Sheets of slips, ready to print: for each cell a cover and its slips, eight to a sheet."""

from dataclasses import dataclass, field
from itertools import batched
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trivsel.surveys.models import Cell, Round
from trivsel.surveys.rounds.promise import short_promise
from trivsel.surveys.rounds.slips import CellSlips

PER_SHEET = 8


@dataclass(frozen=True, slots=True)
class Slip:
    code: str = field(repr=False)
    qr: SafeString = field(repr=False)


@dataclass(frozen=True, slots=True)
class CellSheets:
    """One cell's print. No sheet is shared with another cell."""

    cell: Cell
    count: int
    sheets: list[list[Slip]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words on every slip of the round, in one language."""

    language: str
    how: str
    promise: str


def context_of(round_: Round, made: list[CellSlips]) -> dict[str, Any]:
    """What the page of sheets takes."""
    return {
        "round": round_,
        "cells": [_sheets(round_, slips) for slips in made],
        "words": [_words(round_, language) for language in ("da", "en")],
        "address": f"{urlsplit(_origin()).netloc}/svar",
    }


def _sheets(round_: Round, made: CellSlips) -> CellSheets:
    slips = [Slip(shown(code), qr(round_, code)) for code in made.codes]
    return CellSheets(
        made.cell, len(slips), [list(sheet) for sheet in batched(slips, PER_SHEET)]
    )


def shown(code: str) -> str:
    """XXXX-XXXX-XXXX, as it is typed."""
    signs = code.replace("-", "")
    return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))


def qr(round_: Round, code: str) -> SafeString:
    """The answer page's address with the code in the fragment, which no server is ever sent."""
    address = f"{_origin()}/da/svar/{round_.box_code}/#{shown(code)}"
    # A fixed mask, because trying all eight takes three times as long and any can be read.
    drawn = segno.make_qr(address, error="m", mask=2)
    svg = drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn from our own address and code


def _origin() -> str:
    return settings.ANSWERS_ORIGIN or settings.ORIGIN


def _words(round_: Round, language: str) -> Words:
    with translation.override(language):
        how = _(
            "Scan the QR code with your phone, or type the address and the code. Last"
            " day: %(day)s."
        ) % {"day": date_format(round_.closes_on)}
        return Words(language, how, short_promise(round_.minimum_group))
