/* The drafts of this tool in this browser: names, files, and forgetting them. */

import { draftsOf, forget, forgetEverything } from "./drafts.js";
import { asFile, fromFile, Unreadable } from "./file.js";
import { all, dated, find, make, part, word } from "./page.js";

export function readyMenu(tool, keeping) {
  const menu = find("dialog[data-drafts]");
  const said = find("[data-menu-said]", menu);
  const say = (name, facts) => (said.textContent = name ? word(document, name, facts) : "");
  const called = (one) =>
    one.name ||
    word(document, "draft-of", {
      day: dated(one.changed ? new Date(one.changed) : new Date(), { dateStyle: "long" }),
    });

  function row(one, now) {
    const item = part(menu, "draft");
    const open = find("[data-do=open]", item);
    open.textContent = called(one);
    if (one.id === now) open.setAttribute("aria-current", "true");
    find("[data-when]", item).textContent = dated(new Date(one.changed), {
      dateStyle: "short",
      timeStyle: "short",
    });
    open.addEventListener("click", async () => {
      await keeping.open(one);
      menu.close();
    });
    const away = find("[data-do=forget-one]", item);
    away.setAttribute("aria-label", word(document, "forget-named", { name: called(one) }));
    away.addEventListener("click", () =>
      sure("sure-one", { name: called(one) }, async () => {
        await forget(one.id);
        if (one.id === keeping.draft.id) keeping.begin();
      }),
    );
    return item;
  }

  async function list() {
    await keeping.settled();
    const { id, name } = keeping.draft;
    const found = await draftsOf(tool.dataset.tool).catch(() => []);
    find("[data-name]", menu).value = name;
    find("[data-list]", menu).replaceChildren(...found.map((one) => row(one, id)));
    find("[data-none]", menu).hidden = found.length > 0;
  }

  /** Ask before anything is lost; the question stands in place of the buttons. */
  function sure(question, facts, then) {
    const asking = find("[data-sure]", menu);
    find("p", asking).textContent = word(document, question, facts);
    asking.hidden = false;
    find("[data-do=yes]", asking).onclick = async () => {
      asking.hidden = true;
      await then();
      await list();
      say("forgotten");
      find("[data-do=close]", menu).focus();
    };
    find("[data-do=no]", asking).onclick = () => (asking.hidden = true);
    find("[data-do=no]", asking).focus();
  }

  function saveFile() {
    const { name, blob } = asFile(keeping.draft, tool.dataset.slug);
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say("file-saved", { name });
  }

  async function openFile(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      await keeping.take(await fromFile(file, tool.dataset.tool));
      menu.close();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      say(error.reason, { name: file.name });
      const { slug } = error.facts;
      if (slug) said.append(" ", make("a", { href: `../${slug}/`, textContent: slug }));
    }
  }

  const actions = {
    close: () => menu.close(),
    new: async () => {
      await keeping.settled();
      keeping.begin();
      menu.close();
    },
    "save-file": saveFile,
    "forget-all": () =>
      sure("sure-all", {}, async () => {
        await forgetEverything();
        keeping.begin();
      }),
  };
  for (const [name, run] of Object.entries(actions)) {
    for (const button of all(`[data-do="${name}"]`, menu)) button.addEventListener("click", run);
  }
  find("[data-name]", menu).addEventListener("change", async (event) => {
    await keeping.rename(event.target.value.trim().slice(0, 80));
    await list();
  });
  find("[data-file]", menu).addEventListener("change", (event) => openFile(event.target));
  for (const button of all("[data-do=drafts]")) {
    button.addEventListener("click", async () => {
      say("");
      find("[data-sure]", menu).hidden = true;
      await list();
      menu.showModal();
    });
  }
}
