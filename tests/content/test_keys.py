"""The keys of our own tools: all of them recorded, and none lost since."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from make_tools import OURS, document, entries, step, toml
from trivsel.domain.toolspec import (
    ToolErrors,
    losses,
    read_register,
    read_tool,
    recorded,
    unrecorded,
    write_register,
)

ROOT = Path(__file__).parents[2]
KEYS = ROOT / "content" / "keys.toml"
TOOLS = [(path.name, read_tool(path.read_bytes(), file=path.name)) for path in OURS]


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("k", ROOT / "scripts" / "content_keys.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path):
    """Two of our own tools in a folder of their own."""
    for path in OURS[:2]:
        shutil.copy(path, tmp_path)
    return tmp_path


def ours():
    return read_register(KEYS.read_bytes(), file=KEYS.name)


def test_nothing_that_was_recorded_has_gone():
    assert list(map(str, losses(ours(), TOOLS, file=KEYS.name))) == []


def test_everything_is_recorded():
    found = list(map(str, unrecorded(ours(), TOOLS)))

    assert found == [], "Run python scripts/content_keys.py record"


def test_the_register_is_as_the_script_writes_it():
    fresh = write_register({tool.id: recorded(tool) for _, tool in TOOLS})

    assert KEYS.read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_a_renamed_step_of_ours_would_be_missed(path):
    text = path.read_text(encoding="utf-8")
    start = text.index('key = "', text.index("[[steps]]"))
    changed = f'{text[:start]}key = "x{text[start + 7 :]}'
    rest = [(name, tool) for name, tool in TOOLS if name != path.name]

    tool = read_tool(changed.encode(), file=path.name)

    [one] = losses(ours(), [*rest, (path.name, tool)], file=KEYS.name)
    assert one.says.endswith("is gone.")


def test_a_folder_of_ones_own_is_recorded_beside_its_tools(script, folder, capsys):
    assert script.main(["record", str(folder)]) == 0

    register = read_register((folder / "keys.toml").read_bytes(), file="keys.toml")
    assert sorted(register) == ["B01", "B02"]
    assert "keys of 2 tools" in capsys.readouterr().out


def test_recording_again_changes_nothing(script, folder):
    script.main(["record", str(folder)])
    first = (folder / "keys.toml").read_bytes()

    script.main(["record", str(folder)])

    assert (folder / "keys.toml").read_bytes() == first


def test_what_has_gone_is_not_recorded_away(script, folder, capsys):
    script.main(["record", str(folder)])
    before = (folder / "keys.toml").read_bytes()
    path = folder / OURS[1].name
    path.write_text(path.read_text().replace('key = "course"', 'key = "line"'))

    assert script.main(["record", str(folder)]) == 1

    assert (folder / "keys.toml").read_bytes() == before
    assert "The step 'course' is gone." in capsys.readouterr().out


def test_a_risen_version_is_recorded(script, tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(toml(document(step("prompt", questions=entries("a", "b")))))
    script.record(tmp_path, tmp_path / "keys.toml")
    path.write_bytes(toml(document(step("prompt", questions=entries("a")), version=2)))

    register = script.record(tmp_path, tmp_path / "keys.toml")

    assert register["X1"].version == 2
    assert register["X1"].steps["prompt"].keys == {"questions": {"a"}}


def test_a_folder_with_a_broken_file_is_not_recorded(script, folder):
    (folder / "broken.toml").write_text("id = ")

    with pytest.raises(ToolErrors, match=r"broken\.toml:1: The file is not TOML"):
        script.record(folder, folder / "keys.toml")

    assert not (folder / "keys.toml").exists()
