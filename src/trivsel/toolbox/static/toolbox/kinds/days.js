/* Days as they are kept (2026-12-01): read from anybody's file, and said on paper in words. */

import { all, dated, find, make } from "../doing/page.js";
import { text } from "../doing/plain.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day that is in the calendar: there is no 31 February, though a browser would take it. */
export function isDay(words) {
  if (typeof words !== "string" || !DAY.test(words)) return false;
  const date = new Date(`${words}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(words);
}

export function day(raw, trouble) {
  const words = text(raw, 10, trouble);
  return words === "" || isDay(words) ? words : (trouble(), "");
}

export const inWords = (words) => dated(new Date(`${words}T12:00`), { dateStyle: "long" });

/* A browser prints a date in its own language, 12/01/2026, and a Danish reader takes it for
   January. So the date stands on paper as a copy in the language of the page. */
window.addEventListener("beforeprint", () => {
  for (const field of all(".step input[type=date]")) {
    const copy = find("[data-day]", field.parentElement) ?? make("span", { ariaHidden: "true" });
    copy.dataset.day = "";
    copy.textContent = isDay(field.value) ? inWords(field.value) : "";
    field.after(copy);
  }
});
