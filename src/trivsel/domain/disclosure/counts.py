"""How many answered, told so that nobody learns who did not.

Full response says of everybody that they answered, none says it of nobody. So
both ends are told as bands, and what would let somebody work an end out is held back too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from trivsel.domain.disclosure.outline import Outline
from trivsel.domain.disclosure.table import Band, Count, Reason
from trivsel.domain.disclosure.web import (
    Finding,
    Range,
    Web,
    loosen,
    withhold,
    without_numbers,
)

_SMALLEST_WITH_A_MIDDLE = 4  # below that every count lies at an end


def high_from(eligible: int) -> int:
    """Give the least count that is told as 'nearly all': 90 %, and at least one may miss.

    >>> [high_from(eligible) for eligible in (8, 10, 46, 251)]
    [7, 9, 42, 226]
    """
    return min((9 * eligible + 9) // 10, eligible - 1)


def low_to(eligible: int) -> int:
    """Give the largest count that is told as 'few': below 10 %, and at least 1.

    >>> [low_to(eligible) for eligible in (8, 46, 251)]
    [1, 4, 25]
    """
    return max((eligible - 1) // 10, 1)


def band_of(answered: int, eligible: int) -> Band:
    """Say in which band a count lies."""
    if answered >= high_from(eligible):
        return Band.HIGH
    return Band.LOW if answered <= low_to(eligible) else Band.MIDDLE


def tell_counts(
    outline: Outline, minimum: int, *, total_known: bool = False
) -> dict[int, Count]:
    """Give each shown row its count, exactly or as the range anybody may know.

    A count is exact unless it lies at an end, or some other count at an end could be
    worked out with it: of a row, of a unit that is not shown, or of all that remains of a
    row without the exact ones inside. A row at an end keeps its whole band possible.

    Args:
        outline: The rows, shown and not.
        minimum: The least group; that a row is shown says that so many answered.
        total_known: Is the exact number of all answers told elsewhere? Then all else is told
            as if everybody knew it; its own row keeps its band.

    Returns:
        Row number -> count, for the shown rows.
    """
    told = outline.told
    if total_known:
        outline = replace(outline, told=[True, *told[1:]])
    parts, place = _parts(outline, minimum)
    band_of_all = parts.boxes[0]
    if total_known:
        parts.boxes[0] = parts.loose[0] = (parts.values[0], parts.values[0])
    web = Web(
        parts.parents,
        values=parts.values,
        exact=[
            place.get(row) == part
            and band_of(parts.values[part], parts.eligible[part]) == Band.MIDDLE
            for part, row in enumerate(parts.rows)
        ],
        boxes=parts.boxes,
        loose=parts.loose,
        sizes=parts.eligible,
        keys=[outline.keys[row] for row in parts.rows],
    )
    said = loosen(web, lambda part, found: _says_all(found, parts.eligible[part]))
    few = [box == (0, box[1]) and box[1] < minimum for box in web.boxes]
    said = _without_bands(web, parts.eligible, said, few)
    withhold(web, lambda top: _find(web, parts.eligible, said, top, few))
    known: dict[int, Range] = {}
    for top in range(len(parts.parents)):
        if web.is_top(top):
            known |= web.squeeze(top)
    if total_known:
        known[0] = band_of_all
        web.exact[0] = band_of(parts.values[0], parts.eligible[0]) == Band.MIDDLE
    return {
        row: _count(web, part, parts.eligible[part], known[part])
        for row, part in place.items()
        if told[row]
    }


def _count(web: Web, node: int, eligible: int, known: Range) -> Count:
    low, high = int(known[0]), int(known[1])
    if web.exact[node]:
        exact = int(web.values[node])
        return Count(exact, exact, exact, (200 * exact + eligible) // (2 * eligible))
    band = Band.MIDDLE
    if node not in web.dropped:
        band = band_of(int(web.values[node]), eligible)
    percent = {
        Band.HIGH: min(90, 100 * high_from(eligible) // eligible),
        Band.LOW: 10,
        Band.MIDDLE: None,
    }
    return Count(None, low, high, percent[band], band)


def _without_bands(
    web: Web, eligible: Sequence[int], said: list[Range], few: Sequence[bool]
) -> list[Range]:
    """Tell no band at all where bands, a known total and reasons say too much together."""
    if not any(
        _says_all(found, eligible[part]) or (few[part] and found[0] == found[1])
        for part, found in enumerate(said)
        if part
    ):
        return said
    for part, box in enumerate(web.boxes):
        if box != web.loose[part]:
            web.boxes[part] = web.loose[part]
            web.dropped.add(part)
    return without_numbers(web)


def _says_all(found: Range, eligible: int) -> bool:
    return eligible >= _SMALLEST_WITH_A_MIDDLE and (found[0] >= eligible or found[1] <= 0)


def _find(
    web: Web, eligible: Sequence[int], said: Sequence[Range], top: int, few: Sequence[bool]
) -> list[Finding]:
    """Find counts at an end: of what is left of the top, or of any part of it.

    Also the exact number of those who are hidden for being few.
    """
    inside, border = web.region(top)
    if web.exact[top] or (border and web.boxes[top][0] == web.boxes[top][1]):
        people = eligible[top] - sum(eligible[node] for node in border)
        answers = int(web.values[top] - sum(web.values[node] for node in border))
        if _at_an_end(answers, people):
            return [
                Finding(
                    top,
                    lambda node: (
                        not _at_an_end(answers + int(web.values[node]), people + eligible[node])
                    ),
                )
            ]
    known = web.squeeze(top)
    return [
        _wider(web, node)
        for node in inside
        if not web.exact[node]
        and (
            _is_found_out(known[node], said[node], web.boxes[node], eligible[node])
            or (few[node] and known[node][0] == known[node][1] and known[node] != said[node])
        )
    ]


def _wider(web: Web, found: int) -> Finding:
    """Ask for a row that leaves as much open as the one found out should."""
    room = web.boxes[found][1] - web.boxes[found][0]
    return Finding(found, lambda node: web.boxes[node][1] - web.boxes[node][0] >= room)


def _at_an_end(answers: int, people: int) -> bool:
    if people < _SMALLEST_WITH_A_MIDDLE:
        return False
    return band_of(answers, people) != Band.MIDDLE


def _is_found_out(known: Range, said: Range, box: Range, eligible: int) -> bool:
    """Do the numbers tell more of a count at an end than the bands alone?"""
    if eligible < _SMALLEST_WITH_A_MIDDLE:
        return False
    high, low = high_from(eligible), low_to(eligible)
    if box[0] >= high or (box[1] <= low and box[0] < box[1]):
        return known != said
    return (known[0] >= high > said[0]) or (known[1] <= low < said[1])


@dataclass(slots=True)
class _Parts:
    """The numbers that add up: shown rows, rests, and what is hidden in the rests."""

    parents: list[int] = field(default_factory=list)
    rows: list[int] = field(
        default_factory=list
    )  # the outline's row; of a rest the row it is of
    values: list[int] = field(default_factory=list)
    eligible: list[int] = field(default_factory=list)
    boxes: list[Range] = field(default_factory=list)
    loose: list[Range] = field(default_factory=list)

    def add(self, parent: int, row: int, box: Range, loose: Range) -> int:
        self.parents.append(parent)
        self.rows.append(row)
        self.boxes.append(box)
        self.loose.append(loose)
        self.values.append(0)
        self.eligible.append(0)
        return len(self.parents) - 1

    def count(self, part: int, outline: Outline, row: int | None = None) -> None:
        """Count a row's persons in a part: its own row's, or another's in a rest."""
        row = self.rows[part] if row is None else row
        if part >= 0:
            self.values[part] += outline.answered[row]
            self.eligible[part] += outline.eligible[row]


