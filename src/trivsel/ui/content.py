"""Where the words lie and how they are read: content/ at the root, _content in the wheel."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import trivsel

PACKAGE = Path(trivsel.__file__).parent


def folder() -> Path:
    """The folder of words: the wheel carries it inside, a working copy has it at the root."""
    carried = PACKAGE / "_content"
    return carried if carried.is_dir() else PACKAGE.parents[1] / "content"


@cache
def words(name: str) -> dict[str, Any]:
    """A content file as it stands, read once per process: ``words("toolbox.toml")``."""
    return tomllib.loads((folder() / name).read_text(encoding="utf-8"))
