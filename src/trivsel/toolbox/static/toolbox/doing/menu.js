/* The drafts of this tool in this browser: names, files, and forgetting them. */

import { draftsOf, forget, forgetEverything } from "./drafts.js";
import { asFile, fromFile, Unreadable } from "./file.js";
import { all, dated, find, make, part, word } from "./page.js";

const LONGEST = 80;

export class Menu {
  #tool;
  #keeping;
  #begin;
  #menu = find("dialog[data-drafts]");

  /** begin() leads to the first step: a new draft starts there. */
  constructor(tool, keeping, { begin }) {
    this.#tool = tool;
    this.#keeping = keeping;
    this.#begin = begin;
    const { actions } = this;
    for (const [name, run] of Object.entries(actions)) {
      for (const button of all(`[data-do="${name}"]`, this.#menu)) button.onclick = run;
    }
    find("[data-name]", this.#menu).onchange = (event) => this.#rename(event.target.value);
    find("[data-file]", this.#menu).onchange = (event) => this.#openFile(event.target);
    for (const button of all("[data-do=drafts]")) button.onclick = () => this.#open();
  }

  get actions() {
    return {
      close: () => this.#menu.close(),
      new: () => this.#new(),
      "save-file": () => this.#saveFile(),
      "forget-all": ({ currentTarget }) =>
        this.#sure("sure-all", {}, currentTarget, async () => {
          await forgetEverything().catch(() => {}); // where nothing is kept, the page is emptied
          this.#keeping.begin();
        }),
    };
  }

  #say(name, facts) {
    find("[data-menu-said]", this.#menu).textContent = name ? word(document, name, facts) : "";
  }

  async #open() {
    this.#say("");
    find("[data-sure]", this.#menu).hidden = true;
    await this.#list();
    this.#menu.showModal();
  }

  async #list() {
    await this.#keeping.settled();
    const { id, name, tool } = this.#keeping.draft;
    const found = await draftsOf(tool).catch(() => []);
    find("[data-name]", this.#menu).value = name;
    const rows = found.map((one) => this.#row(one, one.id === id));
    find("[data-list]", this.#menu).replaceChildren(...rows);
    find("[data-list]", this.#menu).hidden = found.length === 0;
    find("[data-none]", this.#menu).hidden = found.length > 0;
  }

  #called({ name, changed }) {
    const day = () => dated(changed ? new Date(changed) : new Date(), { dateStyle: "long" });
    return name || word(document, "draft-of", { day: day() });
  }

  #row(one, here) {
    const item = part(this.#menu, "draft");
    const name = this.#called(one);
    const open = find("[data-do=open]", item);
    open.textContent = name;
    if (here) open.setAttribute("aria-current", "true");
    if (one.changed) {
      const when = { dateStyle: "short", timeStyle: "short" };
      find("[data-when]", item).textContent = dated(new Date(one.changed), when);
    }
    open.onclick = async () => {
      await this.#keeping.open(one);
      this.#menu.close();
    };
    const away = find("[data-do=forget-one]", item);
    away.setAttribute("aria-label", word(document, "forget-named", { name }));
    away.onclick = () =>
      this.#sure("sure-one", { name }, away, async () => {
        await forget(one.id);
        if (one.id === this.#keeping.draft.id) this.#keeping.begin();
      });
    return item;
  }

  /** Ask before anything is lost; whoever says no is back where they asked. */
  #sure(question, facts, from, then) {
    const asking = find("[data-sure]", this.#menu);
    const end = (focus) => {
      asking.hidden = true;
      focus.focus();
    };
    find("p", asking).textContent = word(document, question, facts);
    asking.hidden = false;
    find("[data-do=yes]", asking).onclick = async () => {
      await then();
      await this.#list();
      this.#say("forgotten");
      end(find("[data-do=close]", this.#menu));
    };
    find("[data-do=no]", asking).onclick = () => end(from);
    find("[data-do=no]", asking).focus();
  }

  async #new() {
    await this.#keeping.settled();
    this.#keeping.begin();
    this.#menu.close();
    this.#begin();
  }

  async #rename(name) {
    await this.#keeping.rename(name.trim().slice(0, LONGEST));
    await this.#list();
  }

  #saveFile() {
    const { slug, title } = this.#tool.dataset;
    const { name, blob } = asFile(this.#keeping.draft, { slug, title });
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#say("file-saved", { name });
  }

  async #openFile(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      const found = await fromFile(file, this.#tool.dataset.tool);
      await this.#keeping.take(found);
      this.#menu.close();
      this.#begin();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#say(error.reason, { name: file.name });
      const { slug, title } = error.facts;
      const link = () => make("a", { href: `../${slug}/`, textContent: title || slug });
      if (slug) find("[data-menu-said]", this.#menu).append(" ", link());
    } finally {
      input.value = ""; // the same file can be chosen again
    }
  }
}