def _parts(outline: Outline, minimum: int) -> tuple[_Parts, dict[int, int]]:
    """Link each shown row to the next above, and hang what is hidden in it under its rest."""
    holds_shown = list(outline.told)
    for row in range(len(holds_shown) - 1, 0, -1):
        if holds_shown[row]:
            holds_shown[outline.parents[row]] = True
    parts = _Parts()
    place: dict[int, int] = {-1: -1}
    rests: dict[int, int] = {-1: -1}  # a shown row -> its rest
    for row, told in enumerate(outline.told):
        if told:
            box, loose = _boxes_of_shown(outline, row, minimum)
            place[row] = parts.add(place[outline.told_above(row)], row, box, loose)
            parts.count(place[row], outline)
        elif not holds_shown[row]:
            hidden_above = outline.parents[row]
            parent = place.get(hidden_above, -1)
            if hidden_above < 0 or holds_shown[hidden_above]:
                parent = _rest(outline, parts, rests, place, outline.told_above(row))
                parts.count(parent, outline, row)
            known = _known_of_hidden(outline, row, minimum)
            place[row] = parts.add(parent, row, known, known)
            parts.count(place[row], outline)
    return parts, {row: part for row, part in place.items() if row >= 0 and outline.told[row]}


def _rest(
    outline: Outline, parts: _Parts, rests: dict[int, int], place: dict[int, int], shown: int
) -> int:
    if shown not in rests:
        everything = (0, outline.eligible[shown])
        rests[shown] = parts.add(place[shown], shown, everything, everything)
    return rests[shown]


def _boxes_of_shown(outline: Outline, row: int, minimum: int) -> tuple[Range, Range]:
    eligible = outline.eligible[row]
    band = band_of(outline.answered[row], eligible)
    low = {Band.HIGH: high_from(eligible), Band.LOW: 0, Band.MIDDLE: low_to(eligible) + 1}
    high = {
        Band.HIGH: eligible,
        Band.LOW: low_to(eligible),
        Band.MIDDLE: high_from(eligible) - 1,
    }
    return (max(minimum, low[band]), high[band]), (minimum, eligible)


def _known_of_hidden(outline: Outline, row: int, minimum: int) -> Range:
    """Say what the reason of a hidden row tells of its count."""
    eligible = outline.eligible[row]
    if outline.reasons[row] == Reason.TOO_FEW:
        return 0, min(minimum - 1, eligible)
    if outline.reasons[row] in {Reason.PROTECTS_OTHERS, Reason.CHANGED_BY_FEW}:
        return minimum, eligible
    return (1 if outline.reasons[row] == Reason.MERGED else 0), eligible
