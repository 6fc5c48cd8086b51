"""Record the keys that people's answers are kept under, so that none is lost unnoticed.

    python scripts/content_keys.py record            our own tools -> content/keys.toml
    python scripts/content_keys.py record FOLDER     a folder of one's own -> FOLDER/keys.toml

Refuses while a recorded key has gone without a new `version`, or while a file cannot be read.
"""

import argparse
import sys
from pathlib import Path

from trivsel.domain.toolspec import (
    Complaint,
    Register,
    Tool,
    ToolErrors,
    losses,
    read_register,
    read_tool,
    recorded,
    write_register,
)

CONTENT = Path(__file__).resolve().parents[1] / "content"
NAME = "keys.toml"


def main(arguments: list[str]) -> int:
    """Record one folder; the status to end with."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["record"])
    parser.add_argument("folder", nargs="?", type=Path, help="our own tools if not given")
    folder = parser.parse_args(arguments).folder
    place = (folder / NAME) if folder else (CONTENT / NAME)
    try:
        new = record(folder or CONTENT / "tools", place)
    except ToolErrors as errors:
        for one in errors:
            print(f"{one}\n  -> {one.hint}")
        return 1
    print(f"{place} holds the keys of {len(new)} tools")
    return 0


def record(folder: Path, place: Path) -> Register:
    """Write the register of a folder anew.

    Raises:
        ToolErrors: Something recorded has gone, or a file cannot be read.
    """
    before = read_register(place.read_bytes(), file=NAME) if place.exists() else {}
    tools: list[tuple[str, Tool]] = []
    trouble: list[Complaint] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != NAME:
            try:
                tools.append((path.name, read_tool(path.read_bytes(), file=path.name)))
            except ToolErrors as errors:
                trouble += errors
    trouble += losses(before, tools, file=NAME)
    if trouble:
        raise ToolErrors(trouble)
    new = {tool.id: recorded(tool) for _, tool in tools}
    place.write_text(write_register(new), encoding="utf-8")
    return new


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
