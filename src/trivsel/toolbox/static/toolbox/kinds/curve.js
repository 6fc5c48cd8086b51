/* A line of load over the last months. Value: { points: [{ at: 0-100, load: 0-10, note }], until }
   No points: untouched. until is the last month shown, as 2026-11; see drawing/months.js. */

import { all, draw, find, language, part, word } from "../doing/page.js";
import { fields } from "../doing/plain.js";
import { curvePlot } from "../drawing/curveplot.js";
import { dragging } from "../drawing/dragging.js";
import { way } from "../drawing/keys.js";
import { isMonth, monthsUntil, thisMonth } from "../drawing/months.js";
import * as line from "../drawing/points.js";
import { pool } from "../drawing/pool.js";

const SIDE = 2; // of 100: how far an arrow key moves a point in time
const UP = 0.5; // of 10: how far in load

export const empty = () => ({ points: [], until: "" });
export const filled = (value) => value.points.length > 0;

export function clean(raw, _said, trouble) {
  const own = fields(raw, trouble);
  const points = line.clean(own.points, trouble);
  if (!points.length) return empty();
  if (!isMonth(own.until)) trouble();
  return { points, until: isMonth(own.until) ? own.until : thisMonth() };
}

const zoneOf = (load) => (load > 7 ? "high" : load < 3 ? "low" : "right");
const capital = (words) => words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);

