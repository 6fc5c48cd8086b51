"""Default deny: an address, command or field nobody has thought about fails the build."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from trivsel.config import cli, commands, files
from trivsel.ui.access import policy_of, public

ROOT = Path(__file__).resolve().parents[2]
KNOWN = {"public", "signed-in", "member"}
DATA_KINDS = {"person", "structure", "content", "trace", "ballot", "figures", "technical"}


def addresses(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern.callback


def undecided(found: Iterator[tuple[str, Any]]) -> list[str]:
    return [path for path, view in found if policy_of(view) not in KNOWN]


def test_every_address_says_who_may_come_in():
    assert undecided(addresses()) == []


def test_an_address_nobody_thought_about_is_caught():
    def careless(request):
        return None

    assert undecided(iter([("da/hemmeligt/", careless)])) == ["da/hemmeligt/"]


def silent(found: Iterator[tuple[str, Any]]) -> list[str]:
    return [
        path
        for path, view in found
        if policy_of(view) == "public" and not getattr(view, "policy_why", "")
    ]


def test_every_public_address_says_why():
    assert silent(addresses()) == []


def test_a_public_address_without_a_reason_is_caught():
    view = public(why="")(lambda request: None)

    assert silent(iter([("da/aabent/", view)])) == ["da/aabent/"]


def test_every_command_has_a_policy():
    offered = cli.parser()._subparsers._group_actions[0].choices

    policies, known = commands.POLICY | files.POLICY, commands.COMMANDS | files.COMMANDS
    assert set(offered) == set(policies) == set(known)
    assert not commands.COMMANDS.keys() & files.COMMANDS.keys()


def fields() -> set[str]:
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("trivsel.")
        for field in model._meta.get_fields()
        if not field.auto_created or getattr(field, "primary_key", False)
    }


def register() -> dict[str, dict[str, Any]]:
    data = tomllib.loads((ROOT / "docs/operate/data.toml").read_text(encoding="utf-8"))
    return {
        f"{room}.{model}.{field}": {"kind": kind, **entry}
        for room, models in data.items()
        for model, entry in models.items()
        for field, kind in entry["fields"].items()
    }


def test_every_field_is_in_the_register_of_what_is_kept():
    assert fields() == set(register())


def careless_entries(entries: dict[str, dict[str, Any]]) -> list[str]:
    return [
        name
        for name, entry in entries.items()
        if entry["kind"] not in DATA_KINDS or len(entry.get("kept", "")) <= 10
    ]


def test_every_kept_field_has_a_kind_and_its_table_an_end():
    assert careless_entries(register()) == []


def test_a_field_of_no_kind_is_caught():
    assert careless_entries({"a.B.c": {"kind": "misc", "kept": "for ever and ever"}}) == [
        "a.B.c"
    ]
