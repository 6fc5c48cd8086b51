"""What a first visit to the toolbox costs a slow telephone, and how smoothly a curve is drawn.

    python benchmarks/pages.py [--runs 5] [--port 8767] [--tool belastningskurven ...]

Starts the program with a data folder of its own and looks at it with the system's Chromium:
processor four times slowed down, 1.6 Mbit/s, with a latency of 150 ms and of 40 ms. Each visit
is a stranger's first. Bytes are counted as they travel, headers too.
"""

import argparse
import http.client
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import serving
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
BITS_A_SECOND = 1_600_000
LATENCIES = (150, 40)
SLOWER = 4
DRAG_SECONDS = 2
KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")
# Kept from the page's first moment: long tasks, and when the step in sight takes an answer.
WATCH = """
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(
    ...list.getEntries().map((task) => task.startTime + task.duration)
  )).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    if (!window.readyAt && document.querySelector("[data-usable=yes]"))
      window.readyAt = performance.now();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-usable"] });
"""
# Drawn, scripts run, and nothing long left to do: a tap is answered from here on.
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const run = Math.max(page.domContentLoadedEventEnd, window.readyAt ?? 0);
  const busy = window.longTasks.filter((end) => end < run + 1000);
  return { painted, run, interactive: Math.max(painted, run, ...busy) };
}"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""
FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const note = (now) => {
    window.frames_.push(now - last);
    last = now;
    window.framing = requestAnimationFrame(note);
  };
  window.framing = requestAnimationFrame(note);
}"""


@dataclass(frozen=True)
class Visit:
    """A first visit: bytes by kind of file, requests, what came before drawing, times in ms."""

    weights: dict[str, int]
    requests: int
    blocking: list[str]
    times: dict[str, float]
    work: float  # ms the page's own thread ran, which other programs add nothing to


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--port", type=int, default=8767)
    parser.add_argument("--tool", nargs="*", default=["belastningskurven", "stresssignaler"])
    given = parser.parse_args()
    if serving.answers(given.port):
        parser.error(f"port {given.port} is taken; choose another with --port")
    data = Path(tempfile.mkdtemp(prefix="trivsel-pages-"))
    command = [sys.executable, "-m", "trivsel.config.cli", "up", "--port", str(given.port)]
    environment = {
        "TRIVSEL_DATA": str(data),
        "TRIVSEL_ORIGIN": f"http://localhost:{given.port}",
    }
    try:
        with (
            serving.Program(command, port=given.port, environment=environment),
            chromium() as it,
        ):
            return report(it, given)
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def report(browser: Browser, given: argparse.Namespace) -> int:
    origin = f"http://localhost:{given.port}"
    print(f"machine   {serving.machine()}")
    print(
        f"phone     processor / {SLOWER}, {BITS_A_SECOND / 1e6} Mbit/s, median of {given.runs}"
    )
    for path in ("/da/", *(f"/da/vaerktoej/{slug}/" for slug in given.tool)):
        print(f"\n{path}")
        for latency in LATENCIES:
            visits = [visit(browser, origin + path, latency) for _ in range(given.runs)]
            if latency == LATENCIES[0]:
                print(f"  sent         {weight(visits[0])}")
                print(
                    f"  before drawing {len(visits[0].blocking)}: {names(visits[0].blocking)}"
                )
                work = statistics.median(one.work for one in visits)
                print(f"  work         {work:.0f} ms that the page's own thread ran")
            times = {
                what: statistics.median(one.times[what] for one in visits)
                for what in visits[0].times
            }
            said = ", ".join(f"{what} {ms:.0f} ms" for what, ms in times.items())
            print(f"  at {latency:>3} ms    {said}")
    print(f"\nlaid by for offline, after the page is at rest: {worker_weight(given.port)}")
    curve = f"{origin}/da/vaerktoej/belastningskurven/"
    for slower in (1, SLOWER):
        print(f"dragging the curve, processor / {slower}: {drag(browser, curve, slower)}")
    return 0


def visit(browser: Browser, address: str, latency: int) -> Visit:
    """Open the page as a stranger on a slow telephone."""
    context = browser.new_context(viewport=PHONE, service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = slowed(page, latency)
    kinds: dict[str, str] = {}
    weights = dict.fromkeys(KINDS, 0)

    def see(event: Any) -> None:
        kinds[event["requestId"]] = event["type"] if event["type"] in KINDS else "Other"

    def count(event: Any) -> None:
        weights[kinds.get(event["requestId"], "Other")] += event["encodedDataLength"]

    devtools.on("Network.responseReceived", see)
    devtools.on("Network.loadingFinished", count)
    page.goto(address, wait_until="load")
    if "/vaerktoej/" in address:
        page.locator("[data-ready=yes]").wait_for(state="attached")
    page.wait_for_timeout(1500)  # let what comes after come, so that all of it is counted
    metrics = {
        one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]
    }
    found = Visit(
        weights,
        len(kinds),
        page.evaluate(BLOCKING),
        page.evaluate(TIMES),
        metrics["TaskDuration"] * 1000,
    )
    context.close()
    return found


def slowed(page: Page, latency: int) -> CDPSession:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": BITS_A_SECOND / 8,
            "uploadThroughput": BITS_A_SECOND / 16,
        },
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return devtools


def weight(visit_: Visit) -> str:
    parts = ", ".join(
        f"{kind.lower()} {size / 1000:.1f}" for kind, size in visit_.weights.items() if size
    )
    return f"{sum(visit_.weights.values()) / 1000:.1f} kB in {visit_.requests} files ({parts})"


def names(addresses: list[str]) -> str:
    return ", ".join(address.rpartition("/")[2] for address in addresses) or "nothing"


def worker_weight(port: int) -> str:
    """The worker and its page; what the visited page is made of is taken from what came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    total = 0
    for path in ("/da/vaerktoej/sw.js", "/da/vaerktoej/uden-net/"):
        headers = {"Accept-Encoding": "gzip", "Host": f"localhost:{port}"}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        total += len(response.read()) + len(str(response.headers))
    return f"{total / 1000:.1f} kB"


def drag(browser: Browser, address: str, slower: int) -> str:
    """Take a point of the curve up and down for two seconds, and count the frames."""
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.goto(address)
    page.locator("[data-ready=yes]").wait_for(state="attached")
    handles = page.locator("[data-kind=curve] [role=slider]")
    box = handles.nth(handles.count() // 2).bounding_box()
    if box is None:
        return "no point to take hold of"
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    began = page.evaluate("performance.now()")
    moves = 0
    while page.evaluate("performance.now()") - began < DRAG_SECONDS * 1000:
        moves += 1
        page.mouse.move(x + moves % 20, y - 60 + abs(moves * 3 % 120 - 60))
    deltas: list[float] = page.evaluate(
        "() => { cancelAnimationFrame(framing); return frames_.slice(1); }"
    )
    page.mouse.up()
    context.close()
    middle, worst = statistics.median(deltas), max(deltas)
    return (
        f"median {1000 / middle:.0f} frames a second ({middle:.1f} ms), worst {worst:.1f} ms, "
        f"{sum(delta > 20 for delta in deltas)} of {len(deltas)} late, {moves} moves"
    )


if __name__ == "__main__":
    sys.exit(main())
