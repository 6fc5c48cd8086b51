/* Answering with a stamped ballot: what answer.js does otherwise with a slip.

   What the device has of this round is read from the store and said on the welcome; the rest, with
   all its arithmetic, is loaded when somebody begins. */

import { anyWritten, written } from "../written.js";
import { watchReceipt } from "./receipt-card.js";
import { ballotOf } from "./store.js";
import { toldAs } from "./trouble.js";

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const text = (name) => find(`template[data-text="${name}"]`)?.content.textContent.trim();

/* A ballot from another device comes behind the # of the address, which browsers send to nobody.
   Away with it before anything else happens: whoever reads the address could answer with it. */
const ARRIVING = /^#BALLOT\./;
const BEGINS = /\.begynd$/; // "Begin" was pressed where it was fetched, under another host name
function taken() {
  const { hash } = location;
  if (!ARRIVING.test(hash)) return "";
  const left = BEGINS.test(hash) ? "#begynd" : "";
  history.replaceState({ place: 0 }, "", `${location.pathname}${left}`);
  return hash;
}

let came = taken();
let arriving; // whether what came has been taken in, once that is known
let where; // the addresses of this page, in its language, and the round
let kept; // the round's ballot, as the store had it last
let able = true; // whether there is a store at all
let means; // what it takes to seal and send, from the first "Begin" on

const state = () => {
  if (!able) return "no-store";
  if (!kept?.signature) return kept ? "unfinished" : "none";
  if (kept.envelope) return "sealed";
  return kept.receipt ? "answered" : "ready";
};

async function look() {
  try {
    kept = await ballotOf(where.round);
    able = true;
  } catch {
    able = false;
  }
  const now = state();
  for (const part of all("[data-ballot]")) part.hidden = !part.dataset.ballot.split(" ").includes(now);
  showReceipt(document);
}

function showReceipt(root) {
  for (const place of all("[data-receipt]", root)) place.textContent = kept?.receipt ?? "";
}

function told({ reason, words }) {
  // Whatever kept it from being sent: once it is sealed it is kept, and that is what to say.
  const waits = kept?.envelope && ["offline", "fault", "signed-out"].includes(reason);
  const name = waits ? "not-sent" : toldAs(reason);
  return { reason: name, words: words || text(name) || text("fault") };
}

async function load() {
  const module = await import("./handing-in.js").catch((cause) => {
    throw Object.assign(new Error("no module", { cause }), { reason: "offline" });
  });
  return { ...module, sealKey: await module.sealKeyFor(kept, where.manifest) };
}

/* All of it is there before the first question: nobody answers what could not be sealed. */
async function ready() {
  const arrived = (await arriving) ?? true;
  arriving = undefined;
  if (!arrived) return { words: "" }; // why not, and what can be done, stands on the page by now
  await look();
  if (!kept?.signature) return { reason: "no-ballot", words: text("no-ballot") };
  const status = find("[data-told]");
  status.textContent = means ? "" : text("preparing");
  try {
    means ??= await load();
  } catch (trouble) {
    return told(trouble);
  } finally {
    status.textContent = "";
  }
}

async function handIn(work) {
  try {
    kept = await work();
    return { thanks: thanks() };
  } catch (trouble) {
    await look();
    return told(trouble);
  }
}

function send() {
  const packed = Uint8Array.from(all("fieldset"), (item) => find(":checked", item)?.value ?? 0);
  if (!packed.some(Boolean) && !anyWritten()) return { reason: "empty", words: text("empty") };
  const answer = { packed, comments: written() };
  return handIn(() => means.handIn(where.round, where.handIn, answer, means.sealKey));
}

async function resend() {
  const refused = await ready();
  return refused ?? handIn(() => means.handInKept(where.round, where.handIn));
}

function thanks() {
  const said = find("template[data-thanks]");
  const whole = said.content.cloneNode(true);
  showReceipt(whole);
  return { title: said.dataset.title, parts: whole.children };
}

async function arrive(carried) {
  if (!carried) return true;
  try {
    const { arrive: takeIn } = await import("./arriving.js");
    return await takeIn(carried, where, look);
  } catch {
    find("[data-told]").textContent = text("not-checked"); // the module did not come
    return false;
  }
}

/* What is done with a ballot beside answering is loaded when somebody does it. */
async function carry(module, name) {
  try {
    const actions = await module();
    await actions[name](where, look);
  } catch {
    find("[data-told]").textContent = text("carry-failed");
  }
}

export const ballot = {
  dress() {
    const form = find("form");
    where = { ...form.dataset, page: form.getAttribute("action") };
    look();
    if (came) arriving = arrive(came);
    came = "";
  },
  carry() {}, // nothing is typed that another page would have to take over
  begun: () => Boolean(means && kept?.signature),
  ready,
  send,
  resend,
};

// Back from where the ballot was fetched, in this tab or in another one.
document.addEventListener("visibilitychange", () => document.hidden || look());
addEventListener("pageshow", (event) => event.persisted && look());
watchReceipt(() => where, look);

addEventListener("hashchange", () => {
  if (!find("form")) location.reload(); // after the thanks: the page is made anew, and takes it in
  else arrive(taken());
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-carry], [data-arriving-do]");
  if (!button) return;
  const { carry: leaves, arrivingDo } = button.dataset;
  if (leaves) carry(async () => (await import("./leaving.js")).leavings, leaves);
  else carry(async () => (await import("./arriving.js")).arrivals, arrivingDo);
});

document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-ballot-file]") || !target.files.length) return;
  await arrive(await target.files[0].slice(0, 10_000).text());
  target.value = "";
});
