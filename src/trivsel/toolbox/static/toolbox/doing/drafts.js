/* Drafts live in this browser's IndexedDB and nowhere else. A draft:
   { id, format, tool, version, name, changed, values: { step key: value } } */

import { openDB } from "../vendor/idb.js";

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
  });
  return opening;
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

/** All drafts of a tool, the newest first. */
export async function draftsOf(tool) {
  const found = await (await store()).getAllFromIndex("drafts", "tool", tool);
  return found.sort((a, b) => (a.changed < b.changed ? 1 : -1));
}

export const draft = async (id) => (await store()).get("drafts", id);
export const keep = async (one) => (await store()).put("drafts", one);
export const forget = async (id) => (await store()).delete("drafts", id);
export const forgetEverything = async () => (await store()).clear("drafts");
export const allDrafts = async () => (await store()).getAll("drafts");
