"""Reading back what was set on paper."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from trivsel.domain.toolspec import read_tool
from trivsel.toolbox.paper import facts, typesetting

COMMAND = [sys.executable, "-m", "trivsel.toolbox.paper.typesetting"]


def run(data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Set everything that is missing in a data folder, as the job process has it done."""
    settings = {"TRIVSEL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "trivsel.config.settings"}
    environment = {**os.environ, **settings, **more}
    return subprocess.run(
        COMMAND, env=environment, capture_output=True, text=True, check=False, timeout=600
    )


def documents_of(raw: bytes) -> dict[str, facts.Document]:
    """What is set of one tool, by the end of its name: da/x-en-a4.pdf is under da/a4.pdf."""
    tool = read_tool(raw, file="x.toml")
    found = facts.documents([tool])
    return {one.name.replace(f"{tool.slug}-", ""): one for one in found}


def sheet_of(raw: bytes, name: str = "da/a4.pdf") -> PdfReader:
    return PdfReader(io.BytesIO(typesetting.typeset(documents_of(raw)[name])))


def text_of(pdf: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in pdf.pages))


def squeezed(words: str) -> str:
    """Without spaces and the hyphens of line ends: where lines end is no part of a text."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


def texts(value: object) -> Iterator[str]:
    """Every text of a step in one language, wherever it stands; not keys or kinds of things."""
    if isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if isinstance(part, str) and name not in {"key", "level", "side", "tone", "holds"}:
                yield from part.split("\n\n")
            elif name != "tools":
                yield from texts(part)


def tags(pdf: PdfReader) -> Iterator[tuple[str, str]]:
    """The structure for those who listen: each tag with its alternative text."""

    def walk(node: object) -> Iterator[tuple[str, str]]:
        node = getattr(node, "get_object", lambda: node)()
        if isinstance(node, list):
            for part in node:
                yield from walk(part)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), str(node.get("/Alt", ""))
            if "/K" in node:
                yield from walk(node["/K"])

    return walk(pdf.trailer["/Root"]["/StructTreeRoot"])
