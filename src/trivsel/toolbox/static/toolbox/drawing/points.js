/* The points of a curve: from left to right, never closer than GAP, never fewer than two.
   A point: { at: 0-100 of the time shown, load: 0-10, note }. Nothing here touches the page. */

import { fields, list, number, text } from "../doing/plain.js";
import { heightAt } from "./smooth.js";

export const MOST = 16;
export const FEWEST = 2;
export const LONGEST = 80;
const GAP = 2;

const tenths = (number) => Math.round(number * 10) / 10;
const within = (low, number, high) => Math.max(low, Math.min(high, number));

/** One point for each month, in the middle of the middle. */
export const start = (months) =>
  Array.from({ length: months + 1 }, (_, at) => ({ at: tenths((100 * at) / months), load: 5, note: "" }));

const put = (points, index, changes) =>
  points.map((point, place) => (place === index ? { ...point, ...changes } : point));

/** The point moved as far as its neighbours let it. */
export function moved(points, index, at, load) {
  const low = index ? points[index - 1].at + GAP : 0;
  const high = index < points.length - 1 ? points[index + 1].at - GAP : 100;
  return put(points, index, { at: tenths(within(low, at, high)), load: tenths(within(0, load, 10)) });
}

export const noted = (points, index, note) => put(points, index, { note });
export const without = (points, index) => points.filter((_, place) => place !== index);

/** Where a new point has most room: in the middle of the widest gap, or of the one after index. */
export function room(points, after = -1) {
  const gaps = points.slice(1).map((point, at) => [point.at - points[at].at, at]);
  const near = [gaps[Math.min(after, gaps.length - 1)]].filter((gap) => after >= 0 && gap[0] >= 2 * GAP);
  const [wide, at] = near[0] ?? gaps.sort((a, b) => b[0] - a[0])[0];
  return points[at].at + wide / 2;
}

/** A new point, on the line unless a load is given; null where there is no room. */
export function joined(points, at, load = null) {
  if (points.length >= MOST || points.some((point) => Math.abs(point.at - at) < GAP)) return null;
  const line = points.map((point) => ({ x: point.at, y: point.load }));
  const one = { at: tenths(at), load: tenths(within(0, load ?? heightAt(line, at), 10)), note: "" };
  const index = points.filter((point) => point.at < at).length;
  return { points: points.toSpliced(index, 0, one), index };
}

/** Points out of a stranger's list: in order, apart, within bounds; none if too few are left. */
export function clean(raw, trouble) {
  const read = (one) => {
    const own = fields(one, trouble);
    const at = number(own.at, 0, 100, null, trouble);
    const load = number(own.load, 0, 10, null, trouble);
    if (at === null || load === null) return trouble(), null;
    return { at: tenths(at), load: tenths(load), note: text(own.note, LONGEST, trouble) };
  };
  const sorted = list(raw, MOST, read, trouble).sort((a, b) => a.at - b.at);
  const apart = [];
  for (const point of sorted) {
    if (apart.length && point.at - apart.at(-1).at < 1) trouble();
    else apart.push(point);
  }
  if (apart.length === 1) trouble();
  return apart.length < FEWEST ? [] : apart;
}
