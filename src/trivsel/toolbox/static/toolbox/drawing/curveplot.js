/* How the curve looks: zones, months, line, handles and pinned notes, drawn for the size at hand.
   The viewBox is the size in pixels, so letters keep their size on a phone; on paper, and where
   the size is not known yet, the whole picture is scaled as it is. */

import { all, draw, find } from "../doing/page.js";
import { pinned } from "./labels.js";
import { monthNames } from "./months.js";
import { pool } from "./pool.js";
import { heightAt, smooth } from "./smooth.js";

const PAPER = { width: 800, height: 390 };
const POSTER = { width: 800, height: 335 }; // lies down, with its heading above it
const TOP = 40; // room for a note above the line, and below for the months
const LOWEST = 3;
const HIGHEST = 7; // where the zones end, of 10

const measuring = document.createElement("canvas").getContext("2d");

function measure(words) {
  measuring.font = `500 13px ${getComputedStyle(document.body).fontFamily}`;
  return measuring.measureText(words).width;
}

const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};

export function curvePlot(root, { newHandle, redraw }) {
  const surface = find("[data-plot]", root);
  const line = find("[data-line]", root);
  const handles = pool(find("[data-handles]", root), newHandle);
  const pins = pool(find("[data-pins]", root), () => draw("g", { class: "pin" }, draw("path"), draw("rect", { rx: 6 }), draw("text")));
  const ticks = pool(find("[data-months]", root), () => draw("g", {}, draw("path"), draw("text")));
  let size = PAPER;
  let box = bounds();

  function bounds() {
    const side = size.width < 480 ? 14 : 22;
    return { left: side, top: TOP, width: size.width - 2 * side, height: size.height - 2 * TOP };
  }

  const x = (at) => box.left + (at / 100) * box.width;
  const y = (load) => box.top + (1 - load / 10) * box.height;
  const spot = (point) => ({ x: x(point.at), y: y(point.load) });

  function ground() {
    set(surface, { viewBox: `0 0 ${size.width} ${size.height}` });
    const { left, top, width, height } = box;
    for (const frame of all("clipPath rect, [data-frame]", surface)) {
      set(frame, { x: left, y: top, width, height });
    }
    set(find("[data-borders]", surface), { d: `M${left} ${y(HIGHEST)}h${width}M${left} ${y(LOWEST)}h${width}` });
    for (const [name, from, to, word] of [
      ["high", 10, HIGHEST, y(10) + 22],
      ["right", HIGHEST, LOWEST, y(HIGHEST) + 22],
      ["low", LOWEST, 0, y(0) - 12],
    ]) {
      set(find(`.zone.${name}`, surface), { x: box.left, y: y(from), width: box.width, height: y(to) - y(from) });
      set(find(`.words .${name}`, surface), { x: box.left + box.width - 14, y: word });
    }
  }

  function below(months) {
    const last = months.length - 1;
    const names = monthNames(months, box.width / last);
    ticks(months.length).forEach((tick, at) => {
      const across = box.left + (at / last) * box.width;
      const anchor = at === 0 ? "start" : at === last ? "end" : "middle";
      const inner = at === 0 || at === last ? "" : `M${across} ${box.top}v${box.height}`;
      set(tick.firstElementChild, { d: inner });
      set(tick.lastElementChild, { x: across, y: box.top + box.height + 26, "text-anchor": anchor });
      tick.lastElementChild.textContent = names[at];
    });
  }

  /** What moves while one drags, and nothing else. */
  function bend(points) {
    line.setAttribute("d", smooth(points.map(spot)));
    handles(points.length).forEach((handle, at) => {
      const { x: across, y: down } = spot(points[at]);
      handle.setAttribute("transform", `translate(${across} ${down})`);
    });
  }

  function pin(points) {
    const spots = points.map(spot);
    const samples = Array.from({ length: 81 }, (_, at) => {
      const across = spots[0].x + (at / 80) * (spots.at(-1).x - spots[0].x);
      return { x: across, y: heightAt(spots, across) };
    });
    const noted = points.flatMap((point, at) => (point.note.trim() ? [at] : []));
    const boxes = pinned(
      noted.map((at) => ({ ...spots[at], words: points[at].note, above: leansUp(points, at) })),
      {
        bounds: { left: 2, top: 2, width: size.width - 4, height: box.top + box.height - 4 },
        points: spots,
        line: [...samples, ...words()],
        measure,
        widest: size.width < 480 ? 150 : 250,
      },
    );
    pins(noted.length).forEach((element, order) => {
      element.dataset.of = noted[order];
      element.removeAttribute("transform");
      label(element, boxes[order], spots[noted[order]]);
    });
  }

  /** Where the zones' words stand, as points a note does not like to cover. */
  const words = () =>
    [y(10) + 18, y(HIGHEST) + 18, y(0) - 16].flatMap((down) =>
      [24, 44, 64].map((in_) => ({ x: box.left + box.width - in_, y: down })),
    );

  function show(points, months) {
    ground();
    below(months);
    bend(points);
    pin(points);
  }

  function fit(wanted) {
    if (!wanted.width || !wanted.height) return;
    size = { width: Math.round(wanted.width), height: Math.round(wanted.height) };
    box = bounds();
    redraw();
  }

  const fitScreen = () => fit(surface.getBoundingClientRect());
  new ResizeObserver(([entry]) => fit(entry.contentRect)).observe(surface);
  window.addEventListener("beforeprint", () =>
    fit(document.documentElement.dataset.paper === "a3" ? POSTER : PAPER),
  );
  window.addEventListener("afterprint", fitScreen);
  document.fonts.ready.then(() => redraw());

  return {
    surface,
    show,
    bend,
    pin,
    handles,
    /** A note goes along with the point it is pinned on; it finds its place when it is let go. */
    carry(index, from, to) {
      const element = find(`[data-pins] [data-of="${index}"]`, root);
      const [a, b] = [spot(from), spot(to)];
      element?.setAttribute("transform", `translate(${b.x - a.x} ${b.y - a.y})`);
    },
    moved: (by) => ({ at: (100 * by.x) / box.width, load: (-10 * by.y) / box.height }),
    under: (place) => ({ at: (100 * (place.x - box.left)) / box.width, load: 10 * (1 - (place.y - box.top) / box.height) }),
  };
}

/* A note stands on the outer side of a bend: above a peak, below a dip. */
function leansUp(points, at) {
  const beside = [points[at - 1], points[at + 1]].filter(Boolean).map((point) => point.load);
  const mean = beside.reduce((sum, load) => sum + load, 0) / beside.length;
  return points[at].load === mean ? points[at].load >= 5 : points[at].load > mean;
}

function label(element, box, spot) {
  const [stem, card, words] = element.children;
  element.classList.toggle("hidden", !box);
  if (!box) return;
  const end = box.above ? box.top + box.height : box.top;
  set(stem, { d: `M${spot.x} ${spot.y + (box.above ? -10 : 10)}V${end}` });
  set(card, { x: box.left, y: box.top, width: box.width, height: box.height });
  const centre = box.left + box.width / 2;
  words.replaceChildren(
    ...box.lines.map((line, at) => {
      const piece = draw("tspan", { x: centre, y: box.top + 19 + at * 18 });
      piece.textContent = line;
      return piece;
    }),
  );
}
