"""Why a file cannot be read is said in Danish, whatever the domain has to say."""

import ast

from django.utils import translation

import make
from trivsel.surveys.unreadable import in_words, place_in_words

DOMAIN = make.ROOT / "src" / "trivsel" / "domain" / "blindsign"
SAYS = {"BadManifest": 1, "refuse": 0, "NotCanonical": 0}


def text_of(node):
    """A sentence as it could come out: whatever is filled in is a number."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(p.value if isinstance(p, ast.Constant) else "7" for p in node.values)
    elif isinstance(node, ast.IfExp):
        yield from text_of(node.body)
        yield from text_of(node.orelse)


def reasons():
    for folder in ("manifest", "record"):
        for path in (DOMAIN / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in SAYS and len(node.args) > SAYS[name]:
                    yield from text_of(node.args[SAYS[name]])


def test_every_reason_of_the_domain_has_danish_words():
    found = set(reasons())

    assert len(found) > 35
    with translation.override("da"):
        same = {reason for reason in found if in_words(reason) == reason}
    assert same == set()


def test_what_is_filled_in_stays():
    with translation.override("da"):
        assert in_words("must be 8 or more, not 3") == "skal være 8 eller mere, ikke 3"
        assert in_words("the key 'a' stands twice").startswith("nøglen 'a'")
        assert place_in_words("the file") == "filen"
        assert place_in_words("cells[2].eligible") == "cells[2].eligible"


def test_a_reason_nobody_thought_of_is_said_as_it_is():
    assert in_words("tastes odd") == "tastes odd"
