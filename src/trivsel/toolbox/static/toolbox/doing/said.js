/* The line above the steps: what has just happened to what was written. */

import { find, word } from "./page.js";

const WARNINGS = ["cannot-keep", "cannot-start", "kept-apart", "partly-read"];

/** Say it once: a screen reader would read the same words again. */
export function say(name, facts) {
  const line = find("[data-said]");
  const words = word(document, name, facts);
  if (line.textContent !== words) line.textContent = words;
  for (const look of ["message", "warning"]) line.classList.toggle(look, WARNINGS.includes(name));
}
