/* Questions answered in one's own words: how much room is left, and what is written.

   What is written is kept in the page alone, like every other answer, until it is sent. */

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const text = (name) => find(`template[data-text=${name}]`).content.textContent.trim();

const TOLD_AT = [100, 50, 20, 10, 0]; // what is left, said aloud: not after every letter

const fields = (root = document) => all("[data-open] textarea", root);

/** What is written, one text for each open question, "" for none. */
export const written = () => fields().map((field) => field.value);

/** What is written on a step, or "" where it is not an open question. */
export const writtenOn = (step) => find("textarea", step)?.value.trim() ?? "";

export const anyWritten = () => fields().some((field) => field.value.trim() !== "");

/** Take over what is written into another page: the same one in another language. */
export function carryWritten(page) {
  for (const field of fields()) find(`textarea[name="${field.name}"]`, page).value = field.value;
}

export function clearWritten(step) {
  find("textarea", step).value = "";
  count(step);
}

function count(step) {
  const field = find("textarea", step);
  const left = field.maxLength - field.value.length;
  find("[data-left]", step).textContent = field.value ? text("left").replace("COUNT", left) : "";
}

function tell(step, before) {
  const field = find("textarea", step);
  const left = field.maxLength - field.value.length;
  if (!TOLD_AT.some((mark) => left <= mark && before > mark)) return;
  const said = left > 0 ? text("left").replace("COUNT", left) : text("full");
  find("[data-left-said]", step).textContent = said;
}

export function dressWritten() {
  for (const step of all("[data-open]")) {
    let before = find("textarea", step).maxLength;
    count(step);
    find("textarea", step).addEventListener("input", ({ target }) => {
      count(step);
      tell(step, before);
      before = target.maxLength - target.value.length;
    });
  }
}
