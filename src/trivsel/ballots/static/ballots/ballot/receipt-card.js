/* The receipt on the page: copied, saved as a file, shown as a QR code, or forgotten with the
   ballot. Its words lie in templates/ballots/ballot/receipt.html. */

import { forget } from "./store.js";

const find = (selector) => document.querySelector(selector);
const text = (name) => find(`template[data-text="${name}"]`).content.textContent.trim();
const receipt = () => find("[data-receipt]").textContent;

const tell = (name) => (find("[data-told]").textContent = text(name));

async function copy() {
  try {
    await navigator.clipboard.writeText(receipt());
    tell("copied");
  } catch {
    tell("not-copied");
  }
}

/* Behind the # it is sent to nobody: the page with all receipts looks it up in the browser. */
function values({ receipts }) {
  const ADDRESS = new URL(`${receipts}#${receipt()}`, location.href).href;
  return { RECEIPT: receipt(), ADDRESS };
}

async function show(where) {
  const { drawn } = await import("./qr.js");
  find("[data-receipt-code]").replaceChildren(drawn(values(where).ADDRESS, text("receipt-code")));
  find("[data-receipt-shown]").hidden = false;
}

async function savePicture(where) {
  const [{ picture }, { filled, offer }] = await Promise.all([
    import("./qr.js"), // there already: the code is shown
    import("./files.js"),
  ]);
  const [name, ...lines] = filled(text("receipt-picture"), values(where));
  offer(await picture(values(where).ADDRESS, lines), name);
}

async function save(where) {
  const { offerLines } = await import("./files.js");
  offerLines(text("receipt-file"), values(where));
}

/* What could not be fetched just now is told, whichever button it was. */
const trying = (work, where) => async () => {
  try {
    await work(where());
  } catch {
    tell("not-made");
  }
};

/** Let the buttons of the card work; ``where`` gives the round and where receipts are published. */
export function watchReceipt(where, after) {
  const remove = async () => {
    await forget(where().round);
    for (const card of document.querySelectorAll("[data-card]")) card.hidden = true;
    tell("removed");
    await after();
  };
  const actions = {
    copy,
    save: trying(save, where),
    show: trying(show, where),
    picture: trying(savePicture, where),
    remove,
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-receipt-do]");
    if (button) actions[button.dataset.receiptDo]();
  });
}
