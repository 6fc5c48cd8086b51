"""From a file of several releases to rounds, or to a complaint that says where and why."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from trivsel.domain.audit.log import Log
from trivsel.domain.audit.reading import Unreadable, log_of
from trivsel.domain.audit.rounds import Rounds, Stood, rounds_of

FORMAT: Final = "trivsel-rounds"
VERSION: Final = 1
POLICIES: Final = ("persistent", "independent")


def holds_rounds(text: str) -> bool:
    """Say whether a file holds several releases; one that is no JSON does not."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT


def read_rounds(text: str) -> tuple[str, Rounds]:
    """Read several releases. The format stands in docs/method/audit.md.

    Returns:
        The policy, and the rounds.

    Raises:
        Unreadable: It is no such file. Nothing is guessed and nothing passed over.

    >>> read_rounds('{"format": "trivsel-rounds", "version": 1, "releases": []}')
    Traceback (most recent call last):
    trivsel.domain.audit.reading.Unreadable: releases: must be a list of two or more
    """
    data = json.loads(text)
    if unknown := sorted(set(data) - {"format", "version", "policy", "releases", "people"}):
        raise Unreadable("the file", f"unknown: {', '.join(unknown)}")
    if data.get("version") != VERSION:
        raise Unreadable("version", f"must be {VERSION}, not {data.get('version')!r}")
    policy = data.get("policy", POLICIES[0])
    if policy not in POLICIES:
        raise Unreadable("policy", f"must be one of {', '.join(POLICIES)}")
    releases = data.get("releases")
    if not isinstance(releases, list) or len(releases) < 2:  # noqa: PLR2004 - or nothing to compare
        raise Unreadable("releases", "must be a list of two or more")
    logs: list[Log] = []
    members: list[Mapping[str, str]] = []
    for number, release in enumerate(releases):
        log, of = _release(release, f"releases[{number}]", told="people" in data)
        logs.append(log)
        members.append(of)
    if "people" in data:
        return policy, Rounds(tuple(logs), _people(data["people"], logs))
    return policy, rounds_of(logs, members)


def _release(value: object, where: str, *, told: bool) -> tuple[Log, Mapping[str, str]]:
    if not isinstance(value, dict) or set(value) - {"release", "members"}:
        raise Unreadable(where, "must be an object with release and members")
    try:
        log = log_of(value.get("release"))
    except Unreadable as error:
        raise Unreadable(f"{where}.release.{error.where}", error.why) from error
    if told:
        if "members" in value:
            raise Unreadable(f"{where}.members", "people are given for all rounds at once")
        return log, {}
    return log, _members(value.get("members"), f"{where}.members", _leaves(log))


def _leaves(log: Log) -> set[str]:
    return {group.key for group in log.groups if not group.parts}


def _members(value: object, where: str, leaves: set[str]) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise Unreadable(where, "must be an object: leaf to a list of persons")
    found: dict[str, str] = {}
    for leaf, persons in value.items():
        if leaf not in leaves:
            raise Unreadable(where, f"there is no leaf {leaf!r}")
        if not isinstance(persons, list) or not all(isinstance(who, str) for who in persons):
            raise Unreadable(f"{where}.{leaf}", "must be a list of texts, a person each")
        for who in persons:
            if who in found:
                raise Unreadable(f"{where}.{leaf}", f"{who!r} stands twice")
            found[who] = leaf
    return found


def _people(value: object, logs: Sequence[Log]) -> Mapping[Stood, int]:
    if not isinstance(value, list):
        raise Unreadable("people", "must be a list")
    leaves = [_leaves(log) for log in logs]
    found: dict[Stood, int] = {}
    for number, item in enumerate(value):
        where = f"people[{number}]"
        if not isinstance(item, dict) or set(item) != {"persons", "in"}:
            raise Unreadable(where, "must be an object with persons and in")
        stood, many = item["in"], item["persons"]
        if not isinstance(stood, list) or len(stood) != len(logs):
            raise Unreadable(f"{where}.in", "must hold a leaf or null for each release")
        for leaf, known in zip(stood, leaves, strict=True):
            if leaf is not None and leaf not in known:
                raise Unreadable(f"{where}.in", f"there is no leaf {leaf!r}")
        if not isinstance(many, int) or isinstance(many, bool) or many < 0:
            raise Unreadable(f"{where}.persons", "must be a whole number")
        found[tuple(stood)] = found.get(tuple(stood), 0) + many
    return {stood: many for stood, many in found.items() if many}
