"""The release as a workbook: the reader's rows, numbers as numbers, reasons as telling."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from trivsel.domain.disclosure import Figure, Reason, Row
from trivsel.surveys import flat
from trivsel.surveys.readings import PARTS, Placed, every_row, telling
from trivsel.surveys.readings.checking import check_of
from trivsel.surveys.releases import Published, Reading

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_TEXT = 32_000  # a cell of a workbook holds 32,767 characters
PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
MOST_ROWS = 1_000  # told line by line: each row has a line for each theme, and time adds up
NAME_WIDTH = 42
NUMBER_WIDTH = 14

type Value = str | float | None


def file_name(reading: Reading, of: str = "", *, ending: str = "xlsx") -> str:
    """Name a file after organisation and round, and the unit where it is of one."""
    facts = reading.published.facts
    named = [facts["organisation"], facts["round"], of]
    plain = " ".join(named).lower().translate(PLAIN_LETTERS)
    return f"{slugify(plain)[:80] or 'trivsel'}.{ending}"


def workbook(reading: Reading) -> bytes:
    """Write the workbook: the figures to read and to count on with, and what they are."""
    buffer = BytesIO()
    book = Workbook(buffer, {"constant_memory": True})
    book.set_properties({"title": reading.published.facts["round"], "author": "Trivsel"})
    rows = every_row(reading.published)
    _Sheet(book, _("Result")).fill(_result(reading, rows), freeze=(1, 1))
    if reading.published.table.groups:
        _Sheet(book, _("By job group")).fill(_by_group(reading), freeze=(1, 1))
    _Sheet(book, _("Distributions")).fill(_distributions(reading, rows), freeze=(1, 2))
    _Sheet(book, _("Figures")).fill(_figures(reading), freeze=(1, 2))
    _Sheet(book, _("Codebook")).fill(_codebook(reading), freeze=(1, 0))
    _Sheet(book, _("About")).fill(_about(reading), freeze=(0, 0))
    book.close()
    return buffer.getvalue()


class _Sheet:
    """One sheet, written row by row, so that memory does not grow with it."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
        self.head: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.plain: Format = book.add_format()
        # Shown as text even when somebody edits the cell, so that no name becomes a formula.
        self.quoted: Format = book.add_format({"quote_prefix": True, "num_format": "@"})

    def fill(self, rows: Iterable[Sequence[Value]], *, freeze: tuple[int, int]) -> None:
        self.sheet.freeze_panes(*freeze)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_column(0, 0, NAME_WIDTH)
        self.sheet.set_column(1, 40, NUMBER_WIDTH)
        for number, row in enumerate(rows):
            head = self.head if number == 0 and freeze[0] else None
            for column, value in enumerate(row):
                self._write(number, column, value, head)

    def _write(self, row: int, column: int, value: Value, head: Format | None) -> None:
        if value is None:
            return
        if isinstance(value, str):
            text = CONTROL.sub("", value)[:LONGEST_TEXT]
            risky = text.lstrip(" ").startswith(FORMULA_STARTS)
            self.sheet.write_string(row, column, text, self.quoted if risky else head)
        else:
            self.sheet.write_number(row, column, value, head)


# --- what stands in them ----------------------------------------------------------------------
def _result(reading: Reading, rows: Sequence[Placed]) -> Iterator[list[Value]]:
    published = reading.published
    head: list[Value] = [_("Unit"), _("Level"), _("Answers"), _("Eligible"), _("Share (%)")]
    head += [_("One person moves a number by up to (points)"), _("Why hidden")]
    yield head + _titles(published)
    for placed in rows:
        row = placed.row
        line: list[Value] = [telling.name_of(published, row), placed.indent + 1]
        line += [_answers(row), row.eligible, _share(row)]
        line.append(max((f.weight for f in row.figures.values() if f.weight), default=None))
        line.append("" if row.reason is Reason.SHOWN else telling.why_protected(published, row))
        for scale in published.scales:
            line += _figure(row.figures.get(scale.key))
        yield line


