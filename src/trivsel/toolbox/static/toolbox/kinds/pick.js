/* Tick what fits. Value: { picked: [key], own: [{ group, text }], since: { key: how long } }, and
   typing for words of one's own that are not yet added; see typing.js. */

import { all, find, part, word } from "../doing/page.js";
import { fields, keyed, list, oneOf, text } from "../doing/plain.js";
import { cleanTyping, type, typed } from "../doing/typing.js";

const SINCE = ["", "week", "month", "season", "longer"];
const MOST_OWN = 40;

const groupsOf = (said) => said.groups ?? [{ key: "", items: said.items }];
const keysOf = (said) => groupsOf(said).flatMap((group) => group.items.map((item) => item.key));

export const empty = () => ({ picked: [], own: [], since: {} });
export const filled = (value) =>
  value.picked.length + value.own.length > 0 || typed(value).length > 0;

/** How many of their own people may add beside those they picked. */
function room({ own, most = Infinity }, picked) {
  return own ? Math.min(MOST_OWN, most - picked) : 0;
}

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["picked", "own", "since", "typing"], (one) => one, trouble);
  const keys = keysOf(said);
  const groups = groupsOf(said).map((group) => group.key);
  const known = (key) => (keys.includes(key) ? key : (trouble(), null));
  const mine = (one) => {
    const { group, text: raw_ } = fields(one, trouble);
    const words = text(raw_, 200, trouble).trim();
    return words ? { group: oneOf(group, groups, groups[0], trouble), text: words } : null;
  };
  const most = said.most ?? keys.length;
  const picked = [...new Set(list(own.picked, most, known, trouble))];
  return {
    picked,
    own: list(own.own, room(said, picked.length), mine, trouble),
    since: keyed(own.since, keys, (how) => oneOf(how, SINCE, "", trouble), trouble),
    ...cleanTyping(own.typing, said.own ? groups : [], 200, trouble),
  };
}

/** The groups with the most ticks; several when they are level, none when nothing is ticked. */
export function leading(value, said) {
  const counts = groupsOf(said).map((group) => ({
    key: group.key,
    count:
      group.items.filter((item) => value.picked.includes(item.key)).length +
      value.own.filter((one) => one.group === group.key).length,
  }));
  const most = Math.max(0, ...counts.map((group) => group.count));
  return most ? counts.filter((group) => group.count === most).map((group) => group.key) : [];
}

export function mount(root, { said, change }) {
  let value = empty();

  function put(next, how) {
    value = next;
    change(value, how);
    refresh();
  }

  const full = () => said.most && value.picked.length + value.own.length >= said.most;

  function mayAdd() {
    const limit = find("[data-limit]", root);
    limit.textContent = full() ? word(root, "at-most", { most: said.most }) : "";
    return !full();
  }

  function refresh() {
    const lead = leading(value, said);
    for (const advice of all("[data-for]", root)) advice.hidden = !lead.includes(advice.dataset.for);
    for (const since of all("[data-since]", root)) {
      since.parentElement.hidden = !value.picked.includes(since.dataset.since);
      since.value = value.since[since.dataset.since] ?? "";
    }
  }

  for (const box of all("input[type=checkbox]", root)) {
    box.addEventListener("change", () => {
      if (box.checked && !mayAdd()) box.checked = false;
      else {
        const others = value.picked.filter((key) => key !== box.name);
        put({ ...value, picked: box.checked ? [...others, box.name] : others });
      }
    });
  }
  for (const since of all("[data-since]", root)) {
    since.addEventListener("change", () =>
      put({ ...value, since: { ...value.since, [since.dataset.since]: since.value } }),
    );
  }

  function row(one) {
    const item = part(root, "own");
    find("[data-text]", item).textContent = one.text;
    const away = find("[data-do=remove]", item);
    away.setAttribute("aria-label", word(root, "remove-named", { name: one.text }));
    away.addEventListener("click", () => {
      put({ ...value, own: value.own.filter((other) => other !== one) });
      show(value);
    });
    return item;
  }

  for (const group of all("[data-group]", root)) {
    const input = find("[data-own]", group);
    if (!input) continue;
    const add = () => {
      const words = input.value.trim();
      if (!words || !mayAdd() || value.own.length >= MOST_OWN) return;
      const own = [...value.own, { group: group.dataset.group, text: words }];
      put(type({ ...value, own }, group.dataset.group, ""));
      show(value);
      input.focus();
    };
    input.addEventListener("input", () =>
      put(type(value, group.dataset.group, input.value), { during: true }),
    );
    find("[data-do=add]", group).addEventListener("click", add);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        add();
      }
    });
  }

  function show(shown) {
    value = shown;
    for (const box of all("input[type=checkbox]", root)) box.checked = shown.picked.includes(box.name);
    for (const group of all("[data-group]", root)) {
      for (const item of all("li.own", group)) item.remove();
      const mine = shown.own.filter((one) => one.group === group.dataset.group);
      find(".choices", group).append(...mine.map(row));
      const input = find("[data-own]", group);
      if (input) input.value = shown.typing?.[group.dataset.group] ?? "";
    }
    refresh();
  }

  const words = new Map(groupsOf(said).flatMap((g) => g.items.map((i) => [i.key, i.text])));
  return {
    show,
    summary: (shown) =>
      [
        ...shown.picked.map((key) => words.get(key)),
        ...shown.own.map((one) => one.text),
        ...typed(shown),
      ].join(", "),
  };
}
