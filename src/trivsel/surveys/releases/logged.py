"""A stored release as a log: the file that `trivsel audit` reads, made of what is stored alone.

The format stands in docs/method/audit.md. Nothing here looks at an answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FORMAT, VERSION = "trivsel-release", 1

SAID = {
    "shown": "",
    "too few": "few",
    "protects others": "enough",
    "changed by few": "enough",
    "merged": "some",
    "no answers": "none",
}
# What a band of the mean leaves open: 90 or more, 10 or less, as rounded to whole points.
BANDS = {"high": (89.5, 100), "low": (0, 10.5)}
ANSWERS = "answers"  # the fact that tells how many receipts the public record will list
REST = "rest:"
SHARES_STEPS = (1, 5, 10, 20)


def release_log(frozen: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the figures of a release, as they are stored or as they are cut, into the log."""
    table = frozen["table"]
    return {
        "format": FORMAT,
        "version": VERSION,
        "facts": dict(frozen["facts"]),
        "rules": {
            "minimum": table["minimum"],
            "distribution_minimum": table["distribution_minimum"],
            "score": [0, 100],
            **_comment_rules(frozen),
        },
        "groups": list(_groups(table["rows"], frozen["names"], frozen["facts"].get(ANSWERS))),
        "figures": [
            *(figure for row in table["rows"] for figure in _figures(row, table)),
            *_comments(frozen),
        ],
        **_across(table, frozen["names"]),
    }


def _comment_rules(frozen: Mapping[str, Any]) -> dict[str, Any]:
    comments = frozen.get("comments")
    return {"comments": dict(comments["rules"])} if comments else {}


def _comments(frozen: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in (frozen.get("comments") or {"lists": ()})["lists"]:
        yield {
            "of": one["row"],
            "kind": "comments",
            "question": one["question"],
            "groups": list(one["groups"]),
            "value": one["count"],
        }


def _across(table: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Tell of the rows by job group, where the release has them."""
    if "groups" not in table:
        return {}
    lines = [
        {
            "key": row["key"],
            "name": _name(row, names),
            "members": row["members"] or [row["key"]],
        }
        for row in table["groups"]
    ]
    figures = [figure for row in table["groups"] for figure in _figures(row, table)]
    return {"across": lines, "across_figures": figures}


def _groups(
    rows: Iterable[Mapping[str, Any]], names: Mapping[str, str], answers: str | None
) -> Iterator[dict[str, Any]]:
    merged = {member: row["key"] for row in rows for member in row["members"]}
    parts: dict[str, list[str]] = {row["key"]: [] for row in rows}
    for row in rows:
        inside = merged.get(row["key"], row["parent"])
        if inside is not None:
            parts[inside].append(row["key"])
    eligible = {row["key"]: row["eligible"] for row in rows}
    for row in rows:
        inside_it = parts[row["key"]]
        rest = row["eligible"] - sum(eligible[part] for part in inside_it) if inside_it else 0
        group = {
            "key": row["key"],
            "name": _name(row, names),
            "parts": [*inside_it, *([f"{REST}{row['key']}"] if rest else [])],
            "eligible": row["eligible"],
        }
        if said := SAID[row["reason"]]:
            group["said"] = said
        if answers is not None and row["parent"] is None:
            group["answered"] = int(answers)
        yield group
        if rest:
            # Of a release cut to a reader: those in it whom the reader knows nothing of.
            key = f"{REST}{row['key']}"
            yield {"key": key, "name": key, "parts": [], "eligible": rest}


def _name(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if row["members"]:
        return " + ".join(names.get(key) or key for key in row["members"])
    return names.get(row["key"]) or row["key"]


def _figures(row: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    count, key = row["answered"], row["key"]
    if count is None:
        return
    yield {"of": key, "kind": "count", "low": count["low"], "high": count["high"]}
    if (rate := _rate(count)) is not None:
        yield {"of": key, "kind": "rate", **rate}
    weights = {figure["weight"] for figure in row["figures"].values() if figure["weight"]}
    if weights:
        # Rounded to tenths; beside a range it is of its lower end, so it says 'at most'.
        yield {"of": key, "kind": "weight", "high": round(min(weights) + 0.05, 2)}
    persons = [min(table["minimum"], count["high"]), count["high"]]
    # In the order of the scales: a store may keep the figures of a row in another one.
    for scale in filter(row["figures"].__contains__, table["scales"]):
        figure = row["figures"][scale]
        yield from _of_scale({"of": key, "scale": scale}, figure, persons, count)


def _rate(count: Mapping[str, Any]) -> dict[str, Any] | None:
    percent = count["percent"]
    if percent is None:
        return None
    if count["exact"] is not None:
        return {"value": percent, "rounding": 1}
    if count["band"] == "high":
        return {"low": percent, "high": 100}
    return {"low": 0, "high": percent}


def _of_scale(
    about: Mapping[str, Any],
    figure: Mapping[str, Any],
    persons: list[int],
    count: Mapping[str, Any],
) -> Iterator[dict[str, Any]]:
    # Not everybody who answered has a score on every scale, and nobody is told how many.
    if figure["mean"] is not None:
        yield {
            **about,
            "kind": "mean",
            "value": figure["mean"],
            "rounding": 1,
            "persons": persons,
        }
    elif figure["band"] is not None:
        low, high = BANDS[figure["band"]]
        yield {**about, "kind": "mean", "low": low, "high": high, "persons": persons}
    else:
        yield {**about, "kind": "hidden", "said": SAID[figure["reason"]]}
    if figure["distribution"] is not None:
        yield {
            **about,
            "kind": "distribution",
            "shares": figure["distribution"],
            "rounding": _step(figure["distribution"], count),
        }


def _step(shares: Iterable[int], count: Mapping[str, Any]) -> int:
    """Say how coarse the shares are: whole per cent, or coarser beside a range."""
    if count["exact"] is not None:
        return SHARES_STEPS[0]
    low = count["low"]
    step = next((s for s in SHARES_STEPS if 100 // s <= low), SHARES_STEPS[-1])
    return step if all(share % step == 0 for share in shares) else SHARES_STEPS[0]
