/* How the spiral looks: the line, a station for each stage with its name, and the own mark. The
   viewBox is the size in pixels, so letters keep their size on a phone. */

import { draw, find } from "../doing/page.js";
import { coil } from "./coil.js";
import { lines } from "./labels.js";
import { spring } from "./spring.js";

const PAPER = { width: 680, height: 590, paper: "sheet" };
const POSTER = { width: 860, height: 350, paper: "poster" };
const NAME = 17; // from one line of a name to the next
const BODY = 13;
const RULE = 20; // from one line to write on to the next

const measuring = document.createElement("canvas").getContext("2d");

function measurer(font) {
  return (words) => {
    measuring.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
    return measuring.measureText(words).width;
  };
}

const asName = measurer("600 14px");
const asBody = measurer("400 10.5px");

const set = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
};

/* A sheet and a screen have the names to the right; a poster has words to the left of the spiral and
   room to write to the right of it, one above the other all the way down. */
function layout({ width, height, paper }, many) {
  if (paper === "poster") {
    const side = width * 0.345;
    return {
      coil: { middle: width / 2, widest: width * 0.115, height, room: 44, mirrored: true },
      text: { x: 0, width: side - 12, end: side - 6 },
      write: { x: width - side, width: side },
      each: height / many,
    };
  }
  const widest = Math.min(width * 0.225, 140);
  const x = 2 * widest + (width < 420 ? 26 : 46);
  const text = { x, width: width - x - 2, end: x - 8 };
  const room = paper ? height / (many + 1) : 44;
  return { coil: { middle: widest + 6, widest, height, room }, text, write: text };
}

export function spiralPlot(root, { stages, redraw }) {
  const surface = find("[data-plot]", root);
  const mark = find("[data-mark]", surface);
  const stations = stages.map((_, at) => station(at));
  let size = PAPER;
  let plan = layout(size, stages.length);
  let line = coil(stages.length, plan.coil);
  let place = null;
  const glide = spring((at) => put(at));
  find("[data-stations]", surface).append(...stations);

  function station(at) {
    const number = draw("text", { class: "number" });
    number.textContent = `${at + 1} `;
    return draw(
      "g",
      { class: "station", role: "tab", tabindex: at ? -1 : 0 },
      draw("rect", { class: "reach" }),
      draw("path", { class: "lead" }),
      draw("circle", { class: "ring", r: 21 }),
      draw("circle", { class: "dot", r: 15 }),
      number,
      draw("text", { class: "name" }),
      draw("text", { class: "body" }),
      draw("text", { class: "note" }),
      draw("path", { class: "rules" }),
    );
  }

  function written(element, broken, x, y, height) {
    element.replaceChildren(
      ...broken.map((words, at) => {
        const piece = draw("tspan", { x, y: y + at * height });
        piece.textContent = `${words} `;
        return piece;
      }),
    );
    return y + broken.length * height;
  }

  function ground(notes) {
    set(surface, { viewBox: `0 0 ${size.width} ${size.height}` });
    set(find("linearGradient", surface), { y1: 0, y2: size.height });
    for (const [name, d] of Object.entries(line.lines())) set(find(`path.${name}`, surface), { d });
    root.classList.toggle("wordy", Boolean(plan.each) && wordy());
    stations.forEach((element, at) => dress(element, at, notes[at]));
  }

  function dress(element, at, note) {
    const { x, y } = line.spot(at);
    const { text, write, each } = plan;
    const part = (name) => find(`.${name}`, element);
    for (const circle of element.querySelectorAll("circle")) set(circle, { cx: x, cy: y });
    set(part("number"), { x, y: y + 5 });
    const broken = lines(stages[at].text, text.width, 3, asName);
    const high = each ? at * each + 18 : y - (size.paper ? 0 : ((broken.length - 1) * NAME) / 2);
    const named = written(part("name"), broken, text.x, high + 5, NAME);
    written(part("body"), each && !wordy() ? bodyOf(at) : [], text.x, named, BODY);
    set(part("lead"), { d: `M${text.x > x ? x + 15 : x - 15} ${y}L${text.end} ${each ? high : y}` });
    const tall = Math.max(44, named - high + 12);
    const left = Math.min(x - 22, text.x - 4);
    set(part("reach"), { x: left, y: y - tall / 2, width: size.width - left, height: tall });
    const from = each ? at * each : named - 12;
    const until = each ? (at + 1) * each - 6 : y - 18 + line.step;
    if (size.paper) room(element, { note, from, until, ...write });
  }

  const bodyOf = (at) => lines(stages[at].body, plan.text.width, 99, asBody);

  /** Is there more to read than a poster has room for? Then it stands on a sheet of its own. */
  function wordy() {
    const tall = ({ text }, at) =>
      lines(text, plan.text.width, 3, asName).length * NAME + bodyOf(at).length * BODY;
    return stages.some((stage, at) => tall(stage, at) > plan.each - 4);
  }

  function room(element, { note, from, until, x, width }) {
    const many = Math.max(1, Math.floor((until - from) / RULE));
    const broken = note ? lines(note, width, many, asBody) : [];
    written(find(".note", element), broken, x, from + RULE, BODY + 3);
    const ruled = Array.from({ length: broken.length ? 0 : many }, (_, at) => at + 1);
    const each = ruled.map((at) => `M${x} ${from + at * RULE}h${width}`);
    find(".rules", element).setAttribute("d", each.join(""));
  }

  function put(at) {
    const { x, y } = line.spot(at);
    mark.setAttribute("transform", `translate(${x} ${y})`);
  }

  function show(at, notes) {
    ground(notes);
    const before = place;
    place = at ?? line.start;
    if (before === null) jump();
    else glide.to(place);
  }

  function jump() {
    glide.to(place, place);
    glide.rest();
  }

  function fit(wanted) {
    if (!wanted.width || !wanted.height) return;
    const { width, height, paper } = wanted;
    size = { width: Math.round(width), height: Math.round(height), paper };
    plan = layout(size, stages.length);
    line = coil(stages.length, plan.coil);
    redraw();
    jump();
  }

  const fitScreen = () => fit(surface.getBoundingClientRect());
  const printing = window.matchMedia("print");
  new ResizeObserver(([entry]) => printing.matches || fit(entry.contentRect)).observe(surface);
  window.addEventListener("beforeprint", () =>
    fit(document.documentElement.dataset.paper === "a3" ? POSTER : PAPER),
  );
  window.addEventListener("afterprint", fitScreen);
  document.fonts.ready.then(() => redraw());

  return {
    surface,
    stations,
    mark,
    show,
    /** While the mark is dragged: where it goes to, from a place, by so many pixels. */
    dragged(from, by) {
      const { x, y } = line.spot(from);
      place = line.nearest({ x: x + by.x, y: y + by.y });
      jump();
      return place;
    },
    get start() {
      return line.start;
    },
  };
}
