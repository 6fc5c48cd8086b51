/* Comments in an envelope: the same bytes as domain/blindsign/written.py, which picks them up. */

import { join, utf8 } from "./bytes.js";
import { Refused } from "./refusals.js";

export const LONGEST = 600; // units of UTF-16, as a length counts in a browser
const MOST_BYTES = 3 * LONGEST;
const HEADER = 3;
const ROOMS = [4096, 16384, 65536];

/** How long every frame is of a paper with so many items and open questions. */
export function room(items, questions) {
  const longest = HEADER + items + questions * (2 + MOST_BYTES);
  const size = ROOMS.find((each) => longest <= each);
  if (!size) throw new Refused("too-long");
  return size;
}

/** Comments end to end, each after its length; half of a sign becomes a mark, as it cannot be sent. */
export function lay(comments) {
  const laid = comments.map((comment) => {
    const text = utf8(comment.slice(0, LONGEST));
    return join(Uint8Array.of(text.length >> 8, text.length & 0xff), text);
  });
  return join(...laid);
}
