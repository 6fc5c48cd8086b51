/* A ballot goes to another device, or into a file for later. The words lie in
   templates/ballots/ballot/later.html. */

import { linkTo } from "./carrying.js";
import { offerLines } from "./files.js";
import { drawn } from "./qr.js";
import { alone, ballotOf, forget } from "./store.js";

const find = (selector) => document.querySelector(selector);
const text = (name) => find(`template[data-text="${name}"]`).content.textContent.trim();
const tell = (name) => (find("[data-told]").textContent = text(name));

const link = async ({ round, page }) => linkTo(await ballotOf(round), page);

function hide() {
  find("[data-carry-code]").replaceChildren();
  find("[data-carry-shown]").hidden = true;
}

export const leavings = {
  async show(where) {
    find("[data-carry-code]").replaceChildren(drawn(await link(where), text("carry-code")));
    find("[data-carry-shown]").hidden = false;
    find("[data-carry-shown] button").focus();
    find("[data-carry-code]").scrollIntoView({ block: "nearest" });
  },

  hide() {
    hide();
    find("[data-carry=show]").focus();
  },

  async copy(where) {
    const carried = await link(where);
    try {
      await navigator.clipboard.writeText(carried);
      tell("carry-copied");
    } catch {
      tell("carry-not-copied");
    }
  },

  async save(where) {
    const PAGE = new URL(where.page, location.href).href;
    offerLines(text("carry-file"), { PAGE, ADDRESS: await link(where) });
    tell("carry-saved");
  },

  async remove({ round }, after) {
    await alone(round, () => forget(round));
    hide();
    find("h1").focus();
    await after();
    tell("carry-removed");
  },
};
