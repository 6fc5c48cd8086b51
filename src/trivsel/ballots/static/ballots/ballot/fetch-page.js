/* The page that a ballot is fetched from. Its words lie in templates/ballots/fetching.html; where
   to fetch, in the data of the element around it.

   One comes signed in, or by a personal link: its secret stands behind the # of the address, which
   browsers send to nobody. From here it is sent in the body alone, first for the group one answers
   in, then for the stamp; when the ballot is here, it is taken out of the address.

   Where answers have a host name of their own, the ballot goes along to it behind the #, as it
   would to another device. */

import { fetchBallot, keptFor } from "./fetching.js";
import { ballotOf } from "./store.js";
import { askJson, BLIND } from "./talking.js";
import { toldAs } from "./trouble.js";

const place = document.querySelector("[data-fetch]");
const find = (selector) => place.querySelector(selector);
const text = (name) => find(`template[data-text="${name}"]`)?.content.textContent.trim();
const { fetch: issue, answer, manifest, digest, round, cell, csrf, link } = place.dataset;
const here = { issue, manifest, digest, round, cell, csrf };
const secret = () => location.hash.slice(1);
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

const away = new URL(answer, location.href).origin !== location.origin;

/* Who comes by a link has pressed "Begin" here, so the questions open at once. */
async function goOn(ballot) {
  if (link) history.replaceState(null, "", location.pathname);
  if (away) follow(`${await carried(ballot)}${link ? ".begynd" : ""}`);
  else follow(link ? `${answer}#begynd` : answer);
}

const carried = async (ballot) => (await import("./carrying.js")).linkTo(ballot, answer);

/* A link that is pressed, not location: so the page gone to is not told where one came from. */
function follow(address) {
  const there = document.createElement("a");
  there.href = address;
  there.rel = "noreferrer";
  there.click();
}

async function wanted() {
  if (!link) return here;
  const found = await askJson(link, { secret: secret() }, BLIND);
  return { ...here, cell: found.cell, secret: secret() };
}

const keptHere = () => (link ? ballotOf(round) : keptFor(here));

async function press() {
  if (busy) return;
  busy = true;
  say("");
  find("[data-status]").textContent = text("working");
  button.setAttribute("aria-disabled", "true");
  try {
    await goOn(await fetchBallot(await wanted()));
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
  const kept = await keptHere().catch(() => undefined); // told when it matters, on pressing
  for (const other of document.querySelectorAll("a[hreflang]")) other.hash = link ? secret() : "";
  find("[data-is=new]").hidden = Boolean(kept?.signature);
  find("[data-is=there]").hidden = !kept?.signature;
  find("[data-begun]").hidden = !kept || Boolean(kept.signature);
}

button.addEventListener("click", press);
find("[data-do=go]").href = answer;
find("[data-do=go]").addEventListener("click", async (event) => {
  if (!away) return;
  event.preventDefault();
  follow(await carried(await keptHere()));
});
document.addEventListener("visibilitychange", () => document.hidden || busy || look());
addEventListener("pageshow", look);
addEventListener("hashchange", look);
