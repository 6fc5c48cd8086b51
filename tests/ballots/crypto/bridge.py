"""How a test speaks with the modules in Chromium: bytes go over as hex, keys as their DER."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from trivsel.domain.blindsign import PublicKey, Variant

STATIC = Path(__file__).parents[3] / "src/trivsel/ballots/static"
MODULES = sorted(path.stem for path in (STATIC / "ballots/crypto").glob("*.js"))
# Bytes, keys, variants and a source of random bytes are made of what JSON can carry, and back.
SPOKEN = """async ([names, given]) => {
  const loaded = await Promise.all(
    names.map((name) => import(`/static/ballots/crypto/${name}.js`)));
  const m = Object.fromEntries(names.map((name, place) => [name, loaded[place]]));
  m.hpke = await import("/static/ballots/vendor/hpke.js");
  const bytes = (hex) =>
    Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
  const feed = (list) => { const left = list.map(bytes); return () => left.shift(); };
  const read = async (it) => {
    if (Array.isArray(it)) return Promise.all(it.map(read));
    if (it === null || typeof it !== "object") return it;
    if ("$bytes" in it) return bytes(it.$bytes);
    if ("$key" in it) return m.issuerkey.readKey(bytes(it.$key));
    if ("$feed" in it) return feed(it.$feed);
    if ("$variant" in it) {
      return Object.values(m.variants).find((one) => one.name === it.$variant);
    }
    const fields = Object.entries(it).map(async ([name, one]) => [name, await read(one)]);
    return Object.fromEntries(await Promise.all(fields));
  };
  const write = (it) => {
    if (it instanceof Uint8Array) return { $bytes: m.bytes.hex(it) };
    if (Array.isArray(it)) return it.map(write);
    if (it === null || typeof it !== "object") return it;
    return Object.fromEntries(Object.entries(it).map(([name, one]) => [name, write(one)]));
  };
  try {
    return { value: write((await (%s)(m, ...(await read(given)))) ?? null) };
  } catch (error) {
    if (error instanceof m.refusals.Refused) return { refused: error.reason };
    throw error;
  }
}"""


class Refused(Exception):
    """A module in the browser said no; the message is the reason's name."""


class Feed(NamedTuple):
    """Bytes that a module gets when it asks for random ones, in this order."""

    parts: list[bytes]


class Modules:
    """The modules of ballots/crypto/ in a page of Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """``modules.token_message(...)`` calls message() of token.js."""
        module, _, function = name.partition("_")
        return lambda *given: self.run(
            f"(m, ...given) => m.{module}.{function}(...given)", *given
        )

    def run(self, function: str, *given: Any) -> Any:
        """Call a function of the test's own; its first argument holds all modules by name."""
        answer = self.page.evaluate(SPOKEN % function, [MODULES, [said(one) for one in given]])
        if "refused" in answer:
            raise Refused(answer["refused"])
        return heard(answer["value"])

    def refusals(self, function: str, cases: list[Any]) -> list[str | None]:
        """The reason each case is refused with; None where it is not."""
        each = f"""async (m, cases) => Promise.all(cases.map(async (one) => {{
          try {{ await ({function})(m, one); return null; }}
          catch (error) {{ return error.reason ?? String(error); }}
        }}))"""
        return list(self.run(each, cases))


def said(value: Any) -> Any:
    match value:
        case list() | tuple() if not isinstance(value, Feed):
            return [said(one) for one in value]
        case dict():
            return {name: said(one) for name, one in value.items()}
    made = {
        bytes: lambda: {"$bytes": value.hex()},
        PublicKey: lambda: {"$key": value.der.hex()},
        Feed: lambda: {"$feed": [part.hex() for part in value.parts]},
        Variant: lambda: {"$variant": value.name},
    }
    return made.get(type(value), lambda: value)()


def heard(value: Any) -> Any:
    match value:
        case {"$bytes": digits}:
            return bytes.fromhex(digits)
        case list():
            return [heard(one) for one in value]
        case dict():
            return {name: heard(one) for name, one in value.items()}
    return value


def flipped(octets: bytes, place: int, bit: int = 1) -> bytes:
    turned = bytearray(octets)
    turned[place] ^= bit
    return bytes(turned)
