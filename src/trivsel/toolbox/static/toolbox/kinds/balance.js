/* Baskets on a scale that tips.
   Value: { things: [{ basket, item: key or null for one's own, text, weight: 1-5 }] }, and typing
   for words of one's own that are not yet added; see typing.js. */

import { all, find, language, part, word } from "../doing/page.js";
import { fields, list, number, oneOf, text } from "../doing/plain.js";
import { cleanTyping, type, typed } from "../doing/typing.js";
import { balancePlot } from "../drawing/balanceplot.js";
import { named } from "../drawing/named.js";
import { tabs } from "../drawing/tabs.js";

const MOST = 60;
const LONGEST = 80;
const MIDDLE = 3;
const ALIKE = 1 / 12; // sides that differ by no more than this share of the whole hold each other

export const empty = () => ({ things: [] });
export const filled = (value) => value.things.length > 0 || typed(value).length > 0;

const nameOf = ({ basket, item, text: words }) => `${basket} ${item ?? `"${words}`}`;

export function clean(raw, said, trouble) {
  const baskets = said.baskets.map((basket) => basket.key);
  const seen = new Set();
  function thing(one) {
    const own = fields(one, trouble);
    const basket = oneOf(own.basket, baskets, "", trouble);
    if (!basket) return null;
    const { items } = said.baskets.find(({ key }) => key === basket);
    const item = oneOf(own.item, items.map(({ key }) => key), null, trouble);
    const words = text(own.text, LONGEST, trouble).trim();
    const weight = Math.round(number(own.weight, 1, 5, MIDDLE, trouble));
    const read = { basket, item, text: words, weight };
    if ((!item && !words) || seen.has(nameOf(read))) return trouble(), null;
    seen.add(nameOf(read));
    return read;
  }
  const own = fields(raw, trouble);
  return {
    things: list(own.things, MOST, thing, trouble),
    ...cleanTyping(own.typing, baskets, LONGEST, trouble),
  };
}

/** Which side weighs most, as a word: none, load, resource or even. Never a number. */
export function finding(value, said) {
  const side = new Map(said.baskets.map((basket) => [basket.key, basket.side]));
  const weigh = (which) =>
    value.things.reduce((sum, { basket, weight }) => sum + (side.get(basket) === which) * weight, 0);
  const [load, resource] = [weigh("load"), weigh("resource")];
  if (!load && !resource) return "none";
  if (Math.abs(load - resource) <= ALIKE * (load + resource)) return "even";
  return load > resource ? "load" : "resource";
}

