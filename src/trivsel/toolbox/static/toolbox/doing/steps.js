/* One step at a time: the list at the side, back and next, and the address of the step. */

import { all, find, word } from "./page.js";

const WIDE = ["agreement", "checklist", "grid", "pairs", "reveal", "table"]; // need the whole width
const LOW = 0.6; // of the height of the screen: further down, a heading is not where one looks

export class Steps {
  #tool;
  #sections;
  #links;
  #at;

  constructor(tool) {
    this.#tool = tool;
    this.#sections = all("[data-step]", tool);
    this.#links = all("[data-go]", tool);
    this.#at = Math.max(0, this.#asked());
    this.#listen();
    this.#mark();
    if (this.#at > 0) this.#bring();
  }

  /** Go to a step by its key; nothing moves when it is there already. */
  to(key, how) {
    const place = this.#sections.findIndex((section) => section.dataset.key === key);
    if (place !== this.#at) this.#show(place, how);
  }

  begin() {
    this.#show(0, { focus: false });
  }

  get #heading() {
    return find("h2", this.#sections[this.#at]);
  }

  #asked() {
    return this.#sections.findIndex((section) => `#${section.id}` === window.location.hash);
  }

  #show(index, { focus = true } = {}) {
    this.#at = Math.max(0, Math.min(this.#sections.length - 1, index));
    this.#mark();
    if (focus) this.#heading.focus({ preventScroll: true });
    this.#bring();
    window.history.replaceState(null, "", `#${this.#sections[this.#at].id}`);
  }

  #mark() {
    const here = this.#sections[this.#at];
    // A drawing stays in sight of the steps that follow it, never before one has come to it.
    const drawing = this.#sections.slice(0, this.#at).findLast((one) => one.dataset.stays);
    const room = !here.dataset.stays && !WIDE.includes(here.dataset.kind);
    const beside = room ? drawing : undefined;
    for (const section of this.#sections) {
      section.classList.toggle("now", section === here);
      section.classList.toggle("beside", section === beside);
    }
    this.#tool.classList.toggle("drawn", beside !== undefined);
    this.#tool.classList.toggle("begun", this.#at > 0);
    for (const link of this.#links) {
      if (link.dataset.go === here.dataset.key) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    this.#moves();
  }

  #moves() {
    const last = this.#sections.length - 1;
    const hide = (which, hidden) => {
      for (const button of all(which, this.#tool)) button.hidden = hidden;
    };
    hide("[data-do=back]", this.#at === 0);
    hide("[data-do=next]", this.#at === last);
    hide("[data-at-end]", this.#at !== last);
    const next = this.#links[Math.min(this.#at + 1, last)];
    const title = find("[data-title]", next).textContent;
    find("[data-next-named]", this.#tool).textContent = word(document, "next-named", { title });
  }

  /** Reading goes on where the step begins; on a phone the row of numbers stands above it. */
  #bring() {
    const list = find(".side nav", this.#tool);
    const top = (element) => element.getBoundingClientRect().top;
    const above = list.getBoundingClientRect().bottom <= top(this.#heading);
    const place = above ? list : this.#heading;
    const seen = top(place) >= 0 && top(this.#heading) <= window.innerHeight * LOW;
    if (!seen) place.scrollIntoView({ block: "start" });
  }

  #listen() {
    for (const link of this.#links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.to(link.dataset.go);
        this.#heading.focus({ preventScroll: true });
      });
    }
    const move = (which, by) => {
      for (const button of all(which, this.#tool)) {
        button.addEventListener("click", () => this.#show(this.#at + by));
      }
    };
    move("[data-do=back]", -1);
    move("[data-do=next]", 1);
    window.addEventListener("hashchange", () => {
      const asked = this.#asked();
      if (asked >= 0 && asked !== this.#at) this.#show(asked);
    });
  }
}
