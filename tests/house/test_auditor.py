"""The auditor is a second opinion: it shares nothing with the protection, either way."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

DOMAIN = Path(__file__).resolve().parents[2] / "src/trivsel/domain"
MAY_LOAD = {"numpy", "scipy"}


def imports(source: str) -> Iterator[str]:
    """Every module that a source names, inside functions and for types too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module if node.module and not node.level else "a relative import"


def foreign(source: str) -> list[str]:
    """What the auditor may not lean on: our other code, a framework, a relative import."""
    return [
        name
        for name in imports(source)
        if not name.startswith("trivsel.domain.audit")
        and name.split(".")[0] not in MAY_LOAD | sys.stdlib_module_names
    ]


def test_the_auditor_leans_on_nothing_of_ours():
    found = {
        path.name: names
        for path in (DOMAIN / "audit").rglob("*.py")
        if (names := foreign(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_the_protection_knows_nothing_of_the_auditor():
    for path in (DOMAIN / "disclosure").rglob("*.py"):
        assert "domain.audit" not in path.read_text(encoding="utf-8"), path.name


def test_a_shared_line_is_caught():
    careless = (
        "from trivsel.domain.disclosure.counts import high_from",
        "from trivsel.domain.levels import Level",
        "import django.db",
        "from .log import Log",
        "def f():\n    import trivsel.surveys.models",
        "import pandas",
    )

    assert all(foreign(source) for source in careless)
    assert foreign("import json\nfrom trivsel.domain.audit.log import Log") == []
