/* The address of the tool for others. What was written is never part of it. */

import { all, find, word } from "./page.js";

export function readySharing() {
  for (const button of all("[data-do=share]")) {
    button.addEventListener("click", () => share(button.dataset.address));
  }
}

async function share(address) {
  const said = find("[data-said]");
  try {
    await navigator.clipboard.writeText(address);
    said.textContent = word(document, "link-copied", { address });
  } catch {
    said.textContent = word(document, "link-is", { address });
  }
}