def _titles(published: Published) -> list[Value]:
    titles: list[Value] = []
    for scale in published.scales:
        title = telling.title_of(scale)
        low = _("%(theme)s (low is good)") % {"theme": title}
        titles += [low if scale.good == "low" else title, f"{title} ±"]
    return titles


def _by_group(reading: Reading) -> Iterator[list[Value]]:
    published = reading.published
    head: list[Value] = [_("Job group"), _("Answers"), _("Why hidden")]
    yield head + _titles(published)
    for row in published.table.groups:
        line: list[Value] = [telling.name_of(published, row), telling.answers(row.answered)]
        line.append("" if row.reason is Reason.SHOWN else telling.why_protected(published, row))
        for scale in published.scales:
            line += _figure(row.figures.get(scale.key))
        yield line


def _answers(row: Row) -> Value:
    if row.answered is not None and row.answered.exact is not None:
        return row.answered.exact
    return telling.answers(row.answered)


def _share(row: Row) -> Value:
    """The rate as a number; at the ends, where only a band is told, in words."""
    count = row.answered
    if count is None or count.percent is None:
        return None
    return count.percent if count.band is None else telling.share(count)


def _figure(figure: Figure | None) -> list[Value]:
    if figure is None:
        return [None, None]
    if figure.mean is not None:
        return [figure.mean, figure.margin]
    return [telling.figure(figure) or telling.why_no_figure(figure), None]


def _distributions(reading: Reading, rows: Sequence[Placed]) -> Iterator[list[Value]]:
    published = reading.published
    yield [_("Unit"), _("Theme"), *(f"{part} (%)" for part in PARTS)]
    for row in (*(placed.row for placed in rows), *published.table.groups):
        for scale in published.scales:
            figure = row.figures.get(scale.key)
            if figure is not None and figure.distribution:
                name = telling.name_of(published, row)
                yield [name, telling.title_of(scale), *figure.distribution]


def _figures(reading: Reading) -> Iterator[Sequence[Value]]:
    """The same lines as in the CSV file: everything, for who counts on."""
    if len(reading.published.table.rows) > MOST_ROWS:
        yield [_("These lines are too many for a workbook. They are in the CSV file.")]
        return
    yield flat.COLUMNS
    yield from flat.flat(reading.published)


def _codebook(reading: Reading) -> Iterator[Sequence[Value]]:
    yield [_("Column"), _("Code"), _("Meaning")]
    yield from flat.codebook(reading.published)


def _about(reading: Reading) -> Iterator[list[Value]]:
    published, facts = reading.published, reading.published.facts
    released = timezone.localtime(reading.release.released_at)
    yield [_("Organisation"), facts["organisation"]]
    yield [_("Round"), facts["round"]]
    yield [_("First day"), facts["opens_on"]]
    yield [_("Last day"), facts["closes_on"]]
    yield [_("Released"), date_format(released, "Y-m-d H:i")]
    yield [_("Questionnaire"), facts["instrument"]]
    yield [_("Smallest group shown"), published.table.minimum]
    yield [_("Smallest group with a distribution"), published.table.distribution_minimum]
    if (check := check_of(published)) is not None:
        yield [_("Checked before release"), check.sentence]
    yield [_("Fingerprint of the release (SHA-256)"), reading.release.digest]
    yield [None]
    for sentence in _method():
        yield [sentence]


def _method() -> Iterator[str]:
    yield _("Scores run from 0 to 100. Unless a theme says that low is good, high is good.")
    yield _("± is the half width of the 95% confidence interval, in points.")
    yield _(
        "A distribution says how many per cent of the answers lie in each quarter of the scale."
    )
    yield _("A hidden number carries its reason. No number can be found by subtracting others.")
    yield _(
        "The sheet holds the rows that you may see, exactly as the results page shows them."
    )