export function mount(root, { said, change }) {
  const back = said.months ?? 6;
  const told = find("[data-told]", root);
  const plot = curvePlot(root, { newHandle, redraw: () => plot && draft() });
  const rows = pool(find("[data-notes]", root), newRow);
  let points = line.start(back);
  let until = thisMonth();
  let months = monthsUntil(until, back);
  let touched = false;
  let chosen = -1;
  let held = null; // what a drag began with

  const outOfTen = new Intl.NumberFormat(language(), { maximumFractionDigits: 1 });
  const draft = () => plot.show(points, months);

  // --- words ------------------------------------------------------------------------------
  const monthOf = (point) => Math.round((point.at / 100) * back);

  function when(point, closely = false) {
    const month = monthOf(point);
    const name = months[month].name;
    const alone = points.filter((other) => monthOf(other) === month).length < 2;
    if (alone && !closely) return capital(name);
    const off = (point.at / 100) * back - month;
    const third = off < -1 / 6 ? "early" : off > 1 / 6 ? "late" : "middle";
    return capital(word(root, third, { month: name }));
  }

  function spoken(point, closely) {
    const facts = { when: when(point, closely), zone: said[zoneOf(point.load)] };
    const words = word(root, "spoken", { ...facts, load: outOfTen.format(point.load) });
    return point.note ? word(root, "with-note", { spoken: words, note: point.note }) : words;
  }

  function say(index, closely = false) {
    const handle = plot.handles(points.length)[index];
    handle.setAttribute("aria-valuenow", points[index].load);
    handle.setAttribute("aria-valuetext", spoken(points[index], closely));
  }

  // --- showing ----------------------------------------------------------------------------
  function choose(index) {
    chosen = Math.min(index, points.length - 1);
    for (const each of [plot.handles(points.length), rows(points.length)]) {
      each.forEach((element, at) => element.classList.toggle("chosen", at === chosen));
    }
  }

  function render() {
    root.classList.toggle("untouched", !touched);
    root.classList.toggle("noted", points.some((point) => point.note));
    draft();
    const handles = plot.handles(points.length);
    rows(points.length).forEach((row, index) => {
      const name = word(root, "point", { number: index + 1, all: points.length });
      handles[index].setAttribute("aria-label", name);
      say(index);
      find("[data-when]", row).textContent = when(points[index]);
      const box = find("input", row);
      if (box.value !== points[index].note) box.value = points[index].note;
      row.classList.toggle("noted", Boolean(points[index].note));
    });
    choose(chosen);
  }

  function keep(how) {
    touched = true;
    change({ points, until }, how);
  }

  function tell(words) {
    told.textContent = words ? word(root, words) : "";
  }

  // --- doing ------------------------------------------------------------------------------
  function add(at, load = null) {
    const more = line.joined(points, at, load);
    tell(more ? "" : "no-room");
    if (!more) return;
    points = more.points;
    keep();
    render();
    plot.handles(points.length)[more.index].focus({ preventScroll: true });
  }

  function remove(index) {
    if (index < 0) return tell("choose");
    if (points.length <= line.FEWEST) return tell("two");
    tell("");
    points = line.without(points, index);
    keep();
    render();
    plot.handles(points.length)[Math.min(index, points.length - 1)].focus({ preventScroll: true });
  }

  function press(event, index) {
    const steps = way(event);
    if (steps) {
      const { at, load } = points[index];
      points = line.moved(points, index, at + steps.x * SIDE, load + steps.y * UP);
      keep({ during: true });
      render();
      say(index, steps.x !== 0);
    } else if (event.key === "Home" || event.key === "End") {
      points = line.moved(points, index, points[index].at, event.key === "End" ? 10 : 0);
      keep({ during: true });
      render();
    } else if (event.key === "Enter") {
      add(line.room(points, index));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      remove(index);
    } else return;
    event.preventDefault();
  }

  function newHandle(index) {
    const facts = { role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 10 };
    const handle = draw(
      "g",
      { ...facts, class: "handle", "aria-orientation": "vertical", "data-index": index },
      draw("circle", { class: "reach", r: 22 }),
      draw("circle", { class: "ring", r: 14 }),
      draw("circle", { class: "dot", r: 7 }),
    );
    handle.addEventListener("focus", () => choose(index));
    handle.addEventListener("keydown", (event) => press(event, index));
    return handle;
  }

  function newRow(index) {
    const row = part(root, "note");
    const box = find("input", row);
    box.addEventListener("focus", () => choose(index));
    box.addEventListener("input", () => {
      points = line.noted(points, index, box.value);
      keep({ during: true });
      render();
    });
    return row;
  }

  dragging(plot.surface, {
    grab(target) {
      const handle = target.closest(".handle");
      if (!handle) return false;
      const index = Number(handle.dataset.index);
      held = { index, points };
      handle.focus({ preventScroll: true });
      return true;
    },
    move(by) {
      const { index, points: before } = held;
      const to = plot.moved(by);
      const first = points === before;
      points = line.moved(before, index, before[index].at + to.at, before[index].load + to.load);
      if (first) {
        root.classList.remove("untouched");
        keep({ during: true });
      }
      plot.bend(points);
      plot.carry(index, before[index], points[index]);
      say(index);
    },
    drop(went) {
      held = null;
      if (!went) return;
      keep();
      render();
    },
  });

  plot.surface.addEventListener("dblclick", (event) => {
    if (event.target.closest(".handle")) return;
    const box = plot.surface.getBoundingClientRect();
    const { at, load } = plot.under({ x: event.clientX - box.left, y: event.clientY - box.top });
    add(Math.max(0, Math.min(100, at)), load);
  });
  find("[data-do=add]", root).addEventListener("click", () => add(line.room(points)));
  find("[data-do=remove]", root).addEventListener("click", () => remove(chosen));
  for (const tool of all("[data-live]", root)) tool.hidden = false; // of no use without a script

  return {
    show(value) {
      touched = filled(value);
      points = touched ? value.points : line.start(back);
      until = value.until || thisMonth();
      months = monthsUntil(until, back);
      tell("");
      render();
    },
    summary(value) {
      if (!filled(value)) return "";
      const notes = value.points.filter((point) => point.note).length;
      const words = ["points", "points-note"][notes] ?? "points-notes";
      return word(root, words, { points: value.points.length, notes });
    },
  };
}
