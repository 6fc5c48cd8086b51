"""The release as CSV, as Danish spreadsheets and R's ``read.csv2`` open it by themselves.

UTF-8 with a mark at the beginning, semicolons between the columns, a comma in a number. A name
that a spreadsheet would take for a formula has an apostrophe before it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from trivsel.surveys import flat
from trivsel.surveys.releases import Published

FORMULA_STARTS = ("=", "+", "-", "@")
UNPRINTED = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")
LINES_AT_ONCE = 500
MARK = "\ufeff"


def release_csv(published: Published) -> Iterator[bytes]:
    """Give the file piece by piece: heading, then a line for each row and theme."""
    return _written([flat.COLUMNS], flat.flat(published))


def codebook_csv(published: Published) -> Iterator[bytes]:
    """Give what each column and code means, in the reader's language."""
    return _written([("column", "code", "meaning")], list(flat.codebook(published)))


def _written(
    heading: Iterable[Sequence[flat.Value]], lines: Iterable[Sequence[flat.Value]]
) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(MARK)
    writer.writerows(heading)
    for number, line in enumerate(lines, start=1):
        writer.writerow([_cell(value) for value in line])
        if number % LINES_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def _cell(value: flat.Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    plain = UNPRINTED.sub(" ", value)
    return f"'{plain}" if plain.lstrip().startswith(FORMULA_STARTS) else plain
