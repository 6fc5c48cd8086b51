"""Set what is missing on the shelf of paper, then end. Here alone Typst is loaded.

    python -m trivsel.toolbox.paper.typesetting

Started by the job process and by `trivsel prepare`. It works below everything else and ends
after some ten seconds of work.
"""

import json
import os
import signal
import sys
from pathlib import Path

import typst

from trivsel.toolbox import library
from trivsel.toolbox.paper import shelf
from trivsel.toolbox.paper.facts import Document, documents

TEMPLATES = Path(__file__).resolve().parents[1] / "typst"
MOST_PAGES = 4
BOTTOM = 0.93  # of a page: where its last line stands
HALF = 0.5  # of the last page is filled, or more; what is below are lines for notes
A_PAGE = 0.15  # of a page that may stay empty rather than print one page more
SHEET = 2  # pages on one sheet of paper
ENOUGH = (
    0.2  # of a page: so little may stay empty without trying again with other room to write
)
CRAMPED = 0.6  # of a page that may stay empty rather than give no room to write at all
POINTS_PER_INCH = 144  # a picture is drawn at half its size


def typeset(document: Document) -> bytes:
    """One document: as PDF/UA, the room to write chosen so that little paper stays empty."""
    if document.is_picture:
        return _bytes(_compiler(document, room=1).compile(format="png", ppi=POINTS_PER_INCH))
    costs = {}
    for room in document.rooms:
        compiler = _compiler(document, room)
        costs[room] = _cost(compiler) + max(0, 1 - room) * CRAMPED
        if costs[room] <= SHEET * A_PAGE + ENOUGH:
            break
    else:
        compiler = _compiler(document, min(costs, key=lambda room: costs[room]))
    return _bytes(compiler.compile(format="pdf", pdf_standards="ua-1"))


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    """One file. A picture with several pages would be a list: then the template is wrong."""
    if not isinstance(made, bytes):
        raise OSError("It gave no file.")
    return made


def _cost(compiler: typst.Compiler) -> float:
    """How much paper it takes and how much of it stays empty; far too much over four pages."""
    marks = json.loads(compiler.query("<mark>", field="value"))
    if not marks:
        return 0
    pages, down = marks[-1]["page"], marks[-1]["down"]
    empty = max(0, HALF - down)
    for end, begin in zip(marks[1::2], marks[2::2], strict=False):
        if begin["page"] > end["page"]:
            empty += max(0, BOTTOM - end["down"])
    return float(pages * A_PAGE + empty + max(0, pages - MOST_PAGES) * MOST_PAGES)


def _compiler(document: Document, room: float) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / document.template),
        root=str(TEMPLATES),
        font_paths=[str(TEMPLATES / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**document.facts, "room": room})},
    )


def fill(folder: Path) -> list[str]:
    """Make what is missing; a document that fails is said and left out. Gives their names."""
    missing = [one for one in documents(library.tools()) if not (folder / one.name).exists()]
    failed = [one.name for one in missing if not _apart(one, folder / one.name)]
    if not failed:
        shelf.finish(folder)
    shelf.sweep(folder)
    return failed


def _apart(document: Document, path: Path) -> bool:
    """Set one document in a copy of this process: Typst keeps what it has read until the end.

    Two hundred documents in one process would take five times the memory.
    """
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    code = 1
    try:
        shelf.put(path, typeset(document))
        code = 0
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are made
        sys.stderr.write(f"{document.name} could not be set: {error!r}\n")
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C reaches this one too: end quietly
    os.nice(10)  # pages come before paper
    folder = shelf.place()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"No paper can be laid in {folder}: {error}\n")
        return 1
    return int(bool(fill(folder)))


if __name__ == "__main__":
    sys.exit(main())
