/* The months under a curve. It ends in the month it was drawn in, written 2026-11: opened again
   in spring, a draft from autumn still shows the months it is about. */

import { dated } from "../doing/page.js";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

export const isMonth = (raw) => typeof raw === "string" && MONTH.test(raw);

export function thisMonth(today = new Date()) {
  return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
}

/** The months shown, the first one `back` months before the last, by their names. */
export function monthsUntil(until, back) {
  const [year, month] = until.split("-").map(Number);
  return Array.from({ length: back + 1 }, (_, at) => {
    const middle = new Date(year, month - 1 - back + at, 15);
    return { name: dated(middle, { month: "long" }), short: dated(middle, { month: "short" }) };
  });
}

/** Their names as long as there is room for, and only every second or third if need be. */
export function monthNames(months, roomEach) {
  if (roomEach > 82) return months.map((month) => month.name);
  const every = Math.max(1, Math.ceil(40 / roomEach));
  return months.map((month, at) => ((months.length - 1 - at) % every ? "" : month.short));
}
