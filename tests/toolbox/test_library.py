"""Folders of tools beside ours: what is good is shown, what is not is left out and named."""

import os
from pathlib import Path

import pytest

from make_partner import beside_ours, forget
from make_tools import EXAMPLE, OURS, document, step, toml
from trivsel.config import doctor
from trivsel.toolbox import checks, library, shelves
from trivsel.toolbox.urls import urlpatterns

OWN = {path.stem.split("_")[0].upper() for path in OURS}


@pytest.fixture
def beside(settings, tmp_path):
    """A partner's folder beside ours; empty until a test puts something there."""
    folder = tmp_path / "partner"
    folder.mkdir()
    with beside_ours(settings, folder):
        yield folder


@pytest.fixture
def partner(beside):
    """The example of content/README.md lies in it."""
    (beside / "pausen.toml").write_bytes(EXAMPLE)
    return beside


def findings():
    return [(str(one.complaint), one.serious) for one in library.complaints()]


def only(folder, file=""):
    """The one complaint there is, about that file, which does not stop Trivsel."""
    [(complaint, serious)] = [(one.complaint, one.serious) for one in library.complaints()]
    assert complaint.file == str(folder / file)
    assert not serious
    assert complaint.hint
    return complaint


def test_our_own_tools_are_there_without_any_folder_beside_them():
    assert {tool.id for tool in library.tools()} == OWN
    assert findings() == []


def test_a_partners_tool_is_one_of_the_box_after_ours(partner):
    ids = [tool.id for tool in library.tools()]

    assert ids[-1] == "NORD-1"
    assert set(ids[:-1]) == OWN
    assert findings() == []


def test_files_are_read_once_until_the_next_start(partner):
    before = library.tools()

    (partner / "pausen.toml").unlink()

    assert library.tools() is before
    forget()
    assert {tool.id for tool in library.tools()} == OWN


