"""From a stored dict back to a table. Checks the shape; the digest is the caller's to check."""

from collections.abc import Mapping
from typing import Final

from trivsel.domain.disclosure.table import (
    Band,
    Count,
    Figure,
    ProtectedTable,
    Reason,
    Row,
    figures_of,
    sealed_table,
)

_FORMAT: Final = 1


def thaw(frozen: Mapping[str, object]) -> ProtectedTable:
    """Make the table again that was frozen.

    Looks at shape and types, not at safety: a frozen table was safe when `protect` made
    it, and the caller proves by its digest that nobody has changed it since.

    Args:
        frozen: What `ProtectedTable.freeze` gave, perhaps through JSON and back.

    Returns:
        A table equal to the one frozen.

    Raises:
        ValueError: Something is missing, left over or of the wrong type.

    >>> thaw({"format": 1})
    Traceback (most recent call last):
    ValueError: a frozen table needs a whole number as 'minimum'
    """
    if frozen.get("format") != _FORMAT:
        raise ValueError(f"unknown format of a frozen table: {frozen.get('format')!r}")
    minimum = _whole(frozen, "minimum")
    distribution_minimum = _whole(frozen, "distribution_minimum")
    scales = [_is_text(scale, "scales") for scale in _list(frozen, "scales")]
    rows = [_row(_is_dict(row, "rows"), scales) for row in _list(frozen, "rows")]
    if "groups" not in frozen:
        return sealed_table(minimum, distribution_minimum, scales, rows)
    groups = [_row(_is_dict(row, "groups"), scales) for row in _list(frozen, "groups")]
    return sealed_table(minimum, distribution_minimum, scales, rows, groups)


def _row(row: Mapping[str, object], scales: list[str]) -> Row:
    figures = _is_dict(row.get("figures"), "figures")
    if figures and list(figures) != scales and sorted(figures) != sorted(scales):
        raise ValueError("a row of a frozen table needs a figure for each scale")
    count = row.get("answered")
    return Row(
        key=_text(row, "key"),
        kind=_text(row, "kind"),
        parent=_text_or_none(row, "parent"),
        depth=_whole(row, "depth"),
        members=tuple(_is_text(member, "members") for member in _list(row, "members")),
        answered=None if count is None else _count(_is_dict(count, "answered")),
        eligible=_whole(row, "eligible"),
        reason=Reason(_text(row, "reason")),
        merged_into=_text_or_none(row, "merged_into"),
        figures=figures_of(
            {scale: _figure(_is_dict(figures[scale], scale)) for scale in scales}
            if figures
            else {}
        ),
    )


def _count(count: Mapping[str, object]) -> Count:
    return Count(
        exact=_whole_or_none(count, "exact"),
        low=_whole(count, "low"),
        high=_whole(count, "high"),
        percent=_whole_or_none(count, "percent"),
        band=_band(count),
    )


def _figure(figure: Mapping[str, object]) -> Figure:
    shares = figure.get("distribution")
    weight = figure.get("weight")
    if weight is not None and not isinstance(weight, (int, float)):
        raise ValueError("a frozen table needs a number as 'weight'")
    return Figure(
        mean=_whole_or_none(figure, "mean"),
        band=_band(figure),
        margin=_whole_or_none(figure, "margin"),
        distribution=None
        if shares is None
        else tuple(_is_whole(share, "distribution") for share in _list(figure, "distribution")),
        reason=Reason(_text(figure, "reason")),
        weight=None if weight is None else float(weight),
    )


def _band(box: Mapping[str, object]) -> Band | None:
    band = _text_or_none(box, "band")
    return None if band is None else Band(band)


def _is_dict(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ValueError(f"a frozen table needs a dict as {name!r}")  # noqa: TRY004 - one kind
    return value


def _is_text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a frozen table needs text as {name!r}")  # noqa: TRY004 - one kind
    return value


def _is_whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"a frozen table needs a whole number as {name!r}")  # noqa: TRY004
    return value


def _list(box: Mapping[str, object], name: str) -> list[object]:
    value = box.get(name)
    if not isinstance(value, list):
        raise ValueError(f"a frozen table needs a list as {name!r}")  # noqa: TRY004 - one kind
    return value


def _text(box: Mapping[str, object], name: str) -> str:
    return _is_text(box.get(name), name)


def _text_or_none(box: Mapping[str, object], name: str) -> str | None:
    return None if box.get(name) is None else _text(box, name)


def _whole(box: Mapping[str, object], name: str) -> int:
    return _is_whole(box.get(name), name)


def _whole_or_none(box: Mapping[str, object], name: str) -> int | None:
    return None if box.get(name) is None else _whole(box, name)
