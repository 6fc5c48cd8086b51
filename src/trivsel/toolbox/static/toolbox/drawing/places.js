/* Places on a drawing: x and y from 0 to 100, up is more. What both kinds with notes share. */

import { fields, list, number, text } from "../doing/plain.js";
import { cleanTyping } from "../doing/typing.js";

export const MOST = 40;
export const LONGEST = 120;
export const NOTE = "note"; // the box that new notes are written in

const within = (low, number, high) => Math.max(low, Math.min(high, number));
const tenths = (number) => Math.round(number * 10) / 10;

export const inSquare = ({ x, y }) => ({ x: tenths(within(0, x, 100)), y: tenths(within(0, y, 100)) });

/** A place out of a stranger's file, or null. */
export function cleanPlace(raw, inside, trouble) {
  const own = fields(raw, trouble);
  const x = number(own.x, 0, 100, null, trouble);
  const y = number(own.y, 0, 100, null, trouble);
  return x === null || y === null ? (trouble(), null) : inside({ x, y });
}

/** The notes out of a stranger's file, and the one that is being written. */
export const cleanNotes = ({ notes, typing }, inside, trouble) => ({
  notes: list(
    notes,
    MOST,
    (one) => {
      const words = text(fields(one).text, LONGEST, trouble);
      const place = cleanPlace(one, inside, trouble);
      return place && words.trim() ? { text: words, ...place } : null;
    },
    trouble,
  ),
  ...cleanTyping(typing, [NOTE], LONGEST, trouble),
});

const RINGS = [0, 8, 13, 18, 24, 30, 37, 44];
const TURNS = 12;

/** The place nearest to the one wanted where no other note lies; `apart` is the size of a note. */
export function freePlace(wanted, notes, inside, apart) {
  const free = (place) =>
    notes.every(
      (note) => Math.abs(note.x - place.x) > apart.x || Math.abs(note.y - place.y) > apart.y,
    );
  for (const ring of RINGS) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const angle = (2 * turn * Math.PI) / TURNS - Math.PI / 2;
      const place = inside({ x: wanted.x + ring * Math.cos(angle), y: wanted.y + ring * Math.sin(angle) });
      if (free(place)) return place;
    }
  }
  return inside(wanted);
}