def test_two_folders_may_lie_beside_ours(partner, settings, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.toml").write_bytes(toml(document()))
    settings.TOOL_FOLDERS += [str(other), str(other)]

    assert [tool.id for tool in library.tools()][-2:] == ["NORD-1", "X1"]
    assert findings() == []


def test_what_editors_leave_behind_is_passed_over(partner):
    (partner / ".pausen.toml.swp").write_bytes(b"\0")
    (partner / "._pausen.toml").write_bytes(b"\0")
    (partner / "README.md").write_text("Vores værktøjer")

    assert findings() == []


BROKEN = {
    "not toml": (b'id = "X1"\nslug = "x\n', "The file is not TOML", 2),
    "not utf-8": ('id = "X1"\ntitle = "æ"'.encode("latin-1"), "not text in UTF-8", 2),
    "5 MB": (b"# " + b"x" * 5_000_000, "larger than 100 kB", None),
    "no last action": (toml(document() | {"steps": [step("text")] * 2}), "an action", 12),
    "empty": (b"", "'id' is missing.", None),
    "taken id": (toml(document(id="B02")), "'B02' is already taken by b02_", 1),
    "taken slug": (toml(document(slug="belastningskurven")), "already taken by b02_", 2),
    "a page of ours": (toml(document(slug="uden-net")), "the address of a page of ours", 2),
}


@pytest.mark.parametrize(("raw", "says", "line"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_left_out_and_the_others_stay(partner, raw, says, line):
    (partner / "wrong.toml").write_bytes(raw)

    found = [one for one in library.complaints() if says in one.complaint.says]

    assert len(found) == 1
    assert found[0].complaint.file == str(partner / "wrong.toml")
    assert found[0].complaint.line == line
    assert not any(serious for _, serious in findings())
    assert {tool.id for tool in library.tools()} == OWN | {"NORD-1"}


def make_loop(path):
    path.symlink_to(path)


def lead_nowhere(path):
    path.symlink_to("nothing")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (make_loop, "cannot be read: "),
        (lead_nowhere, "cannot be read: No such file"),
        (Path.mkdir, "no ordinary file"),
        (os.mkfifo, "no ordinary file"),
    ],
)
def test_what_is_no_file_is_never_waited_for(partner, make, says):
    make(partner / "wrong.toml")

    assert says in only(partner, "wrong.toml").says
    assert "NORD-1" in {tool.id for tool in library.tools()}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(partner):
    (partner / "wrong.toml").write_bytes(EXAMPLE)
    (partner / "wrong.toml").chmod(0)

    assert "Permission denied" in only(partner, "wrong.toml").says


@pytest.mark.parametrize("name", ["pausen.toml.txt", "pausen.TOML", "pausen.toml~"])
def test_a_file_with_the_wrong_ending_is_not_passed_over_in_silence(partner, name):
    (partner / name).write_bytes(EXAMPLE)

    assert "ends with .toml" in only(partner, name).says


def test_a_name_in_another_alphabet_can_be_said(partner):
    os.close(os.open(os.fsencode(partner) + b"/\xe6.toml", os.O_CREAT))

    assert [text for text, _ in findings() if text.encode()]


def test_a_folder_that_is_missing_is_named(beside):
    beside.rmdir()

    complaint = only(beside)

    assert complaint.says == "The folder cannot be read: No such file or directory."
    assert "TRIVSEL_TOOLS" in complaint.hint
    assert {tool.id for tool in library.tools()} == OWN


def test_a_folder_without_tools_is_named(beside):
    (beside / "deeper").mkdir()

    assert only(beside).says == "There is no tool in this folder."


def test_a_neighbour_that_does_not_exist_is_named_and_the_tool_is_shown(partner):
    (partner / "x.toml").write_bytes(toml(document(neighbours=["B02", "B99"])))

    complaint = only(partner, "x.toml")

    assert (complaint.place, complaint.line) == ("neighbours[2]", 9)
    assert "X1" in {tool.id for tool in library.tools()}


def test_neighbours_in_a_ring_are_fine(beside):
    for id_, near in (("X1", "X2"), ("X2", "X3"), ("X3", "X1")):
        tool = document(id=id_, slug=id_.lower(), neighbours=[near])
        (beside / f"{id_}.toml").write_bytes(toml(tool))

    assert findings() == []


def test_a_fault_of_a_partners_is_a_warning_and_one_of_ours_an_error(partner, monkeypatch):
    (partner / "wrong.toml").write_bytes(b"id = ")
    [warning] = checks.tools_are_sound()
    monkeypatch.setattr(shelves, "folder", lambda: partner / "gone")

    first, *_ = checks.tools_are_sound()

    assert (warning.id, warning.is_serious()) == ("trivsel.W060", False)
    assert warning.msg.startswith(f"{partner / 'wrong.toml'}:1: The file is not TOML")
    assert warning.hint
    assert (first.id, first.is_serious()) == ("trivsel.E060", True)


@pytest.mark.django_db(databases="__all__")
def test_nothing_of_a_partners_stands_in_the_way_of_starting(partner):
    (partner / "wrong.toml").write_bytes(b"id = ")

    told = [str(message.msg) for message in doctor.problems(everything=True)]

    assert any("wrong.toml" in message for message in told)
    assert not any("wrong.toml" in str(message.msg) for message in doctor.problems())


def test_a_partner_may_keep_a_register_of_keys(partner):
    (partner / "keys.toml").write_text(
        "[NORD-1]\nversion = 1\n[NORD-1.steps]\ngone = {kind = 'text'}\n"
    )

    said = [text for text, serious in findings() if not serious]

    assert len(said) == 4
    assert said[0].startswith(f"{partner / 'pausen.toml'}:")
    assert said[0].endswith(": steps: The step 'gone' is gone.")
    assert said[2].endswith(": steps[2]: The step 'talk' is not recorded.")
    assert {tool.id for tool in library.tools()} == OWN | {"NORD-1"}


def test_a_broken_register_is_named(partner):
    (partner / "keys.toml").write_text("[NORD-1\n")

    assert "not TOML" in only(partner, "keys.toml").says


def test_every_page_beside_the_tools_is_an_address_no_tool_can_take():
    beside_them = {
        str(one.pattern).split("/")[1]
        for one in urlpatterns
        if str(one.pattern).startswith("vaerktoej/") and "<" not in str(one.pattern)
    }

    assert {name for name in beside_them if "." not in name} == library.TAKEN
