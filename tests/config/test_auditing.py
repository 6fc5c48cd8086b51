"""`trivsel audit FILE` runs anywhere, and its exit code says what came of it."""

import json
import os
import subprocess
import sys

import pytest

from domain.audit.planting import TEAMS, count, mean, release

SAFE = release(TEAMS, [count("P", 40), mean("P", 60)])
LEAKING = release(TEAMS, [mean("P", 61, 29), mean("D", 64, 26)])


def run(tmp_path, content):
    file = tmp_path / "release.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TRIVSEL_")}
    nowhere = {"TRIVSEL_DATA": "/dev/null/nowhere", "DJANGO_SETTINGS_MODULE": "nothing.at.all"}
    return subprocess.run(
        [sys.executable, "-m", "trivsel.config.cli", "audit", str(file)],
        cwd=tmp_path,
        env=environment | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (json.dumps(SAFE), 0, "0 findings in 2 figures."),
        (json.dumps(LEAKING), 1, "B: 'P' minus 'D' tells the mean of 3"),
        ("{}", 2, "format: must be 'trivsel-release'"),
        (None, 2, "cannot be read"),
    ],
)
def test_a_file_is_examined_without_database_or_data_folder(tmp_path, content, code, said):
    done = run(tmp_path, content)

    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == ([] if content is None else [tmp_path / "release.json"])
