/* Own notes on a drawing, moved by dragging, by tapping a place, or with the arrow keys, and a
   list of them beside it. Value: { notes: [{ text, x, y }], weight?, typing? }; see places.js.

   inside(place)  the nearest place that is on the drawing
   name(place)    where that is, in words
   start          where a new note lies until it is placed
   row(element, { at, to, free })   fits a kind's own controls in a row of the list
   rendered(value)   a kind's own things beside the notes */

import { all, find, part, word } from "../doing/page.js";
import { type } from "../doing/typing.js";
import { dragging } from "./dragging.js";
import { way } from "./keys.js";
import { MOST, NOTE, freePlace } from "./places.js";
import { pool } from "./pool.js";

export const WEIGHT = "weight"; // beside the numbers of the notes, the id of the one mark
const STEP = 2;

export function noteField(root, { change, inside, name, start, row: fitRow, rendered = () => {} }) {
  const field = find("[data-field]", root);
  const box = find("[data-write] input", root);
  const told = find("[data-told]", root);
  const weight = find("[data-weight]", root);
  const spots = pool(find("[data-spots]", root), newSpot);
  const fitted = new Map(); // row -> what its kind put in it
  const rows = pool(find("[data-notes]", root), newRow);
  let value = { notes: [] };
  let chosen = null;
  let held = null;

  const at = (id) => (id === WEIGHT ? value.weight : value.notes[id]);
  const spotOf = (id) => (id === WEIGHT ? weight : spots(value.notes.length)[id]);
  const tell = (words = "") => (told.textContent = words);

  function put(id, place) {
    const moved = { ...at(id), ...inside(place) };
    value =
      id === WEIGHT
        ? { ...value, weight: moved }
        : { ...value, notes: value.notes.map((note, index) => (index === id ? moved : note)) };
  }

  // --- showing ----------------------------------------------------------------------------
  function lay(id) {
    const { x, y } = at(id);
    spotOf(id).style.setProperty("--x", x);
    spotOf(id).style.setProperty("--y", y);
  }

  function choose(id) {
    chosen = id;
    for (const element of all("[data-id]", root)) {
      element.classList.toggle("chosen", element.dataset.id === String(id));
    }
  }

  function render() {
    spots(value.notes.length).forEach((spot, id) => {
      find("[data-words]", spot).textContent = value.notes[id].text || "…";
      find("[data-where]", spot).textContent = name(value.notes[id]);
      lay(id);
    });
    rows(value.notes.length).forEach((row, id) => {
      const input = find("input", row);
      if (input.value !== value.notes[id].text) input.value = value.notes[id].text;
      find("[data-do=remove-note]", row).setAttribute(
        "aria-label",
        word(root, "remove", { note: value.notes[id].text }),
      );
      fitted.get(row).show(value.notes[id]);
    });
    if (weight) {
      weight.hidden = !value.weight;
      if (value.weight) {
        find("[data-where]", weight).textContent = name(value.weight);
        lay(WEIGHT);
      }
    }
    root.classList.toggle("blank", !value.notes.length);
    rendered(value);
    choose(at(chosen) ? chosen : null);
  }

  function keep(how) {
    change(value, how);
  }

  // --- doing ------------------------------------------------------------------------------
  function move(id, place, how) {
    put(id, place);
    keep(how);
    render();
    tell(name(at(id)));
  }

  function add(words) {
    if (!words) return box.focus();
    if (value.notes.length >= MOST) return tell(word(root, "no-more"));
    const place = free(start);
    value = type({ ...value, notes: [...value.notes, { text: words, ...place }] }, NOTE, "");
    keep();
    render();
    box.value = "";
    tell(word(root, "place-it"));
    spotOf(value.notes.length - 1).focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  }

  function remove(id) {
    value = { ...value, notes: value.notes.filter((_, index) => index !== id) };
    keep();
    render();
    tell(word(root, "removed"));
    box.focus();
  }

  function press(event, id) {
    const steps = way(event, 5);
    if (steps) {
      const { x, y } = at(id);
      move(id, { x: x + steps.x * STEP, y: y + steps.y * STEP }, { during: true });
    } else if (event.key === "Enter") box.focus();
    else if (event.key === "Delete" && id !== WEIGHT) remove(id);
    else return;
    event.preventDefault();
  }

  function movable(spot, id) {
    spot.dataset.id = id;
    spot.addEventListener("focus", () => choose(id));
    spot.addEventListener("keydown", (event) => press(event, id));
    return spot;
  }

  function newSpot(id) {
    return movable(part(root, "spot"), id);
  }

  function newRow(id) {
    const row = part(root, "row");
    const input = find("input", row);
    row.dataset.id = id;
    row.addEventListener("focusin", () => choose(id));
    input.addEventListener("input", () => {
      const notes = value.notes.map((note, index) => (index === id ? { ...note, text: input.value } : note));
      value = { ...value, notes };
      keep({ during: true });
      render();
    });
    input.addEventListener("change", () => input.value.trim() || remove(id));
    find("[data-do=remove-note]", row).addEventListener("click", () => remove(id));
    fitted.set(row, newControls(row, id));
    return row;
  }

  /** The place nearest to the one wanted that no note but this one takes. */
  function free(wanted, id) {
    const { width, height } = field.getBoundingClientRect();
    const apart = { x: (100 * Math.min(200, 0.4 * width)) / width, y: 4600 / height };
    return freePlace(wanted, value.notes.filter((_, index) => index !== id), inside, apart);
  }

  const newControls = (row, id) =>
    fitRow(row, { at: () => at(id), to: (place) => move(id, place), free: (place) => free(place, id) });

  if (weight) movable(weight, WEIGHT);

  dragging(field, {
    grab(target, { box: edges }) {
      const spot = target.closest("[data-id]");
      if (!spot) return false;
      const id = spot.dataset.id === WEIGHT ? WEIGHT : Number(spot.dataset.id);
      held = { id, from: at(id), edges, value };
      spot.focus({ preventScroll: true });
      return true;
    },
    move(by) {
      const { id, from, edges, value: before } = held;
      const first = value === before;
      put(id, { x: from.x + (100 * by.x) / edges.width, y: from.y - (100 * by.y) / edges.height });
      if (first) keep({ during: true });
      lay(id);
    },
    drop(went) {
      const { id } = held;
      held = null;
      if (!went) return;
      keep();
      render();
      tell(name(at(id)));
    },
  });

  // A tap on the drawing puts the chosen note there: the way without dragging.
  field.addEventListener("click", (event) => {
    if (event.target.closest("[data-id]")) return;
    if (chosen === null) return tell(word(root, "write-first"));
    const edges = field.getBoundingClientRect();
    move(chosen, {
      x: (100 * (event.clientX - edges.left)) / edges.width,
      y: 100 - (100 * (event.clientY - edges.top)) / edges.height,
    });
  });
  box.addEventListener("input", () => {
    value = type(value, NOTE, box.value);
    keep({ during: true });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add(box.value.trim());
  });
  find("[data-do=add-note]", root).addEventListener("click", () => add(box.value.trim()));
  for (const tool of all("[data-live]", root)) tool.hidden = false; // of no use without a script

  return {
    move,
    choose,
    spotOf,
    /** Change what lies beside the notes. */
    with(changes) {
      value = { ...value, ...changes };
      keep();
      render();
    },
    show(shown) {
      value = shown;
      box.value = shown.typing?.[NOTE] ?? "";
      tell();
      render();
    },
    summary({ notes }) {
      return notes.length ? word(root, notes.length === 1 ? "note" : "notes", { notes: notes.length }) : "";
    },
  };
}
