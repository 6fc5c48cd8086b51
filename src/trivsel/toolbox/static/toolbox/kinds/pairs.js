/* Two sides of the same. Value: { open: [pair key], own: [{ left, right }] } */

import { all, find, make, part, word } from "../doing/page.js";
import { fields, keyed, list, text } from "../doing/plain.js";

const MOST_OWN = 20;

const keysOf = (said) =>
  (said.groups ?? [{ pairs: said.pairs }]).flatMap((group) => group.pairs.map((pair) => pair.key));

export const empty = () => ({ open: [], own: [] });
export const filled = (value) => value.open.length + value.own.length > 0;

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["open", "own"], (one) => one, trouble);
  const keys = keysOf(said);
  const known = (key) => (keys.includes(key) ? key : (trouble(), null));
  const pair = (one) => {
    const { left, right } = fields(one, trouble);
    return { left: text(left, 400, trouble), right: text(right, 400, trouble) };
  };
  return {
    open: [...new Set(list(own.open, keys.length, known, trouble))],
    own: list(own.own, said.own ? MOST_OWN : 0, pair, trouble),
  };
}

export function mount(root, { said, change }) {
  let value = empty();
  const place = find("[data-own-pairs]", root);

  function put(more, how) {
    value = { ...value, ...more };
    change(value, how);
  }

  const covers = new Map();
  if (said.cover) {
    for (const pair of all("[data-pair]", root)) {
      const cover = make("button", { type: "button", className: "button quiet cover" });
      cover.textContent = word(root, "uncover");
      cover.addEventListener("click", () => {
        put({ open: [...value.open, pair.dataset.pair] });
        uncover();
        const right = find("[data-right]", pair);
        right.tabIndex = -1;
        right.focus();
      });
      find(".right", pair).append(cover);
      covers.set(pair, cover);
    }
  }

  function uncover() {
    for (const [pair, cover] of covers) {
      const open = value.open.includes(pair.dataset.pair);
      cover.hidden = open;
      pair.classList.toggle("covered", !open);
    }
  }

  function row(one, index) {
    const element = part(root, "pair");
    for (const box of all("textarea", element)) {
      box.value = one[box.name];
      box.addEventListener("input", () => {
        const own = value.own.map((old, at) => (at === index ? { ...old, [box.name]: box.value } : old));
        put({ own }, { during: true });
      });
    }
    find("[data-do=remove]", element).addEventListener("click", () => {
      put({ own: value.own.filter((_, at) => at !== index) });
      show(value);
      find("[data-do=add]", root).focus();
    });
    return element;
  }

  find("[data-do=add]", root)?.addEventListener("click", () => {
    if (value.own.length >= MOST_OWN) return;
    put({ own: [...value.own, { left: "", right: "" }] });
    show(value);
    find("textarea", place.lastElementChild).focus();
  });

  function show(shown) {
    value = shown;
    place?.replaceChildren(...shown.own.map(row));
    uncover();
  }
  return { show };
}
