/* The round is over, and a ballot of it can do nothing any more: of what the device has, only the
   receipt is kept, and shown. So nobody who gets hold of the device later finds whose ballot it was. */

import { alone, ballotOf, forget, keep } from "./store.js";

// A link with a ballot can do nothing any more; it does not stay in the address either.
if (location.hash) history.replaceState(null, "", location.pathname);

const card = document.querySelector("[data-closed]");
const round = card.dataset.closed;

/* An envelope without a receipt may have arrived, its reply lost: then its owner wants to look. */
async function receiptOf({ receipt, envelope }) {
  if (!envelope) return receipt;
  const { receiptText } = await import("../crypto/receipt.js");
  return receiptText(envelope);
}

const receipt = await alone(round, async () => {
  const kept = await ballotOf(round);
  if (!kept) return "";
  const left = await receiptOf(kept);
  await (left ? keep({ round, receipt: left }) : forget(round));
  return left;
});
card.hidden = !receipt;
card.querySelector("[data-receipt]").textContent = receipt ?? "";
