/* Three corners: own notes between them, and a mark for where the weight is.
   Value: { notes: [{ text, x: 0-100, y: 0-100 }], weight: { x, y } or null }, y from the bottom up. */

import { find, part, word } from "../doing/page.js";
import { fields } from "../doing/plain.js";
import { typed } from "../doing/typing.js";
import { inTriangle, nearer, nearest } from "../drawing/corners.js";
import { WEIGHT, noteField } from "../drawing/notefield.js";
import { cleanNotes, cleanPlace } from "../drawing/places.js";

const START = { x: 50, y: 33 };

export const empty = () => ({ notes: [], weight: null });
export const filled = (value) =>
  value.notes.length > 0 || value.weight !== null || typed(value).length > 0;

export function clean(raw, _said, trouble) {
  const own = fields(raw, trouble);
  const weight = own.weight ?? null;
  return {
    ...cleanNotes(own, inTriangle, trouble),
    weight: weight === null ? null : cleanPlace(weight, inTriangle, trouble),
  };
}

export function mount(root, { said, change }) {
  const names = said.corners.map((corner) => corner.text);

  function name(place) {
    const [one, other] = nearest(place).map((corner) => names[corner]);
    if (other) return word(root, "between", { one, other });
    return one ? word(root, "nearest", { corner: one }) : word(root, "middle");
  }

  /** A button for each corner, and where the thing is in words. */
  function row(element, { at, to }) {
    find("[data-nearer]", element).append(
      ...names.map((corner, index) => {
        const button = part(root, "nearer");
        button.textContent = word(root, "nearer", { corner });
        button.addEventListener("click", () => to(nearer(at(), index)));
        return button;
      }),
    );
    return {
      show(place) {
        find("[data-where]", element).textContent = name(place);
      },
    };
  }

  const weightRow = find("[data-weight-row]", root);
  const mark = find("[data-do=weigh]", root);
  let weight = null;
  const shown = row(weightRow, { at: () => weight, to: (place) => board.move(WEIGHT, place) });

  /** The mark comes and goes with a button, and has the same row as a note. */
  function rendered(value) {
    weight = value.weight;
    weightRow.hidden = !weight;
    mark.textContent = word(root, weight ? "unweigh" : "weigh");
    if (weight) shown.show(weight);
  }

  const board = noteField(root, { change, inside: inTriangle, name, start: START, row, rendered });

  mark.addEventListener("click", () => {
    board.with({ weight: weight ? null : START });
    if (weight) board.spotOf(WEIGHT).focus({ preventScroll: true });
  });
  weightRow.addEventListener("focusin", () => board.choose(WEIGHT));
  return { show: board.show, summary: board.summary };
}
