"""What a ballot costs the person's browser: blind, finalize (verifying), verify again, seal.

    python benchmarks/browser_crypto.py [--runs 30]

In the system's Chromium, the page's own thread slowed down six times, with an issuer key as a
round has it. Each run is a fresh page, as it is for a person: nothing is compiled yet. The
browser does hashing, RSA and X25519 in threads that it does not slow down, so the run without
slowing is shown too: six times that is what a telephone slow in everything would need. No
server, no network: the files come from the folder.
"""

import argparse
import os
import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright
from serving import machine

from trivsel.domain.blindsign import BITS, IssuerKey, blind_sign

STATIC = Path(__file__).resolve().parents[1] / "src" / "trivsel" / "ballots" / "static"
ORIGIN = "http://localhost/"  # a secure place to the browser; no request leaves it
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SLOWER = 6
BUDGET = 300  # ms, issue 4
ITEMS = 40
LOAD = """async () => {
  const began = performance.now();
  const names = ["blinding", "bytes", "issuerkey", "sealing", "token"];
  const all = await Promise.all(names.map((name) => import(`/ballots/crypto/${name}.js`)));
  window.m = Object.assign({}, ...all);
  window.timed = async (work) => {
    const start = performance.now();
    return [await work(), performance.now() - start];
  };
  window.bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => Number.parseInt(two, 16));
  return performance.now() - began;
}"""
BLIND = """async (der) => {
  const [[token, key, prepared, blinded], blind] = await timed(async () => {
    const key = await m.readKey(bytes(der));
    const token = m.newToken("round1", "c1");
    const prepared = m.prepare(m.message(token));
    return [token, key, prepared, await m.blind(key, prepared)];
  });
  window.mine = { token, key, prepared, blinded };
  return { blind, asked: m.hex(blinded.message) };
}"""
FINISH = """async ([signed, publicKey, items]) => {
  const { token, key, prepared, blinded } = mine;
  const [signature, finalize] = await timed(
    () => m.finalize(key, prepared, bytes(signed), blinded.inverse));
  const [, verify] = await timed(() => m.verify(key, prepared, signature));
  const [, seal] = await timed(async () => {
    const nullifier = await m.nullifier(token);
    const label = { round: token.round, cell: token.cell, nullifier };
    return m.seal(new Uint8Array(items).fill(3), bytes(publicKey), label);
  });
  return { finalize, verify, seal };
}"""
SEAL_KEY = "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"  # RFC 9180, A.1.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    runs = parser.parse_args().runs
    issuer = IssuerKey.new()
    print(f"machine  {machine()}")
    print(f"key      {BITS} bits; {runs} fresh pages each; ms, median / p95")
    with chromium() as browser:
        for slower in (1, SLOWER):
            found = [ballot(browser, issuer, slower) for _ in range(runs)]
            print(f"\nprocessor / {slower}")
            for step in found[0]:
                print(f"  {step:<9}{spread([one[step] for one in found])}")
    worst = percentile([one["together"] for one in found])
    print(f"\nbudget {BUDGET} ms: {'kept' if worst <= BUDGET else 'BROKEN'}")
    return int(worst > BUDGET)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def ballot(browser: Browser, issuer: IssuerKey, slower: int) -> dict[str, float]:
    """One person's ballot from a page just opened, step by step in milliseconds."""
    context = browser.new_context()
    page = opened(context.new_page())
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    steps = {"load": page.evaluate(LOAD)}
    first: dict[str, Any] = page.evaluate(BLIND, issuer.public.der.hex())
    signed = blind_sign(issuer, bytes.fromhex(first.pop("asked")), os.urandom)
    steps |= first | page.evaluate(FINISH, [signed.hex(), SEAL_KEY, ITEMS])
    context.close()
    together = sum(ms for step, ms in steps.items() if step != "load")
    return steps | {"together": together}


def opened(page: Page) -> Page:
    page.route("**/*", serve)
    page.goto(ORIGIN)
    return page


def serve(route: Route) -> None:
    file = STATIC / route.request.url.removeprefix(ORIGIN)
    script = file.suffix == ".js"
    route.fulfill(
        body=file.read_bytes() if script else b"",
        content_type="text/javascript" if script else "text/html",
    )


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):7.1f} / {percentile(values):.1f}"


def percentile(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


if __name__ == "__main__":
    sys.exit(main())
