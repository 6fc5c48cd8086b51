"""Walk through everything somebody can reach, and read every number out of it."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from django.test import Client
from django.urls import resolve
from django.utils import translation
from openpyxl import load_workbook
from pypdf import PdfReader

from toolbox.onpaper import tags

# Tools are the same for everybody and know no organisation; signing in has tests of its own.
ELSEWHERE = ("toolbox:", "account", "mfa", "ui:language")
RESULTS = ("/resultat", "/handlinger")  # an action remembers which result it grew from
MOST_PAGES = 400
ABOUT = {"/Title", "/Author", "/Subject", "/Keywords"}
HIDDEN_ELEMENTS = {"script", "style", "svg", "template"}

MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
MONTHS = f"{MONTH}|January|February|March|May|June|July|October"
# What holds digits and is no figure: days, hours, fingerprints, keys of rows.
NO_FIGURES = re.compile(
    rf"\d{{1,2}}\.? (?:{MONTHS}) \d{{4}}(?:,? (?:kl\. )?\d{{1,2}}[:.]\d{{2}})?"
    r"|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?"
    r"|[0-9a-f]{64}",
    re.IGNORECASE,
)
ALONE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?!\w)")
NUMBER = re.compile(r"(?<![\w:.,-])\d+(?:[.,]\d+)*(?!\w)")


@dataclass(frozen=True)
class Found:
    """One page or file as it came, and what can be read of it."""

    address: str
    kind: str
    raw: bytes
    text: str
    main: str

    @property
    def of_results(self) -> bool:
        path = urlsplit(self.address).path
        return any(part in path for part in RESULTS) or (
            self.kind != "html" and "/runder/" in path
        )


class Page(HTMLParser):
    """The words of a page, those of its main part apart, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.main: list[str] = []
        self.inside = 0
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in {"a", "link"} and (link := found.get("href")):
            self.links.append(link)
        # What an option sends is a key of the store, and so is what an action grew from; what
        # both say is read below.
        is_key = tag == "option" or found.get("name") == "origin_key"
        sent = () if is_key else ("value",)
        for name in ("aria-label", "alt", "title", "content", *sent):
            self.words.append(found.get(name) or "")
            if self.inside:
                self.main.append(found.get(name) or "")
        self.inside += tag == "main"
        self.silent += tag in HIDDEN_ELEMENTS

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.silent -= tag in HIDDEN_ELEMENTS

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.inside and not self.silent:
            self.main.append(data)


def crawl(
    client: Client, *starts: str, follow: bool = True, without: str = "nothing"
) -> dict[str, Found]:
    """Everything that answers with 200, from where one starts and as far as links lead."""
    waiting, seen, found = [*starts], set(), {}
    while waiting:
        address = waiting.pop(0)
        if address in seen or address.startswith(without):
            continue
        seen.add(address)
        assert len(seen) <= MOST_PAGES, "the crawl does not end"
        response = client.get(address)
        if response.status_code in {301, 302} and follow:
            waiting.append(urljoin(address, response["Location"]))
        elif response.status_code == 200:
            raw = (
                b"".join(response.streaming_content) if response.streaming else response.content
            )
            one, links = read(address, response["Content-Type"], raw)
            found[address] = one
            waiting += inside(address, links) if follow else []
    return found


def inside(address: str, links: Iterable[str]) -> Iterator[str]:
    for link in links:
        whole = urlsplit(urljoin(address, link))
        if not whole.netloc and not whole.scheme and not _elsewhere(whole.path):
            yield whole._replace(fragment="").geturl()


def _elsewhere(path: str) -> bool:
    if path.startswith("/static/"):
        return True
    with translation.override(path[1:3]):
        return resolve(path).view_name.startswith(ELSEWHERE)


def read(address: str, content_type: str, raw: bytes) -> tuple[Found, list[str]]:
    kind = content_type.partition(";")[0]
    if kind == "text/html":
        page = Page(raw.decode())
        words = Found(address, "html", raw, " ".join(page.words), " ".join(page.main))
        return words, page.links
    text = READERS.get(kind, bytes.decode)(raw)
    return Found(address, kind, raw, text, text), []


def _sheets(raw: bytes) -> str:
    book = load_workbook(io.BytesIO(raw))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return " \n ".join(str(value) for value in cells if value is not None)


def _paper(raw: bytes) -> str:
    pdf = PdfReader(io.BytesIO(raw))
    spoken = (alt for _tag, alt in tags(pdf))
    about = (str(value) for name, value in (pdf.metadata or {}).items() if name in ABOUT)
    return " \n ".join([*(page.extract_text() for page in pdf.pages), *spoken, *about])


def _lines(raw: bytes) -> str:
    lines = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
    return " \n ".join(value for line in lines for value in line)


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)
    else:
        yield str(value)


READERS = {
    "application/pdf": _paper,
    "text/csv": _lines,
    "application/json": lambda raw: " \n ".join(_values(json.loads(raw))),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _sheets,
}


def numbers(text: str) -> Iterator[tuple[str, set[float]]]:
    """Each number as it stands, and what it can mean: 1.234 is a thousand, or one and a bit."""
    for found in NUMBER.findall(NO_FIGURES.sub(" ", " ".join(text.split()))):
        meant = {float(re.sub("[.,]", "", found))}
        if found.count(".") + found.count(",") == 1:
            meant.add(float(found.replace(",", ".")))
        yield found, meant


def strays(one: Found, allowed: set[float]) -> list[str]:
    """Numbers of results that nobody released to this reader."""
    if not one.of_results:
        return []
    return [found for found, meant in numbers(one.main) if not meant & allowed]


def held(one: Found, needles: set[str]) -> set[str]:
    """Which of the numbers stand anywhere in a page or file, each by itself; markup and all."""
    # In the markup of a workbook whole numbers count rows and columns.
    exact = {needle for needle in needles if "." in needle or "," in needle}
    if "/personer/" in one.address:
        needles = exact  # a person has a number of their own
    return (needles & set(ALONE.findall(one.text))) | (exact & set(ALONE.findall(_opened(one))))


def _opened(one: Found) -> str:
    """All bytes that are no compressed noise."""
    if one.kind.endswith("sheet"):
        with ZipFile(io.BytesIO(one.raw)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist())
    return "" if one.kind == "application/pdf" else one.raw.decode()
