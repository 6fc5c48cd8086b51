/* The page that a ballot is fetched from. Its words lie in templates/ballots/fetching.html; where
   to fetch, in the data of the element around it. */

import { fetchBallot, keptFor } from "./fetching.js";
import { toldAs } from "./trouble.js";

const place = document.querySelector("[data-fetch]");
const find = (selector) => place.querySelector(selector);
const text = (name) => find(`template[data-text="${name}"]`)?.content.textContent.trim();
const { fetch: issue, answer, manifest, digest, round, cell, csrf } = place.dataset;
const wanted = { issue, manifest, digest, round, cell, csrf };
const button = find("[data-do=fetch]");
let busy = false;

function say(words, reason = "") {
  const fault = find("[data-fault]");
  fault.dataset.reason = reason;
  fault.hidden = !words;
  find("[data-said]").textContent = words;
}

function tell({ reason, words }) {
  const name = toldAs(reason);
  say(words || text(name) || text("fault"), name);
}

/* A link that is pressed, not location: so the page gone to is not told where one came from. */
function goOn() {
  const link = document.createElement("a");
  link.href = answer;
  link.rel = "noreferrer";
  link.click();
}

async function press() {
  if (busy) return;
  busy = true;
  say("");
  find("[data-status]").textContent = text("working");
  button.setAttribute("aria-disabled", "true");
  try {
    await fetchBallot(wanted);
    goOn();
  } catch (trouble) {
    tell(trouble);
    button.textContent = text("again");
  } finally {
    find("[data-status]").textContent = "";
    button.removeAttribute("aria-disabled");
    busy = false;
  }
}

/* Somebody may have been here before: the one who reads this, or another one on the same device. */
async function look() {
  const kept = await keptFor(wanted).catch(() => undefined); // told when it matters, on pressing
  find("[data-is=new]").hidden = Boolean(kept?.signature);
  find("[data-is=there]").hidden = !kept?.signature;
  find("[data-begun]").hidden = !kept || Boolean(kept.signature);
}

button.addEventListener("click", press);
find("[data-do=go]").href = answer;
document.addEventListener("visibilitychange", () => document.hidden || busy || look());
addEventListener("pageshow", look);
