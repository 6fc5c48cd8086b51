/* Open questions with room to write. Value: { question key: text } */

import { all } from "../doing/page.js";
import { keyed, text } from "../doing/plain.js";

export const empty = () => ({});
export const filled = (value) => Object.values(value).some(Boolean);
export const clean = (raw, { questions }, trouble) =>
  keyed(raw, questions.map((q) => q.key), (answer) => text(answer, 4000, trouble), trouble);

export function mount(root, { change }) {
  const boxes = all("textarea", root);
  let value = empty();
  for (const box of boxes) {
    box.addEventListener("input", () => {
      value = { ...value, [box.name]: box.value };
      change(value, { during: true });
    });
  }
  return {
    show(shown) {
      value = shown;
      for (const box of boxes) box.value = shown[box.name] ?? "";
    },
    summary: (shown) => Object.values(shown).find(Boolean)?.slice(0, 60) ?? "",
  };
}
