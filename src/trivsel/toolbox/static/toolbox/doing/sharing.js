/* The address of the tool for others. What was written is never part of it. */

import { all } from "./page.js";
import { say } from "./said.js";

export function readySharing() {
  for (const button of all("[data-do=share]")) {
    button.addEventListener("click", () => share(button.dataset.address));
  }
}

async function share(address) {
  try {
    await navigator.clipboard.writeText(address);
    say("link-copied");
  } catch {
    say("link-is", { address });
  }
}
