"""The floors and walls hold, and each is shown to break when it is violated."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env=environment
    )


def test_the_floors_and_walls_hold():
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout


VIOLATIONS = {
    "Floors: a room imports only from floors below it": (
        "organisation/wrong.py",
        "import trivsel.surveys.models\n",
    ),
    "The domain knows no framework": ("domain/wrong.py", "import django.db\n"),
    "Two doors to the answers, each one module": (
        "surveys/wrong.py",
        "import trivsel.ballots.models\n",
    ),
    "Counted answers leave by one port": (
        "surveys/box.py",
        "import trivsel.ballots.reading\n",
    ),
    "Ballots know no people": ("ballots/wrong.py", "import trivsel.organisation.models\n"),
    "Views reach tables only through queries and services": (
        "actions/views.py",
        "import trivsel.actions.models\n",
    ),
    "Domain folders do not know each other": (
        "domain/disclosure/wrong.py",
        "import trivsel.domain.statistics\n",
    ),
    "No circles inside a room, deferred imports included": (
        "desk/urls.py",
        "import trivsel.desk.models\n",
    ),
}


def test_every_contract_has_a_violation_to_prove_it():
    assert set(VIOLATIONS) == set(contracts())


def test_every_folder_of_the_domain_stands_in_the_wall_between_them():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [wall] = [
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Domain folders do not know each other"
    ]
    folders = {path.parent.name for path in ROOT.glob("src/trivsel/domain/*/__init__.py")}

    assert {module.rpartition(".")[2] for module in wall["modules"]} >= folders


@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_a_violation_is_caught(tmp_path, name):
    copy = tmp_path / "house"
    (copy / "src").mkdir(parents=True)
    (copy / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    source = ROOT / "src" / "trivsel"
    for path in source.rglob("*.py"):
        target = copy / "src" / "trivsel" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    file, line = VIOLATIONS[name]
    wrong = copy / "src" / "trivsel" / file
    wrong.write_text((wrong.read_text() if wrong.exists() else "") + line)
    if "circles" in name:
        (wrong.parent / "models.py").write_text("import trivsel.desk.urls\n")

    result = lint(copy)

    assert result.returncode == 1, result.stdout
    assert f"{name} BROKEN" in " ".join(result.stdout.split())
