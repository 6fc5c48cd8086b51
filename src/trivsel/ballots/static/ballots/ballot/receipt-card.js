/* The receipt on the page: copied, saved as a file, or forgotten with the ballot.
   Its words lie in templates/ballots/ballot/receipt.html. */

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

function save(published) {
  const [name, ...lines] = text("receipt-file").split("\n").map((line) => line.trim());
  const address = new URL(published, location.href).href;
  const whole = lines.join("\r\n").replace("RECEIPT", receipt()).replace("ADDRESS", address);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([whole, "\r\n"], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Let the buttons of the card work; ``where`` gives the round and where receipts are published. */
export function watchReceipt(where, after) {
  const remove = async () => {
    await forget(where().round);
    for (const card of document.querySelectorAll("[data-card]")) card.hidden = true;
    tell("removed");
    await after();
  };
  const actions = { copy, save: () => save(where().receipts), remove };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-receipt-do]");
    if (button) actions[button.dataset.receiptDo]();
  });
}
