/* Keeps the draft in this browser while one works, and lets one have several of them by name. */

import { draft as stored, draftsOf, keep, keepInHaste, newDraft, whenForgotten } from "./drafts.js";
import { say } from "./said.js";

const PAUSE = 250;

export class Keeping {
  #fresh;
  #values;
  #fill;
  #draft;
  #waiting = 0;
  #changed = false; // since it was last kept
  #saving = Promise.resolve(true);

  /** values() gives what is on the page; fill(values) puts it there and tells how much was not
      read of it. */
  constructor(tool, { values, fill }) {
    this.#fresh = () => newDraft(tool.dataset.tool, Number(tool.dataset.version));
    this.#values = values;
    this.#fill = fill;
    this.#draft = this.#fresh();
    this.#listen();
  }

  /** Open the latest draft, unless somebody was quicker than the store. */
  async start() {
    try {
      const [latest] = await draftsOf(this.#draft.tool);
      if (latest && !this.#waiting) this.#show(latest);
    } catch {
      say("cannot-keep");
    }
  }

  get draft() {
    return { ...this.#draft, values: this.#values() };
  }

  changed() {
    this.#changed = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#save(), PAUSE);
  }

  /** Everything up to now is kept, as far as this browser keeps anything. */
  settled() {
    return this.#waiting ? this.#save() : this.#saving;
  }

  async open(one) {
    await this.settled();
    if (!this.#show((await stored(one.id)) ?? one)) say("opened");
  }

  /** Take a draft that came from a file, and keep it beside the others. */
  async take(one) {
    await this.settled();
    const troubles = this.#show({ ...this.#fresh(), ...one });
    if (await this.#save()) say(troubles ? "partly-read" : "opened", { troubles });
  }

  async rename(name) {
    this.#draft = { ...this.#draft, name };
    await this.#save();
  }

  /** Begin anew. What was on the page stays in the store, if it was not forgotten there. */
  begin() {
    this.#show(this.#fresh());
    say("stays");
  }

  #show(one) {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#changed = false;
    this.#draft = one;
    const troubles = this.#fill(one.values);
    if (troubles) say("partly-read", { troubles });
    return troubles;
  }

  #save() {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#saving = this.#saving
      .then(() => this.#write())
      .then(() => true)
      .catch(() => (say("cannot-keep"), false));
    return this.#saving;
  }

  /** The draft as it is now, or nothing while there is nothing to keep. */
  #whole() {
    const { draft } = this;
    if (!draft.changed && !draft.name && !Object.keys(draft.values).length) return null;
    return { ...draft, version: this.#fresh().version, changed: new Date().toISOString() };
  }

  async #write() {
    const { id, changed } = this.#draft;
    const whole = this.#whole();
    if (!whole) return;
    const kept = await keep(whole, changed);
    const { draft } = this;
    if (draft.id !== id || draft.changed !== changed) return; // it went on meanwhile
    this.#draft = { ...this.#draft, id: kept.id, changed: kept.changed };
    this.#changed = this.#waiting !== 0;
    say(kept.id === id ? "kept" : "kept-apart");
  }

  /** The page is going away: what was written in the last moment goes into the store at once. */
  #leave() {
    const whole = this.#changed ? this.#whole() : null;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#changed = false;
    if (!whole) return;
    this.#draft = { ...this.#draft, changed: whole.changed };
    keepInHaste(whole).catch(() => {}); // nobody is there any more to be told
  }

  /** Back at the page: in another window the draft may have gone on, or been forgotten. */
  async #lookAgain() {
    const { id, changed } = this.#draft;
    if (!changed || this.#waiting) return;
    const there = await stored(id);
    if (this.#waiting || this.#draft.changed !== changed || there?.changed === changed) return;
    this.#show(there ?? this.#fresh());
    say(there ? "gone-on" : "forgotten");
  }

  #listen() {
    const lookAgain = () => this.#lookAgain().catch(() => {});
    whenForgotten((id) => (id === null || id === this.#draft.id) && this.begin());
    window.addEventListener("pagehide", () => this.#leave());
    window.addEventListener("pageshow", (event) => event.persisted && lookAgain());
    document.addEventListener("visibilitychange", () =>
      document.visibilityState === "visible" ? lookAgain() : this.#leave(),
    );
  }
}
