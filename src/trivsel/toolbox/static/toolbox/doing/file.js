/* A draft as a file: written for oneself or a colleague, and read as a stranger's. */

import { FORMAT } from "./drafts.js";
import { fields, text } from "./plain.js";

const LARGEST = 1_000_000; // bytes; a full draft has some ten thousand
const SLUG = /^[a-z0-9-]{1,60}$/;

/** Why a file cannot be opened: the name of the words that say so, and their facts. */
export class Unreadable extends Error {
  constructor(reason, facts = {}) {
    super(reason);
    this.reason = reason;
    this.facts = facts;
  }
}

export function asFile(draft, { slug, title }) {
  const { tool, version, name, changed, values } = draft;
  const of = { tool, slug, title, version };
  const whole = { trivsel: "draft", format: FORMAT, ...of, name, changed, values };
  const day = (changed || new Date().toISOString()).slice(0, 10);
  return {
    name: `trivsel-${slug}-${day}.json`,
    blob: new Blob([JSON.stringify(whole, null, 1)], { type: "application/json" }),
  };
}

export async function fromFile(file, tool) {
  if (file.size > LARGEST) throw new Unreadable("file-too-large");
  let raw;
  try {
    raw = JSON.parse(await file.text());
  } catch {
    throw new Unreadable("file-not-json");
  }
  const whole = fields(raw);
  if (whole.trivsel !== "draft" || !Number.isInteger(whole.format)) {
    throw new Unreadable("file-not-ours");
  }
  if (whole.format > FORMAT) throw new Unreadable("file-newer");
  if (whole.tool !== tool) {
    const slug = SLUG.test(text(whole.slug)) ? whole.slug : "";
    throw new Unreadable("file-other-tool", { slug, title: text(whole.title, 60) });
  }
  return { name: text(whole.name, 80), values: fields(whole.values) };
}
