/* How the scale looks: a beam on a pillar, a pan at each end, and stones in the pans, as high as
   they weigh. The viewBox is the size in pixels, so letters keep their size on a phone. */

import { draw, find } from "../doing/page.js";
import { lines } from "./labels.js";
import { named } from "./named.js";
import { spring } from "./spring.js";

const PAPER = { width: 800, height: 350 };
const POSTER = { width: 800, height: 390 };
const STEEPEST = 10; // degrees
const POST = 16;
const BOWL = 34;
const TOP = 12;
const HIGHEST = 18; // a stone of weight 1, as long as there is room for all
const LINE = 15;

const measuring = document.createElement("canvas").getContext("2d");

function measure(words) {
  measuring.font = `500 12.5px ${getComputedStyle(document.body).fontFamily}`;
  return measuring.measureText(words).width;
}

const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};
const sum = (stones) => stones.reduce((total, stone) => total + stone.weight, 0);

/** How far the beam tips: gently while little lies on it, steeper the more one side has. */
export function tilt(load, resource) {
  const total = load + resource;
  const share = total ? ((resource - load) / total) * (total / (total + 4)) : 0;
  return (STEEPEST * Math.tanh(2.4 * share)) / Math.tanh(2.4);
}

/* A stone like no other, the same one each time: its corners come from its name. */
function pebble(name, width, height) {
  const seed = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) >>> 0, 7);
  const bit = (place) => ((seed >>> (place * 4)) & 15) / 15;
  const [a, b, c, d] = [0, 1, 2, 3].map((place) =>
    Math.min(width * 0.35, Math.max(5, height * (0.45 + 0.4 * bit(place)))),
  );
  const [left, right] = [height * (0.42 + 0.2 * bit(4)), height * (0.42 + 0.2 * bit(5))];
  return (
    `M${a} 0H${width - b}A${b} ${right} 0 0 1 ${width} ${right}` +
    `A${c} ${height - right} 0 0 1 ${width - c} ${height}H${d}` +
    `A${d} ${height - left} 0 0 1 0 ${left}A${a} ${left} 0 0 1 ${a} 0Z`
  );
}

