/* Drafts live in this browser's IndexedDB and nowhere else. A draft:
   { id, format, tool, version, name, changed, values: { step key: value } } */

import { openDB } from "../vendor/idb.js";
import { drop, dropAll, laidBy, layBy } from "./haste.js";
import { fields, text } from "./plain.js";

export const FORMAT = 1;
const NAME = "trivsel-tools";

let opening;

function store() {
  opening ??= openDB(NAME, FORMAT, {
    upgrade(db) {
      db.createObjectStore("drafts", { keyPath: "id" }).createIndex("tool", "tool");
    },
    blocking(_current, _blocked, event) {
      event.target.close(); // another tab has a newer version of this page: let it through
      opening = undefined;
    },
    terminated() {
      opening = undefined; // a phone that ran short of room: the next one opens it again
    },
  }).then(takeIn);
  opening.catch(() => (opening = undefined));
  return opening;
}

/** Take in what an earlier page laid by in its last moment, unless the store has it already. */
async function takeIn(db) {
  for (const late of laidBy().map(readable)) {
    const work = db.transaction("drafts", "readwrite");
    const there = await work.store.get(late.id);
    if (!there || readable(there).changed < late.changed) await work.store.put(late);
    await work.done;
    drop(late.id);
  }
  return db;
}

/** randomUUID is only there on https and localhost; a workplace may serve plain http inside. */
const newId = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join("-");

export const newDraft = (tool, version) => ({
  id: newId(),
  format: FORMAT,
  tool,
  version,
  name: "",
  changed: "",
  values: {},
});

const moment = (raw) => (Number.isNaN(Date.parse(raw)) ? "" : text(raw, 40));

/** What lies in the store may be damaged: of a draft what can be read of it, its id as it is. */
function readable(raw) {
  const { id, tool, name, changed, values } = fields(raw);
  const whole = { name: text(name, 80), changed: moment(changed), values: fields(values) };
  return { ...newDraft(text(tool, 40), 1), ...whole, id };
}

const newestFirst = (drafts) =>
  drafts.map(readable).sort((one, other) => (one.changed < other.changed ? 1 : -1));

/** All drafts of a tool, the newest first. */
export async function draftsOf(tool) {
  return newestFirst(await (await store()).getAllFromIndex("drafts", "tool", tool));
}

export async function allDrafts() {
  return newestFirst(await (await store()).getAll("drafts"));
}

/** One draft, or undefined when it is not there any more. */
export async function draft(id) {
  const found = await (await store()).get("drafts", id);
  return found && readable(found);
}

/** Keep a draft last kept at `since`. If another window has written to it meanwhile, it is kept
    beside that one: both stay. Gives the draft as it was kept. */
export async function keep(one, since) {
  const work = (await store()).transaction("drafts", "readwrite");
  const there = await work.store.get(one.id);
  const apart = there !== undefined && readable(there).changed !== since;
  const kept = apart ? { ...one, id: newId() } : one;
  await work.store.put(kept);
  await work.done;
  drop(one.id);
  return kept;
}

/** Keep it at once, without looking whether another window has written to it: the page is going
    away, and there is no time to ask. A window that is still open keeps its own beside it. */
export async function keepInHaste(one) {
  layBy(one);
  const work = (await store()).transaction("drafts", "readwrite");
  work.store.put(one);
  work.commit(); // the browser would give up what waits for an answer
  await work.done;
  drop(one.id);
}

// --- forgetting, in all windows ---------------------------------------------------------------
const windows = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;

/** Call then(id) when another window has forgotten a draft, and then(null) for all of them. */
export function whenForgotten(then) {
  windows?.addEventListener("message", ({ data }) => then(data));
}

export async function forget(id) {
  drop(id);
  await (await store()).delete("drafts", id);
  windows?.postMessage(id);
}

export async function forgetEverything() {
  dropAll();
  await (await store()).clear("drafts");
  windows?.postMessage(null);
}
