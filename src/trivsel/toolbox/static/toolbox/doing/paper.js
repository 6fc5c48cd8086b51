/* Printing by the browser: filled or empty, on A4, on A3 for the wall, or as cards. */

import { all, find } from "./page.js";

const root = document.documentElement;

export function readyPaper({ emptied }) {
  const dialog = find("dialog[data-printing]");
  const chosen = (name) => find(`[name=${name}]:checked`, dialog)?.value;

  function print() {
    dialog.close();
    const paper = chosen("paper") ?? "a4";
    const refill = chosen("filled") === "empty" ? emptied() : () => {};
    root.dataset.paper = paper;
    root.dataset.filled = chosen("filled") ?? "filled";
    writeAllOut();
    window.addEventListener(
      "afterprint",
      () => {
        delete root.dataset.paper;
        delete root.dataset.filled;
        refill();
      },
      { once: true },
    );
    window.print();
  }

  for (const button of all("[data-do=print]")) {
    button.addEventListener("click", () => dialog.showModal());
  }
  find("[data-do=print-now]", dialog).addEventListener("click", print);
  find("[data-do=close]", dialog).addEventListener("click", () => dialog.close());
  // Printing by the browser's own menu also shows all that was written.
  window.addEventListener("beforeprint", writeAllOut);
}

function writeAllOut() {
  for (const box of all("textarea")) writeOut(box);
  // An empty date would print as "dd.mm.åååå", and an empty choice as its first word.
  for (const field of all("input, select")) field.toggleAttribute("data-empty", !field.value);
}

/** A box on the screen scrolls; on paper everything written must stand there. */
function writeOut(box) {
  let copy = box.nextElementSibling;
  if (!copy?.matches("[data-written]")) {
    copy = document.createElement("div");
    copy.dataset.written = "";
    copy.setAttribute("aria-hidden", "true");
    box.after(copy);
  }
  copy.textContent = box.value;
}
