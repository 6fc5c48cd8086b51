"""Fresh codes, on their way from the box to the paper."""

from dataclasses import dataclass, field

from trivsel.surveys.models import Cell


@dataclass(frozen=True, slots=True)
class CellSlips:
    """The fresh codes of one cell. They are never shown in a log or a traceback."""

    cell: Cell
    codes: list[str] = field(repr=False)
