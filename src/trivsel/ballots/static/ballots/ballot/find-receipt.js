/* Whether a receipt is among the published ones. They stand on this page, all of them, and are
   looked through here: nobody is told which one somebody asks about. */

import { readReceipt } from "../crypto/receipt.js";
import { ballotOf } from "./store.js";

const form = document.querySelector("[data-find-receipt]");
const field = form.querySelector("input");
const result = form.querySelector("[data-result]");
const text = (name) => document.querySelector(`template[data-text="${name}"]`).content.cloneNode(true);
const published = new Set(
  document.querySelector("[data-published]")?.textContent.split(/\s+/).filter(Boolean),
);

const verdict = (receipt) => {
  if (!receipt) return "mistyped";
  if (form.dataset.counted === undefined) return "early";
  return published.has(receipt) ? "there" : "missing";
};

function look() {
  const receipt = readReceipt(field.value);
  if (receipt) field.value = receipt;
  const found = verdict(receipt);
  result.dataset.result = found;
  result.replaceChildren(text(found));
  field.setAttribute("aria-invalid", String(found === "mistyped"));
}

/* The receipt comes behind the # of the address, which browsers send to nobody. Away with it: a
   receipt in the history of a shared device would say that its owner answered. */
function take() {
  const receipt = decodeURIComponent(location.hash.slice(1));
  if (!receipt) return false;
  history.replaceState(null, "", location.pathname);
  field.value = receipt;
  look();
  return true;
}

async function ownReceipt() {
  const kept = await ballotOf(form.dataset.findReceipt).catch(() => undefined);
  if (!kept?.receipt || field.value) return;
  field.value = kept.receipt;
  look();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
addEventListener("hashchange", take);
form.hidden = false;
if (!take()) ownReceipt();