export function balancePlot(root, { columns, redraw, taken }) {
  const surface = find("[data-plot]", root);
  const beam = find("[data-beam]", surface);
  const pans = { load: panOf("load"), resource: panOf("resource") };
  let size = PAPER;
  const swing = spring((angle) => {
    const { pivot, arm } = frame();
    const turn = (angle * Math.PI) / 180;
    const [x, y] = [arm * Math.cos(turn), arm * Math.sin(turn)];
    beam.setAttribute("transform", `translate(${pivot.x} ${pivot.y}) rotate(${angle})`);
    pans.load.group.setAttribute("transform", `translate(${pivot.x - x} ${pivot.y - y})`);
    pans.resource.group.setAttribute("transform", `translate(${pivot.x + x} ${pivot.y + y})`);
  });

  function panOf(side) {
    const group = find(`[data-pan=${side}]`, surface);
    return { group, stones: named(find("[data-stones]", group), newStone) };
  }

  function newStone(name) {
    const stone = draw("g", { class: "stone" }, draw("g", {}, draw("path"), draw("text")));
    stone.addEventListener("click", () => taken(name));
    return stone;
  }

  function frame() {
    const { width, height } = size;
    const arm = width / 4;
    const narrow = width < 520;
    const foot = narrow ? 0.76 : 1;
    const pivot = { x: width / 2, y: height - 12 - 80 * foot };
    return { arm, foot, pivot, reach: arm - (narrow ? 5 : 14) };
  }

  function ground() {
    const { width, height } = size;
    const { arm, foot, reach, pivot } = frame();
    set(surface, { viewBox: `0 0 ${width} ${height}` });
    const stand = `translate(${pivot.x} ${pivot.y}) scale(${foot * foot} ${foot})`;
    set(find("[data-foot]", surface), { transform: stand });
    set(find("path", beam), { d: `M${-arm} 0Q0 -14 ${arm} 0Q0 14 ${-arm} 0Z` });
    for (const [side, at] of [["load", width / 4], ["resource", (3 * width) / 4]]) {
      const { group } = pans[side];
      const rim = -POST - BOWL;
      set(find("[data-bowl]", group), { d: `M${-reach} ${rim}A${reach} ${BOWL} 0 0 0 ${reach} ${rim}Z` });
      set(find("[data-rim]", group), { d: `M${-reach - 3} ${rim}H${reach + 3}` });
      set(find(`[data-side=${side}]`, surface), { x: at, y: height - 10 });
      names(find("[data-names]", group), columns[side], reach, rim);
    }
  }

  /* What the baskets are called, on the pan, if there is room to stand side by side. */
  function names(place, baskets, reach, rim) {
    const each = (2 * reach) / baskets.length;
    const fits = parted(baskets, reach) && baskets.every((name) => measure(name) < each - 20);
    place.replaceChildren(
      ...(fits ? baskets : []).map((name, at) => {
        const words = draw("text", { x: -reach + (at + 0.5) * each, y: rim + 17 });
        words.textContent = name;
        return words;
      }),
    );
  }

  const parted = (baskets, reach) => (2 * reach) / baskets.length > 100;

  function pile(side, stones, unit) {
    const { reach } = frame();
    const many = parted(columns[side], reach) ? columns[side].length : 1;
    const wide = (2 * reach - 16) / many;
    const heights = Array(many).fill(-POST - BOWL - 1.5);
    const elements = pans[side].stones(stones.map((stone) => stone.name));
    const heavy = stones.map((stone, at) => ({ ...stone, element: elements[at] }));
    for (const stone of heavy.sort((a, b) => b.weight - a.weight)) {
      const column = many > 1 ? stone.column : 0;
      const width = (wide - 6) * (0.8 + 0.04 * stone.weight);
      const height = stone.weight * unit;
      heights[column] -= height;
      const x = -reach + 8 + column * wide + (wide - width) / 2;
      const shape = { width, height: Math.max(2, height - 1.5) };
      stone.element.setAttribute("class", `stone ${side} tone-${stone.column}`);
      stone.element.style.transform = `translate(${x}px, ${heights[column]}px)`;
      dress(stone.element, stone, shape);
    }
  }

  function dress(element, { name, words }, { width, height }) {
    set(find("path", element), { d: pebble(name, width, height) });
    const most = Math.min(3, Math.floor((height - 2) / LINE));
    const said = most && width > 60 ? lines(words, width - 18, most, measure) : [];
    const top = height / 2 - ((said.length - 1) * LINE) / 2 + 4.5;
    find("text", element).replaceChildren(
      ...said.map((line, at) => {
        const piece = draw("tspan", { x: width / 2, y: top + at * LINE });
        piece.textContent = line;
        return piece;
      }),
    );
  }

  /* One size for both pans, so that they can be compared: the highest pile has to fit. */
  function unitOf(sides, angle) {
    const { pivot, arm, reach } = frame();
    const drop = arm * Math.sin((angle * Math.PI) / 180);
    const rooms = Object.entries(sides).flatMap(([side, stones]) => {
      const room = pivot.y - POST - BOWL - TOP + (side === "load" ? -drop : drop);
      const piles = parted(columns[side], reach)
        ? columns[side].map((_, column) => stones.filter((stone) => stone.column === column))
        : [stones];
      return piles.map((stones_) => room / Math.max(1, sum(stones_)));
    });
    return Math.min(HIGHEST, ...rooms);
  }

  function show(stones) {
    const sides = {
      load: stones.filter((stone) => stone.side === "load"),
      resource: stones.filter((stone) => stone.side === "resource"),
    };
    const angle = tilt(sum(sides.load), sum(sides.resource));
    const unit = unitOf(sides, angle);
    ground();
    for (const side of ["load", "resource"]) pile(side, sides[side], unit);
    swing.to(angle);
  }

  function fit(wanted) {
    if (!wanted.width || !wanted.height) return;
    surface.classList.add("still");
    size = { width: Math.round(wanted.width), height: Math.round(wanted.height) };
    redraw();
    swing.rest();
    requestAnimationFrame(() => surface.classList.remove("still"));
  }

  const printing = window.matchMedia("print");
  new ResizeObserver(([entry]) => printing.matches || fit(entry.contentRect)).observe(surface);
  window.addEventListener("beforeprint", () =>
    fit(document.documentElement.dataset.paper === "a3" ? POSTER : PAPER),
  );
  window.addEventListener("afterprint", () => fit(surface.getBoundingClientRect()));
  document.fonts.ready.then(() => redraw());

  return { surface, show };
}
