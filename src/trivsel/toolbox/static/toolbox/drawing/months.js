/* The months under a curve. It ends in the month it was drawn in, written 2026-11: opened again
   in spring, a draft from autumn still shows the months it is about. */

import { dated } from "../doing/page.js";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

export const isMonth = (raw) => typeof raw === "string" && MONTH.test(raw);

export function thisMonth(today = new Date()) {
  return `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
}

/** The middle of each month shown, the first one `back` months before the last. */
export function monthsUntil(until, back) {
  const [year, month] = until.split("-").map(Number);
  return Array.from({ length: back + 1 }, (_, at) => new Date(year, month - 1 - back + at, 15));
}

/** Their names as long as there is room for, and only every second or third if need be. */
export function monthNames(months, roomEach) {
  const how = roomEach > 82 ? "long" : "short";
  const every = Math.max(1, Math.ceil((how === "short" ? 40 : 0) / roomEach));
  return months.map((month, at) =>
    (months.length - 1 - at) % every ? "" : dated(month, { month: how }),
  );
}
