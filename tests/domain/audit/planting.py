"""Small releases with one leak planted in each."""

from typing import Any

from trivsel.domain.audit import Log, log_of

type Box = dict[str, Any]


def group(key: str, eligible: int, *parts: str, **more: Any) -> Box:
    return {"key": key, "name": key, "eligible": eligible, "parts": list(parts), **more}


def count(of: str, low: int, high: int | None = None) -> Box:
    return {"of": of, "kind": "count", "low": low, "high": low if high is None else high}


def mean(of: str, value: float, *persons: int, scale: str = "s") -> Box:
    """Tell a mean in whole points, of so many persons: a number or a range."""
    box = {"of": of, "kind": "mean", "scale": scale, "value": value, "rounding": 1}
    return box | ({"persons": [persons[0], persons[-1]]} if persons else {})


def spread(of: str, *shares: int, persons: tuple[int, int] | None = None) -> Box:
    box = {"of": of, "kind": "distribution", "scale": "s", "shares": list(shares)}
    return box | ({"persons": list(persons)} if persons else {})


def release(
    groups: list[Box], figures: list[Box], *, minimum: int = 5, spread: int = 10
) -> Box:
    return {
        "format": "trivsel-release",
        "version": 1,
        "facts": {"round": "Planted"},
        "rules": {"minimum": minimum, "distribution_minimum": spread, "score": [0, 100]},
        "groups": groups,
        "figures": figures,
    }


TEAMS = [group("P", 80, "D", "N"), group("D", 40), group("N", 40)]


def told_of_three() -> Log:
    """A: a count of three, as it is."""
    return log_of(release(TEAMS, [count("D", 20), count("N", 3)]))


def packing_minus_day() -> Log:
    """B: 29 persons and 26 of them, so the mean of three."""
    return log_of(release(TEAMS, [mean("P", 61, 29), mean("D", 64, 26)]))


def two_fours() -> Log:
    """C: eight answered, in two teams that are hidden for being fewer than five."""
    few = [group("P", 16, "D", "N"), group("D", 8, said="few"), group("N", 8, said="few")]
    return log_of(release(few, [count("P", 8)]))


def a_full_team() -> Log:
    """C: the table of docs/method/response-counts.md with B told to the point."""
    firm = [group("U", 55, "A", "B", "C"), group("A", 10), group("B", 20), group("C", 25)]
    counts = [count("U", 30), count("A", 9, 10), count("B", 9), count("C", 11)]
    return log_of(release(firm, counts))


def a_total_told_elsewhere() -> Log:
    """C: the release tells 45 to 50 of 50 and hides how few of N; the record lists 48."""
    firm = [
        group("P", 50, "D", "N", answered=48),
        group("D", 42),
        group("N", 8, said="enough"),
    ]
    return log_of(release(firm, [count("P", 45, 50), count("D", 40)]))


def comments_in_two_lists() -> Log:
    """H: what the day shift wrote stands with all of Packing's too."""
    lists = [
        {"of": of, "kind": "comments", "question": "help", "groups": groups, "value": number}
        for of, groups, number in (("P", ["D", "N"], 14), ("D", ["D"], 9))
    ]
    return log_of(release(TEAMS, [count("P", 40), count("D", 20), *lists]))


CROSSED = [
    group("All", 80, "A", "B"),
    group("A", 40, "Am", "Aw"),
    group("B", 40, "Bm", "Bw"),
    group("Men", 40, "Am", "Bm"),
    group("Women", 40, "Aw", "Bw"),
    *(group(key, 20) for key in ("Am", "Aw", "Bm", "Bw")),
]


def in_cells(**cells: int) -> dict[str, dict[str, int]]:
    return {key: {"": n, "s": n} for key, n in cells.items()}


def crossed_in_the_corner() -> Log:
    """D: no combination rests on few, but the three men of A can hardly be but at 0."""
    means = [mean("A", 52), mean("B", 60), mean("Men", 47), mean("Women", 65)]
    return log_of(release(CROSSED, means))


CORNER = in_cells(Am=3, Aw=20, Bm=20, Bw=3)


def leads_of_the_hall() -> Log:
    """J: the hall without the packers of the whole firm is three leads."""
    firm = [group("F", 52, "Hall", "Office"), group("Hall", 40), group("Office", 12)]
    means = [mean("F", 55, 29), mean("Hall", 54, 23), mean("Office", 58, 6)]
    lines = [{"key": "packer", "name": "Packers"}, {"key": "lead", "name": "Leads"}]
    told = release(firm, means)
    told["across"] = lines
    told["across_figures"] = [mean("packer", 52, 20), mean("lead", 60, 9)]
    return log_of(told)


LEADS = {"Hall": {"": 23, "s": 23}, "Office": {"": 6, "s": 6}}
LEADS_CROSSED = {
    "Hall": {"packer": {"": 20, "s": 20}, "lead": {"": 3, "s": 3}},
    "Office": {"lead": {"": 6, "s": 6}},
}


def six_at_the_top() -> Log:
    """E: nobody is told the mean of the six, and everybody can work it out."""
    return log_of(release(TEAMS, [mean("P", 62, 46), mean("D", 56.5, 40)]))


def a_rate_beside_a_range() -> Log:
    """F: 40 to 46 of 46, and 96 per cent."""
    team = [group("D", 46)]
    rate = {"of": "D", "kind": "rate", "value": 96, "rounding": 1}
    return log_of(release(team, [count("D", 40, 46), rate]))


def three_of_whom_two_talk() -> Log:
    """G: three is enough in this house, and two of three know the third."""
    return log_of(release(TEAMS, [mean("D", 60, 3)], minimum=3))


def ten_of_whom_two_talk() -> Log:
    """G: eight of ten in one band."""
    return log_of(release(TEAMS, [spread("D", 80, 10, 10, 0, persons=(10, 10))]))