export function mount(root, { said, change }) {
  const basketOf = new Map(said.baskets.map((basket) => [basket.key, basket]));
  const ofSide = (side) => said.baskets.filter((basket) => basket.side === side);
  const columnOf = (key) => ofSide(basketOf.get(key).side).findIndex((basket) => basket.key === key);
  const panels = new Map(all("[data-basket]", root).map((panel) => [panel.dataset.basket, panel]));
  const rows = new Map();
  let value = empty();
  const plot = balancePlot(root, {
    columns: { load: ofSide("load").map((b) => b.text), resource: ofSide("resource").map((b) => b.text) },
    redraw: () => plot?.show(stones()),
    taken: (name) => reach(name),
  });
  const tabList = find("[role=tablist]", root);
  const opened = tabs(all("[role=tab]", tabList), [...panels.values()]);
  tabList.hidden = false;
  root.classList.add("tabbed");
  for (const swatch of all("[data-swatch]", root)) {
    const { side } = basketOf.get(swatch.dataset.swatch);
    swatch.classList.add(side, `tone-${columnOf(swatch.dataset.swatch)}`);
  }

  // --- words ------------------------------------------------------------------------------
  const itemOf = ({ basket, item }) => basketOf.get(basket).items.find(({ key }) => key === item);
  const wordsOf = (thing) => itemOf(thing)?.text ?? thing.text;
  const heavy = (thing) => word(root, `${basketOf.get(thing.basket).side}-${thing.weight}`);
  const joined = (words) => new Intl.ListFormat(language()).format(words);

  /** What the picture shows, for those who do not see it. */
  function described() {
    const full = said.baskets.flatMap((basket) => {
      const mine = value.things.filter((thing) => thing.basket === basket.key);
      const each = mine.map((thing) =>
        word(root, "weighed", { name: wordsOf(thing), weight: heavy(thing) }),
      );
      return mine.length ? [word(root, "lies", { basket: basket.text, things: joined(each) })] : [];
    });
    return [word(root, `finding-${finding(value, said)}`), ...full].join(" ");
  }

  // --- showing ----------------------------------------------------------------------------
  const stones = () =>
    value.things.map((thing) => {
      const { side } = basketOf.get(thing.basket);
      const facts = { side, column: columnOf(thing.basket), words: wordsOf(thing) };
      return { ...facts, name: nameOf(thing), weight: thing.weight };
    });

  function render() {
    root.classList.toggle("holds", value.things.length > 0);
    for (const [basket, panel] of panels) {
      const mine = value.things.filter((thing) => thing.basket === basket);
      panel.classList.toggle("bare", !mine.length);
      rows.get(basket)(mine.map(nameOf)).forEach((row, at) => dress(row, mine[at]));
      for (const chip of all("[data-item]", panel)) {
        chip.checked = mine.some((thing) => thing.item === chip.dataset.item);
      }
    }
    const said_ = word(root, `finding-${finding(value, said)}`);
    const place = find("[data-finding]", root);
    if (place.textContent !== said_) place.textContent = said_;
    plot.surface.setAttribute("aria-label", described());
    plot.show(stones());
  }

  function dress(row, thing) {
    const name = wordsOf(thing);
    find("[data-text]", row).textContent = name;
    find("[data-hint]", row).textContent = itemOf(thing)?.hint ?? "";
    find("[data-weight]", row).textContent = heavy(thing);
    const range = find("input", row);
    range.value = thing.weight;
    range.setAttribute("aria-label", word(root, "weight-of", { name }));
    range.setAttribute("aria-valuetext", word(root, "spoken", { words: heavy(thing), weight: thing.weight }));
    for (const [doing, end] of [["less", 1], ["more", 5], ["remove", 0]]) {
      const button = find(`[data-do=${doing}]`, row);
      button.setAttribute("aria-label", word(root, `${doing}-named`, { name }));
      button.setAttribute("aria-disabled", thing.weight === end);
    }
    row.dataset.weight = thing.weight;
  }

  // --- doing ------------------------------------------------------------------------------
  function put(things, how) {
    value = { ...value, things };
    change(value, how);
    render();
  }

  const has = (name) => value.things.find((thing) => nameOf(thing) === name);
  const without = (name) => value.things.filter((thing) => nameOf(thing) !== name);

  function weigh(name, weight, how) {
    if (weight < 1 || weight > 5) return;
    put(value.things.map((one) => (nameOf(one) === name ? { ...one, weight } : one)), how);
  }

  function add(thing) {
    if (value.things.length < MOST && !has(nameOf(thing))) put([...value.things, thing]);
  }

  function newRow(name) {
    const row = part(root, "thing");
    row.dataset.name = name;
    const range = find("input", row);
    range.addEventListener("input", () => weigh(name, Number(range.value), { during: true }));
    range.addEventListener("change", () => change(value));
    const press = (doing, what) => find(`[data-do=${doing}]`, row).addEventListener("click", what);
    press("less", () => weigh(name, has(name).weight - 1));
    press("more", () => weigh(name, has(name).weight + 1));
    press("remove", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      const after = next ? find("[data-do=remove]", next) : find("[data-own]", row.closest("[data-basket]"));
      put(without(name));
      after.focus();
    });
    return row;
  }

  function reach(name) {
    const row = all("[data-name]", root).find((one) => one.dataset.name === name);
    opened.open([...panels.keys()].indexOf(has(name).basket));
    find("input", row).focus();
  }

  for (const [basket, panel] of panels) {
    rows.set(basket, named(find("[data-things]", panel), newRow));
    for (const chip of all("[data-item]", panel)) {
      const item = basketOf.get(basket).items.find(({ key }) => key === chip.dataset.item);
      const thing = { basket, item: item.key, text: item.text, weight: MIDDLE };
      chip.addEventListener("change", () => {
        if (chip.checked) add(thing);
        else put(without(nameOf(thing)));
        chip.checked = Boolean(has(nameOf(thing)));
      });
    }
    const own = find("[data-own]", panel);
    const addOwn = () => {
      const words = own.value.trim();
      const before = value.things.length;
      value = type(value, basket, "");
      if (words) add({ basket, item: null, text: words, weight: MIDDLE });
      if (value.things.length === before) change(value); // it was there already: only the box changed
      own.value = "";
      own.focus();
    };
    own.addEventListener("input", () => {
      value = type(value, basket, own.value);
      change(value, { during: true });
    });
    find("[data-do=add]", panel).addEventListener("click", addOwn);
    own.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      addOwn();
    });
  }

  return {
    show(shown) {
      value = shown;
      for (const [basket, panel] of panels) {
        find("[data-own]", panel).value = shown.typing?.[basket] ?? "";
      }
      render();
    },
    summary: (shown) => [...shown.things.map(wordsOf), ...typed(shown)].join(", "),
  };
}
