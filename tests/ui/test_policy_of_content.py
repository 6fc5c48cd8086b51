"""No page carries a script or a style in itself, and none loads anything from another host."""

import re
from pathlib import Path

import pytest

import trivsel

ROOMS = Path(trivsel.__file__).parent
TEMPLATES = sorted(ROOMS.glob("*/templates/**/*.html"))
SHEETS = sorted(ROOMS.glob("*/static/**/*.css"))
FORBIDDEN = {
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a style in the page": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a script in an attribute": re.compile(r"<[^>]*\son\w+\s*=|javascript:", re.IGNORECASE),
    "a file from another host": re.compile(
        # How a page names its own addresses in full loads nothing.
        r"<(?:link(?! rel=\"(?:canonical|alternate)\")"
        r"|script|img|iframe|source|video|audio|use|form)\b[^>]*"
        r"(?:href|src|action)\s*=\s*[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}
ELSEWHERE = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", re.IGNORECASE)
PUBLIC = ["/da/", "/en/", "/da/vaerktoej/mit-bidrag/", "/da/dine-data/", "/da/tilgaengelighed/"]


def faults(html: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(html)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOMS)))
def test_the_template_needs_no_exception_from_the_policy(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(ROOMS)))
def test_the_style_sheet_loads_nothing_from_another_host(path):
    assert not ELSEWHERE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>go()</script>", "a script in the page"),
        ('<p style="color: red">', "a style in the page"),
        ('<button onclick="go()">', "a script in an attribute"),
        ('<img src="//elsewhere.example/a.png">', "a file from another host"),
        ('<link href="https://elsewhere.example/a.css">', "a file from another host"),
    ],
)
def test_a_template_that_breaks_the_policy_is_found(html, what):
    assert faults(html) == [what]


def test_the_pages_own_address_in_full_is_fine():
    assert faults('<link rel="canonical" href="https://trivsel.example/da/">') == []


def test_a_link_to_another_host_and_a_script_of_our_own_are_fine():
    assert (
        faults('<a href="https://at.dk"></a><script type="module" src="x.js"></script>') == []
    )


@pytest.mark.django_db  # opening a tool counts
@pytest.mark.parametrize("address", [*PUBLIC, "/da/er-her-ikke/"])
def test_every_page_carries_the_policy(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_the_page_as_sent_needs_no_exception_either(client, address):
    assert faults(client.get(address).text) == []
