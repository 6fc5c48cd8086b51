"""CSV files, whatever wrote them: encodings, separators and line ends of every office."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from trivsel.domain.importfile.problem import Kind, Unreadable
from trivsel.domain.importfile.table import MAX_COLUMNS, MAX_ROWS, Line, Table, clean

SEPARATORS = (";", ",", "\t")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What æ, ø and å of DOS (850) and old Macs turn into when read as Windows-1252.
_FOREIGN = re.compile(r"[A-Za-zÀ-ÿ][†›¾¿¯]|[†›¾¿¯][A-Za-zÀ-ÿ]|\ufffd")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BINARY = re.compile(rb"^(%PDF|\x89PNG|GIF8|\xff\xd8\xff|\x1f\x8b|Rar!|7z\xbc\xaf|\x7fELF|MZ)")
_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SAMPLE = 20


def read_delimited(data: bytes, *, known: Callable[[str], bool]) -> Table:
    r"""Read a CSV file.

    The encoding is the byte order mark's, else UTF-8, and only if that fails Windows-1252;
    a text that is in neither is refused rather than read with wrong letters. The separator
    is the one of ; , and tab that finds most headings, so that a comma in a name is harmless.

    Args:
        data: The whole file.
        known: Whether a heading is one the import knows.

    Raises:
        Unreadable: It is not a table, too long, or its quotation marks do not match.

    >>> read_delimited(b"enhed;navn\nA;\xd8st\n", known={"enhed", "navn"}.__contains__).lines
    (Line(number=2, cells=('A', 'Øst')),)
    """
    text = decode(data)
    hint = _HINT.match(text)
    if hint and hint[1] in SEPARATORS:
        text, separator = text[hint.end() :], hint[1]
    else:
        separator = _separator(text, known)
    lines = list(_lines(text, separator))
    if not lines:
        raise Unreadable(Kind.EMPTY_FILE)
    return Table(headings=lines[0], lines=tuple(lines[1:]))


def decode(data: bytes) -> str:
    """Turn bytes into text, or refuse when the encoding cannot be told safely.

    Raises:
        Unreadable: Empty, binary, or in an encoding that would give wrong letters.

    >>> decode("å".encode("cp1252")), decode("å".encode("utf-16"))
    ('å', 'å')
    """
    if not data.strip():
        raise Unreadable(Kind.EMPTY_FILE)
    if _BINARY.match(data):
        raise Unreadable(Kind.NOT_A_TABLE)
    text = _decode(data)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(Kind.NUL_BYTES, row=row)
    if not text.strip():
        raise Unreadable(Kind.EMPTY_FILE)
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(Kind.NOT_A_TABLE) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_old(data)


def _decode_old(data: bytes) -> str:
    if _CONTROL.search(data):
        raise Unreadable(Kind.NOT_A_TABLE)
    text = data.decode("cp1252", errors="replace")
    if found := _FOREIGN.search(text):
        row = text.count("\n", 0, found.start()) + 1
        example = clean(text[max(0, found.start() - 5) : found.end() + 5])
        raise Unreadable(Kind.UNKNOWN_CHARSET, row=row, values={"example": example})
    return text


def _separator(text: str, known: Callable[[str], bool]) -> str:
    def worth(separator: str) -> tuple[int, int, int]:
        sample = _sample(text, separator)
        if not sample:
            return (0, 0, 0)
        width = len(sample[0])
        even = sum(len(cells) == width for cells in sample) if width > 1 else 0
        return (sum(known(cell) for cell in sample[0]), even, width)

    return max(SEPARATORS, key=worth)


def _sample(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    # Enough for twenty ordinary rows; an unclosed quotation mark must not eat 20 MB thrice.
    start = io.StringIO(text[:100_000], newline="")
    try:
        for cells in csv.reader(start, delimiter=separator):
            if any(cells):
                rows.append(cells)
            if len(rows) == _SAMPLE:
                break
    except csv.Error:
        return rows
    return rows


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = filled = 0
    while True:
        number += 1
        try:
            raw = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(Kind.BROKEN_QUOTES, row=number) from None
        if not any(raw):
            continue
        cells = tuple(map(clean, raw[:MAX_COLUMNS]))
        if not any(cells):
            continue
        filled += 1
        if filled > MAX_ROWS + 1:
            raise Unreadable(Kind.TOO_MANY_ROWS, values={"most": MAX_ROWS})
        yield Line(number, cells)
