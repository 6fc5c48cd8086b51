/* A ballot comes from another device: what is said of it, and what can be chosen. The words lie in
   templates/ballots/ballot/arriving.html. */

import { take } from "./carrying.js";
import { toldAs } from "./trouble.js";

const find = (selector) => document.querySelector(selector);
const text = (name) => find(`template[data-text="${name}"]`)?.content.textContent.trim();
// Words of the same trouble elsewhere speak of answers; here there are none yet.
const HERE = { "offline": "not-checked", "fault": "not-checked", "no-store": "not-kept" };

let waiting; // what came, until it is taken in or given up; in this page alone

/** Take in what came behind the # of the address, or in a file; says whether it is here now. */
export async function arrive(came, where, after) {
  waiting = came;
  return attempt(where, after);
}

async function attempt(where, after, how) {
  say("");
  find("[data-told]").textContent = text("arriving");
  let done = "";
  try {
    done = text(await take(waiting, where, how));
  } catch ({ reason }) {
    const name = HERE[toldAs(reason)] ?? toldAs(reason);
    say(text(name) ?? text("not-checked"), name);
  }
  if (done) waiting = undefined;
  await after();
  find("[data-told]").textContent = done;
  return done !== "";
}

function say(words, reason = "") {
  find("[data-arriving]").hidden = !words;
  find("[data-arriving-said]").dataset.reason = reason;
  find("[data-arriving-said]").textContent = words;
  find("[data-arriving-choice]").hidden = reason !== "other-ballot";
  find("[data-arriving-again]").hidden = reason !== "not-checked";
}

/** What the buttons beside the words do. */
export const arrivals = {
  again: (where, after) => attempt(where, after),
  instead: (where, after) => attempt(where, after, { instead: true }),
  leave() {
    waiting = undefined;
    say("");
    find("[data-told]").textContent = text("left-as-it-is");
  },
};
