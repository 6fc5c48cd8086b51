/* Marks from 1 to 10. Value: { marks: { key: 1..10 }, notes: { key: text }, diary: [{ day, mark }] } */

import { all, draw, find, part, word } from "../doing/page.js";
import { fields, keyed, list, text } from "../doing/plain.js";
import { inWords, isDay } from "./days.js";

const MOST_DAYS = 400;

const keysOf = (said) => said.items?.map((item) => item.key) ?? ["mark"];

/** A mark, or 0 for none. A mark nobody could have set is left out, never moved to the nearest. */
const marked = (raw, trouble = () => {}) => {
  if (raw === undefined || raw === null || raw === 0) return 0;
  return Number.isInteger(raw) && raw >= 1 && raw <= 10 ? raw : (trouble(), 0);
};

const today = () => {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

export const empty = () => ({ marks: {}, notes: {}, diary: [] });
export const filled = ({ marks, notes, diary }) =>
  Object.values(marks).some(Boolean) || Object.values(notes).some(Boolean) || diary.length > 0;

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["marks", "notes", "diary"], (one) => one, trouble);
  const keys = keysOf(said);
  const oneDay = (one) => {
    const { day, mark } = fields(one);
    return isDay(day) && marked(mark) ? { day, mark } : (trouble(), null);
  };
  const days = list(own.diary, said.diary ? MOST_DAYS : 0, oneDay, trouble);
  return {
    marks: keyed(own.marks, keys, (mark) => marked(mark, trouble), trouble),
    notes: keyed(own.notes, keys, (note) => text(note, 1000, trouble), trouble),
    diary: [...new Map(days.map((one) => [one.day, one])).values()].sort((a, b) =>
      a.day < b.day ? -1 : 1,
    ),
  };
}

/** The diary as a line: a week's marks side by side, each with its number. */
function lineOf(days, label) {
  const shown = days.slice(-30);
  const x = (at) => (shown.length === 1 ? 50 : 4 + (at * 92) / (shown.length - 1));
  const y = (mark) => 36 - ((mark - 1) * 32) / 9;
  const points = shown.map((one, at) => `${x(at).toFixed(1)},${y(one.mark).toFixed(1)}`).join(" ");
  const svg = draw("svg", { viewBox: "0 0 100 40", role: "img", "aria-label": label });
  svg.append(draw("polyline", { points, class: "line" }));
  shown.forEach((one, at) => svg.append(draw("circle", { cx: x(at), cy: y(one.mark), r: 1.4 })));
  return svg;
}

export function mount(root, { said, change }) {
  let value = empty();
  const put = (more, how) => {
    value = { ...value, ...more };
    change(value, how);
  };

  /** With a diary, a mark is that of its day: each day begins without one. */
  function set(key, mark) {
    const marks = { ...value.marks, [key]: mark };
    if (!said.diary) return put({ marks });
    const others = value.diary.filter((one) => one.day !== today());
    put({ marks, diary: [...others, { day: today(), mark }] });
    showDiary();
  }

  const markOf = (shown, key) =>
    said.diary
      ? shown.diary.find((one) => one.day === today())?.mark
      : shown.marks[key];

  for (const item of all("[data-item]", root)) {
    const key = item.dataset.item;
    for (const radio of all("input[type=radio]", item)) {
      radio.addEventListener("change", () => set(key, Number(radio.value)));
    }
    const note = find("textarea", item);
    note?.addEventListener("input", () =>
      put({ notes: { ...value.notes, [key]: note.value } }, { during: true }),
    );
  }

  function dayRow(one) {
    const row = part(root, "day");
    const facts = { day: inWords(one.day), mark: one.mark };
    find("[data-text]", row).textContent = word(root, "day", facts);
    find("[data-do=remove]", row).addEventListener("click", () => {
      put({ diary: value.diary.filter((other) => other.day !== one.day) });
      show(value);
    });
    return row;
  }

  function showDiary() {
    const place = find("[data-days]", root);
    if (!place) return;
    place.replaceChildren(...value.diary.toReversed().map(dayRow));
    const line = find("[data-line]", root);
    line.hidden = value.diary.length < 2;
    line.replaceChildren(...(line.hidden ? [] : [lineOf(value.diary, word(root, "line"))]));
  }

  function show(shown) {
    value = shown;
    for (const item of all("[data-item]", root)) {
      const mark = String(markOf(shown, item.dataset.item) ?? "");
      for (const radio of all("input[type=radio]", item)) radio.checked = radio.value === mark;
      const note = find("textarea", item);
      if (note) note.value = shown.notes[item.dataset.item] ?? "";
    }
    showDiary();
  }

  const summary = (shown) => {
    const mark = said.items ? 0 : markOf(shown, "mark");
    return mark ? word(root, "mark", { mark }) : "";
  };
  return { show, summary };
}
