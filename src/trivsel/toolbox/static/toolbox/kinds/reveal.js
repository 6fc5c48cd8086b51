/* Cards turned one at a time. Value: { ticks: { key: "fits"|"not" }, answers: { key: { question: text } }, at } */

import { all, find, word } from "../doing/page.js";
import { keyed, number, oneOf, text } from "../doing/plain.js";

const TICKS = ["", "fits", "not"];

export const empty = () => ({ ticks: {}, answers: {}, at: 0 });
export const filled = ({ ticks, answers, at }) =>
  at > 0 ||
  Object.values(ticks).some(Boolean) ||
  Object.values(answers).some((one) => Object.values(one).some(Boolean));

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["ticks", "answers", "at"], (one) => one, trouble);
  const keys = said.items.map((item) => item.key);
  const questions = said.questions?.map((one) => one.key) ?? ["notes"];
  const ticked = (tick) => oneOf(tick, TICKS, "", trouble);
  const answered = (one) => keyed(one, questions, (words) => text(words, 2000, trouble), trouble);
  return {
    ticks: keyed(own.ticks, said.tick ? keys : [], ticked, trouble),
    answers: keyed(own.answers, keys, answered, trouble),
    at: Math.round(number(own.at, 0, keys.length, 0, trouble)),
  };
}

/** ``at`` is how many cards are turned; the last of them lies on top. */
export function mount(root, { said, change }) {
  let value = empty();
  const cards = all("[data-card]", root);
  const put = (more, how) => {
    value = { ...value, ...more };
    change(value, how);
  };

  for (const item of all("[data-item]", root)) {
    for (const radio of all("input[type=radio]", item)) {
      radio.addEventListener("change", () => {
        put({ ticks: { ...value.ticks, [item.dataset.item]: radio.value } });
        turned();
      });
    }
  }
  for (const card of cards) {
    const key = card.dataset.card;
    for (const box of all("textarea", card)) {
      box.addEventListener("input", () => {
        const answers = { ...value.answers[key], [box.name]: box.value };
        put({ answers: { ...value.answers, [key]: answers } }, { during: true });
      });
    }
  }

  function turn(by) {
    put({ at: Math.max(0, Math.min(cards.length, value.at + by)) });
    turned();
    find("h4", cards[value.at - 1] ?? root)?.focus();
  }

  function turned() {
    cards.forEach((card, index) => {
      const tick = value.ticks[card.dataset.card];
      card.classList.toggle("up", index === value.at - 1);
      find("[data-own]", card).textContent = tick ? word(root, `own-${tick}`) : "";
    });
    const next = find("[data-do=turn]", root);
    next.textContent = word(root, value.at ? "next" : "begin");
    next.hidden = value.at === cards.length;
    find("[data-do=earlier]", root).hidden = value.at < 2;
    find("[data-place]", root).textContent = value.at
      ? word(root, "place", { at: value.at, all: cards.length })
      : "";
  }

  find("[data-do=turn]", root).addEventListener("click", () => turn(1));
  find("[data-do=earlier]", root).addEventListener("click", () => turn(-1));

  return {
    show(shown) {
      value = shown;
      for (const item of all("[data-item]", root)) {
        const tick = shown.ticks[item.dataset.item] ?? "";
        for (const radio of all("input[type=radio]", item)) radio.checked = radio.value === tick;
      }
      for (const card of cards) {
        const answers = shown.answers[card.dataset.card] ?? {};
        for (const box of all("textarea", card)) box.value = answers[box.name] ?? "";
      }
      turned();
    },
    summary: ({ at }) => (at ? word(root, "place", { at, all: cards.length }) : ""),
  };
}
