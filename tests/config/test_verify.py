"""`trivsel verify`: on a machine that has nothing of Trivsel but the program."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from domain.blindsign.making import manifest, receipts, record, signed
from trivsel.config import cli, verify
from trivsel.domain.blindsign.receipt import Receipt
from trivsel.domain.blindsign.record import LIMITS
from trivsel.domain.blindsign.sixwords import six_words

WORDS = " ".join(six_words(manifest().digest))
MINE = str(receipts(1)[0])


@pytest.fixture
def lay(tmp_path):
    def put(raw: bytes, name: str = "protokol.json") -> str:
        path = tmp_path / name
        path.write_bytes(raw)
        return str(path)

    return put


def told(capsys, *arguments: str, language: str = "en") -> tuple[int, str, str]:
    code = cli.main(["verify", *arguments, "--language", language])
    out, err = capsys.readouterr()
    return code, " ".join(out.split()), err


def test_a_record_that_is_as_it_was_made_holds(capsys, lay):
    code, out, err = told(capsys, lay(signed()), "--words", WORDS, "--receipt", MINE)

    assert (code, err) == (0, "")
    assert "DOES NOT HOLD" not in out
    assert f"holds: The six words. They are the words you gave: {WORDS}." in out
    assert f"{MINE} is among them" in out
    assert out.endswith("All that could be checked holds.")


def test_what_cannot_be_shown_is_said_every_time_and_in_both_languages(capsys, lay):
    good, bad = lay(signed()), lay(signed(counts=replace(record().counts, issued=2)), "b.json")

    for file in (good, bad):
        _code, out, _err = told(capsys, file)
        assert all(limit in out for limit in LIMITS)
        _code, out, _err = told(capsys, file, language="da")
        assert "Hvad ingen kontrol kan vise:" in out
        assert not any(limit in out for limit in LIMITS)


def test_without_the_words_it_says_that_a_file_made_anew_would_hold_too(capsys, lay):
    code, out, _err = told(capsys, lay(signed()))

    assert code == 0
    assert "not compared: The six words." in out
    assert "a whole file made anew holds too" in out


def test_what_does_not_hold_is_named_and_ends_with_one(capsys, lay):
    code, out, _err = told(capsys, lay(signed(receipts=receipts(12))), language="da")

    assert code == 1
    assert "HOLDER IKKE: Kvitteringer og stemmesedler." in out
    assert "Det her holder ikke: Kvitteringer og stemmesedler." in out


@pytest.mark.parametrize(
    "brought",
    [
        ["--receipt", MINE, str(Receipt.of(b"elsewhere"))],
        ["--words", WORDS.replace("isse", "tal")],
    ],
)
def test_what_is_brought_and_does_not_fit_ends_with_one(capsys, lay, brought):
    assert told(capsys, lay(signed()), *brought)[0] == 1


def test_earlier_files_are_followed_back(capsys, lay):
    first = manifest(round="a1")
    later = lay(signed(manifest=manifest(round="a2", previous=first.digest)))
    before, stray = lay(first.to_json(), "a1.json"), lay(manifest().to_json(), "z.json")

    assert told(capsys, later, "--earlier", before)[0] == 0
    assert "Earlier ones that fit: 1." in told(capsys, later, "--earlier", before)[1]
    assert told(capsys, later, "--earlier", before, stray)[0] == 1


def test_a_bare_manifest_is_checked_too(capsys, lay):
    code, out, _err = told(capsys, lay(manifest().to_json()), "--words", WORDS)

    assert code == 0
    assert "The record, with counts and receipts, comes with the results." in out
    assert told(capsys, lay(manifest().to_json()), "--words", "a b c d e f")[0] == 1


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no JSON"),
        (b"<html>", "no JSON"),
        (signed()[:-40], "no JSON"),
        (signed().replace(b'"format":1', b'"format": 1'), "as it would be written"),
        (signed().replace(b'"issued":15', b'"issued":-1'), "counts.issued: must be 0 or more"),
        (manifest().to_json()[:-9], "no JSON"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_says_where_and_why(capsys, lay, raw, why):
    code, out, err = told(capsys, lay(raw))

    assert (code, out) == (2, "")
    assert "protokol.json: It cannot be read." in err
    assert why in err


def test_a_file_that_is_far_too_large_is_not_read_to_its_end(capsys, tmp_path):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(50 * 2**30)  # takes no room on the disk, and would take all the memory

    code, _out, err = told(capsys, str(huge))

    assert code == 2
    assert "longer than" in err


def test_what_is_brought_and_cannot_be_read_ends_with_two(capsys, lay):
    file, broken = lay(signed()), lay(b"{", "broken.json")

    assert "broken.json" in told(capsys, file, "--earlier", broken)[2]
    assert "not-there.json" in told(capsys, file, "--earlier", "not-there.json")[2]
    assert "--receipt 07AC: A receipt has" in told(capsys, file, "--receipt", "07AC")[2]
    assert [
        told(capsys, *arguments)[0]
        for arguments in (
            [file, "--earlier", broken],
            [file, "--receipt", "07AC"],
            ["not-there.json"],
        )
    ] == [2, 2, 2]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "da"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "C.UTF-8"}, "da"),
        ({"LC_ALL": "da_DK", "LANG": "en_US"}, "da"),
        ({"LC_ALL": "", "LANG": "en_US"}, "en"),
    ],
)
def test_it_speaks_the_machines_language_else_danish(environment, language):
    assert verify.language_of(environment) == language


def on_another_machine(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """No data folder, no settings: whatever asks for one breaks."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TRIVSEL_")
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "no.settings.here", "LANG": "en_US.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "trivsel.config.cli", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_another_machine_needs_no_settings_and_nothing_is_made_there(lay, tmp_path):
    lay(signed())

    ended = on_another_machine(tmp_path, "verify", "protokol.json", "--words", WORDS)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "All that could be checked holds." in ended.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["protokol.json"]


def test_any_other_command_would_have_asked_for_settings(tmp_path):
    """The control."""
    ended = on_another_machine(tmp_path, "doctor")

    assert ended.returncode != 0
    assert "no.settings.here" in ended.stderr or "No module named" in ended.stderr
