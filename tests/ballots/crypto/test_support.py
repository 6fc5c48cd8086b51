"""Where a browser cannot make a ballot it says why, and nothing weaker is done instead."""

import re

import pytest

from ballots.crypto.bridge import MODULES, STATIC, Modules, Refused

NEVER = "async () => { throw new DOMException('as an old browser says', 'NotSupportedError'); }"
# Old browsers know no X25519 at all; some learned to make such keys before they could use them.
WITHOUT = {
    "keys": f"void (crypto.subtle.generateKey = {NEVER})",
    "use": f"void (crypto.subtle.deriveBits = {NEVER})",
}
SEAL = """async ({ sealing }) => {
  const label = { round: "b", cell: "c", nullifier: new Uint8Array(32) };
  await sealing.seal(new Uint8Array(20), new Uint8Array(32).fill(9), label);
}"""


def test_this_browser_can(modules):
    assert modules.webcrypto_whyNot() is None
    modules.run(SEAL)


@pytest.mark.parametrize("missing", WITHOUT)
def test_a_browser_without_x25519_says_so_and_seals_nothing(modules, missing):
    modules.page.evaluate(WITHOUT[missing])

    assert modules.webcrypto_whyNot() == "no-x25519"
    with pytest.raises(Refused, match="no-x25519"):
        modules.run(SEAL)


def test_over_plain_http_there_is_no_ballot(browser_page):
    """A real insecure page, put into the browser without any network."""
    page = browser_page.context.new_page()

    def serve(route):
        file = STATIC / route.request.url.partition("/static/")[2]
        kind = "text/javascript" if file.suffix == ".js" else "text/html"
        route.fulfill(body=file.read_bytes() if file.is_file() else b"", content_type=kind)

    page.route("**/*", serve)
    page.goto("http://arbejdsplads.test/")
    modules = Modules(page)

    assert page.evaluate("isSecureContext") is False
    assert modules.webcrypto_whyNot() == "insecure"
    for work in (
        SEAL,
        "({ receipt }) => receipt.receiptOf(new Uint8Array(1))",
        "({ issuerkey }) => issuerkey.readKey(new Uint8Array(1))",
        "({ manifestcheck }) => manifestcheck.readManifest(new Uint8Array(1), '')",
    ):
        with pytest.raises(Refused, match="insecure"):
            modules.run(work)


def sources() -> dict[str, str]:
    return {name: (STATIC / f"ballots/crypto/{name}.js").read_text() for name in MODULES}


def test_every_reason_is_described_and_given_somewhere():
    text = "\n".join(sources().values())
    described = set(re.findall(r'^  "([a-z\d-]+)":', sources()["refusals"], re.MULTILINE))

    given = set(re.findall(r'(?:Refused\(|return |\? |: )"([a-z\d]+-?[a-z\d-]+)"', text))

    assert given & described == described
    assert set(re.findall(r'Refused\("([^"]+)"', text)) <= described


FORBIDDEN = re.compile(
    r"\beval\(|new Function|\bimport\(|Math\.random|localStorage|https?:|fetch\("
)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_reaches_for_nothing_but_its_neighbours(name):
    text = sources()[name]

    assert not FORBIDDEN.search(text)
    for path in re.findall(r'from "([^"]+)"', text):
        assert re.fullmatch(r"\./[a-z]+\.js|\.\./vendor/hpke\.js", path)


def test_the_vendored_library_runs_no_text_and_asks_no_host():
    text = (STATIC / "ballots/vendor/hpke.js").read_text()
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)

    assert not FORBIDDEN.search(code)
    assert not re.search(r"^\s*(import|export)\b.*\bfrom\b", code, re.MULTILINE)
    assert FORBIDDEN.search('eval("1")')  # the control
