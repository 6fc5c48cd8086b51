/* Rows to fill in. Value: { named: { row key: { column: text } }, rows: [{ column: text }], budget } */

import { all, find, language, part, word } from "../doing/page.js";
import { keyed, list, oneOf, text } from "../doing/plain.js";
import { day } from "./days.js";

const MOST_ROWS = 60;

const blankRows = (said) => Array.from({ length: said.blank ?? 0 }, () => ({}));

export const empty = (said) => ({ named: {}, rows: blankRows(said), budget: "" });
const written = (row) => Object.values(row).some(Boolean);
export const filled = ({ named, rows, budget }) =>
  Boolean(budget) || rows.some(written) || Object.values(named).some(written);

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["named", "rows", "budget"], (one) => one, trouble);
  const columns = said.columns.map((column) => column.key);
  const cell = (value, key) => {
    const { holds, choices = [] } = said.columns.find((one) => one.key === key);
    if (holds === "choice") return oneOf(value, ["", ...choices.map((one) => one.key)], "", trouble);
    if (holds === "date") return day(value, trouble);
    return text(value, holds === "hours" ? 8 : 1000, trouble);
  };
  const row = (one) => keyed(one, columns, cell, trouble);
  const rows = list(own.rows, said.blank === undefined ? 0 : MOST_ROWS, row, trouble);
  return {
    named: keyed(own.named, said.rows?.map((one) => one.key) ?? [], row, trouble),
    rows: rows.length ? rows : blankRows(said),
    budget: text(own.budget, said.budget ? 8 : 0, trouble),
  };
}

/** Hours as people write them: 1,5 and 1.5 and "2 t" are hours, "mange" is none. */
export function hours(words) {
  const found = /^\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*\p{L}*\.?\s*$/u.exec(words ?? "");
  return found ? Number(`${found[1]}.${found[2] ?? 0}`) : 0;
}

export function mount(root, { said, change }) {
  let value = empty(said);
  const place = find("[data-own-rows]", root);
  const budget = find("[data-budget]", root);
  const counted = said.columns.find((column) => column.holds === "hours")?.key;

  function put(more, how) {
    value = { ...value, ...more };
    change(value, how);
    sum();
  }

  function listen(element, row, write) {
    for (const cell of all("[name]", element)) {
      cell.value = row[cell.name] ?? "";
      cell.oninput = () => write(cell.name, cell.value);
    }
  }

  function ownRow(row, index) {
    const element = part(root, "row");
    listen(element, row, (name, words) => {
      const rows = value.rows.map((old, at) => (at === index ? { ...old, [name]: words } : old));
      put({ rows }, { during: true });
    });
    const away = find("[data-do=remove]", element);
    away.setAttribute("aria-label", word(root, "remove-row", { number: index + 1 }));
    away.addEventListener("click", () => {
      put({ rows: value.rows.filter((_, at) => at !== index) });
      show(value);
      find("[data-do=add]", root).focus();
    });
    return element;
  }

  function sum() {
    if (!budget) return;
    const every = [...Object.values(value.named), ...value.rows];
    const all_ = every.reduce((whole, row) => whole + hours(row[counted]), 0);
    const gap = hours(value.budget) - all_;
    const name = !value.budget ? "sum" : gap < 0 ? "short" : gap > 0 ? "spare" : "even";
    const said_ = (number) => new Intl.NumberFormat(language(), { maximumFractionDigits: 2 }).format(number);
    find("[data-sum]", root).textContent = all_
      ? word(root, name, { sum: said_(all_), gap: said_(Math.abs(gap)) })
      : "";
  }

  budget?.addEventListener("input", () => put({ budget: budget.value }, { during: true }));
  find("[data-do=add]", root)?.addEventListener("click", () => {
    if (value.rows.length >= MOST_ROWS) return;
    put({ rows: [...value.rows, {}] });
    show(value);
    find("[name]", place.lastElementChild).focus();
  });

  function show(shown) {
    value = shown;
    for (const element of all("[data-row]", root)) {
      const key = element.dataset.row;
      listen(element, shown.named[key] ?? {}, (name, words) => {
        const named = { ...value.named, [key]: { ...value.named[key], [name]: words } };
        put({ named }, { during: true });
      });
    }
    place.replaceChildren(...shown.rows.map(ownRow));
    if (budget) budget.value = shown.budget;
    sum();
  }

  return {
    show,
    summary({ named, rows }) {
      const number = [...Object.values(named), ...rows].filter(written).length;
      return number ? word(root, "rows", { number }) : "";
    },
  };
}
