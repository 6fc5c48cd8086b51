"""Files of tools for the tests: one of each kind, as values to change and to write out."""

import json
from copy import deepcopy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = (ROOT / "scripts" / "readme" / "example.toml").read_bytes()
OURS = sorted((ROOT / "content" / "tools").glob("*.toml"))


def both(words="ord"):
    return {"da": words, "en": f"{words} (en)"}


def entry(key, **more):
    return {"key": key, **both(key), **more}


def entries(*keys, **more):
    return [entry(key, **more) for key in keys]


def pair(key):
    return {"key": key, "left": both(), "right": both()}


# A step of each kind that says all it may; what excludes each other stands in ALSO.
SAID = {
    "text": {
        "body": both("Først.\n\nSå."),
        "points": entries("one", "two", hint=both()),
        "sections": entries("part", body=both(), points=entries("a"), level="group"),
    },
    "prompt": {"questions": entries("why", "how", lines=4, tools=["B02"])},
    "pick": {
        "groups": [
            entry("up", items=entries("rush"), tone="green"),
            entry("down", items=entries("rest")),
        ],
        "own": True,
        "most": 2,
        "since": True,
        "advice": entries("up", tools=["B02"]),
    },
    "checklist": {
        "groups": [entry("first", items=entries("a")), entry("then", items=entries("b"))]
    },
    "scale": {
        "low": both(),
        "high": both(),
        "items": entries("calm", "busy"),
        "note": True,
        "diary": False,
    },
    "curve": {"months": 6, "high": both(), "right": both(), "low": both()},
    "balance": {
        "baskets": [
            entry("work", side="load", items=entries("rush", "noise")),
            entry("help", side="resource", items=entries("rush")),
        ]
    },
    "table": {
        "columns": [
            entry("task"),
            entry("time", holds="hours"),
            entry("who", holds="choice", choices=entries("me", "you")),
        ],
        "rows": entries("meetings"),
        "blank": 3,
        "budget": both(),
    },
    "matrix": {
        "left": both(),
        "right": both(),
        "bottom": both(),
        "top": both(),
        "fields": entries("a", "b", "c", "d"),
    },
    "triangle": {"corners": entries("top", "left", "right")},
    "spiral": {"stages": entries("one", "two", "three", body=both(), points=entries("sign"))},
    "grid": {"rows": entries("i", "g", level="group"), "columns": entries("now", "then")},
    "pairs": {
        "left": both(),
        "right": both(),
        "pairs": [pair("a"), pair("b")],
        "cover": True,
        "own": True,
    },
    "agreement": {
        "parties": entries("employee", "leader"),
        "points": entries("tasks", lines=2),
        "meetings": 3,
        "days": 14,
        "turn": True,
    },
    "reveal": {"items": entries("a", "b"), "tick": True, "questions": entries("why")},
    "action": {"cards": 2},
}
ALSO = {
    "pick": {"items": entries("rush", "noise")},
    "checklist": {"items": entries("a", "b")},
    "grid": {"rows": [entry("i", questions=entries("why"))]},
    "pairs": {"left": both(), "right": both(), "groups": [entry("day", pairs=[pair("a")])]},
}


def step(kind, key=None, **said):
    """A step of a kind; ``said`` in place of what it says otherwise, if anything is given."""
    own = said or deepcopy(SAID[kind])
    return {"key": key or kind, "kind": kind, "title": both(), "prompt": both(), **own}


def document(*steps, **changes):
    """A sound tool as values, with these steps and then an action."""
    return {
        "id": "X1",
        "slug": "x-en",
        "title": both("Titel"),
        "purpose": both("Formål"),
        "area": "balance",
        "levels": ["group"],
        "modes": ["solo"],
        "minutes": 10,
        "neighbours": ["B02"],
        "search": {"da": ["travl"], "en": ["busy"]},
        "brings": ["energy"],
        "steps": [*(steps or (step("text"),)), step("action")],
        **changes,
    }


def toml(document):
    """Values as the bytes of a TOML file."""
    return "".join(f"{json.dumps(k)} = {_value(v)}\n" for k, v in document.items()).encode()


def _value(value):
    match value:
        case dict():
            return f"{{{', '.join(f'{_text(k)} = {_value(v)}' for k, v in value.items())}}}"
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case str():
            return _text(value)
        case _:
            return json.dumps(value)


def _text(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
