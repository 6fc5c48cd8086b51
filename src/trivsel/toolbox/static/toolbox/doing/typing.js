/* Words that stand in a box and are not yet added. They are part of a step's value, as
   typing: { box: text }, so that nobody loses what was typed by not pressing "Add". */

import { keyed, text } from "./plain.js";

export const typed = ({ typing = {} }) => Object.values(typing).filter((words) => words.trim());

/** The part of a value that holds them; {} when no box has any. */
export function cleanTyping(raw, boxes, most, trouble) {
  const typing = keyed(raw, boxes, (words) => text(words, most, trouble), trouble);
  return typed({ typing }).length ? { typing } : {};
}

/** The value with these words in a box; an emptied box leaves nothing behind. */
export function type({ typing = {}, ...value }, box, words) {
  const { [box]: _, ...others } = typing;
  const now = words ? { ...others, [box]: words } : others;
  return Object.keys(now).length ? { ...value, typing: now } : value;
}
