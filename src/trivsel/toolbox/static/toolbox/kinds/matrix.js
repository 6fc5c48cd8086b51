/* Two axes and four fields for own notes. Value: { notes: [{ text, x: 0-100, y: 0-100 }] }
   x from left to right, y from bottom to top. */

import { find, make, word } from "../doing/page.js";
import { fields } from "../doing/plain.js";
import { typed } from "../doing/typing.js";
import { noteField } from "../drawing/notefield.js";
import { cleanNotes, inSquare } from "../drawing/places.js";

const MIDDLE = { x: 50, y: 50 };
// The middles of the four fields, in the order of the file: top left, top right, bottom left, right.
const MIDDLES = [{ x: 25, y: 75 }, { x: 75, y: 75 }, { x: 25, y: 25 }, { x: 75, y: 25 }];
const NOWHERE = 4; // as near to the middle as that, a note is not placed yet

export const empty = () => ({ notes: [] });
export const filled = (value) => value.notes.length > 0 || typed(value).length > 0;
export const clean = (raw, _said, trouble) => cleanNotes(fields(raw, trouble), inSquare, trouble);

/** Which field a place is in, 0-3; -1 in the very middle. */
function fieldOf({ x, y }) {
  if (Math.hypot(x - 50, y - 50) < NOWHERE) return -1;
  return (y < 50 ? 2 : 0) + (x < 50 ? 0 : 1);
}

export function mount(root, { said, change }) {
  const names =
    said.fields?.map((one) => one.text) ??
    [said.top, said.bottom].flatMap((up) => [said.left, said.right].map((side) => `${side}, ${up}`));
  const name = (place) => names[fieldOf(place)] ?? word(root, "middle");

  function row(element, { to, free }) {
    const choice = find("select", element);
    choice.append(
      make("option", { value: "-1", textContent: word(root, "middle") }),
      ...names.map((text, value) => make("option", { value, textContent: text })),
    );
    choice.addEventListener("change", () => to(free(MIDDLES[Number(choice.value)] ?? MIDDLE)));
    return {
      show(note) {
        choice.value = String(fieldOf(note));
      },
    };
  }

  const { show, summary } = noteField(root, { change, inside: inSquare, name, start: MIDDLE, row });
  return { show, summary };
}
