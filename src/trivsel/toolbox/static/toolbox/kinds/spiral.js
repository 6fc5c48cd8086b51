/* Stages one may slide through, and the own place among them.
   Value: { at: stage key or "", between: on the way to the next, notes: { stage: text } } */

import { all, find, word } from "../doing/page.js";
import { fields, keyed, oneOf, text } from "../doing/plain.js";
import { dragging } from "../drawing/dragging.js";
import { way } from "../drawing/keys.js";
import { spiralPlot } from "../drawing/spiralplot.js";
import { tabs } from "../drawing/tabs.js";

const LONGEST = 1000;

export const empty = () => ({ at: "", between: false, notes: {} });
export const filled = ({ at, notes }) => Boolean(at) || Object.values(notes).some(Boolean);

export function clean(raw, said, trouble) {
  const own = fields(raw, trouble);
  const keys = said.stages.map((stage) => stage.key);
  const at = oneOf(own.at, ["", ...keys], "", trouble);
  const between = oneOf(own.between, [true, false], false, trouble);
  return {
    at,
    between: between && at !== "" && at !== keys.at(-1),
    notes: keyed(own.notes, keys, (note) => text(note, LONGEST, trouble), trouble),
  };
}

export function mount(root, { said, change }) {
  const { stages } = said;
  const last = stages.length - 1;
  const panels = all("[data-stage]", root);
  let value = empty();
  let taken = 0; // where a drag began
  find("[data-drawing]", root).hidden = false;
  root.classList.add("tabbed");
  const plot = spiralPlot(root, { stages, redraw: () => plot && draft() });
  plot.stations.forEach((station, at) => {
    station.id = `${root.id}-${stages[at].key}-station`;
    station.setAttribute("aria-controls", panels[at].id);
  });
  const opened = tabs(plot.stations, panels);

  /** The place as a number: 1.5 is between the second stage and the third. */
  function placeOf({ at, between }) {
    const index = stages.findIndex((stage) => stage.key === at);
    return index < 0 ? null : index + between / 2;
  }

  function said_({ at, between }) {
    const index = stages.findIndex((stage) => stage.key === at);
    if (index < 0) return word(root, "nowhere");
    const facts = { name: stages[index].text, next: stages[index + 1]?.text };
    return word(root, between ? "between" : "at", facts);
  }

  // --- showing ----------------------------------------------------------------------------
  const draft = () => plot.show(placeOf(value), stages.map(({ key }) => value.notes[key] ?? ""));

  function render() {
    const place = placeOf(value);
    root.classList.toggle("nowhere", place === null);
    draft();
    const told = find("[data-finding]", root);
    if (told.textContent !== said_(value)) told.textContent = said_(value);
    plot.mark.setAttribute("aria-valuenow", place === null ? 1 : place + 1);
    plot.mark.setAttribute("aria-valuetext", said_(value));
    find("[data-flag]", root).textContent = word(root, place === null ? "flag-nowhere" : "flag");
    panels.forEach((panel, at) => {
      const facts = { number: at + 1, name: stages[at].text };
      const name = word(root, place === at ? "stage-here" : "stage", facts);
      plot.stations[at].setAttribute("aria-label", name);
      plot.stations[at].classList.toggle("here", place === at);
      find("[data-do=here]", panel).setAttribute("aria-pressed", place === at);
      const note = find("textarea", panel);
      if (note.value !== (value.notes[stages[at].key] ?? "")) note.value = value.notes[stages[at].key] ?? "";
    });
  }

  // --- doing ------------------------------------------------------------------------------
  function put(more, how) {
    value = { ...value, ...more };
    change(value, how);
    render();
  }

  function set(place) {
    if (place === null) return put({ at: "", between: false });
    const half = Math.round(Math.max(0, Math.min(last, place)) * 2) / 2;
    opened.open(Math.floor(half));
    put({ at: stages[Math.floor(half)].key, between: half % 1 > 0 });
  }

  plot.stations.forEach((station, at) =>
    station.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      set(at);
    }),
  );
  panels.forEach((panel, at) => {
    const { key } = stages[at];
    const here = () => set(placeOf(value) === at ? null : at);
    find("[data-do=here]", panel).addEventListener("click", here);
    const note = find("textarea", panel);
    note.addEventListener("input", () =>
      put({ notes: { ...value.notes, [key]: note.value } }, { during: true }),
    );
  });

  plot.mark.addEventListener("keydown", (event) => {
    const steps = way(event, 2);
    const place = placeOf(value);
    if (steps) set(place === null ? 0 : place + (steps.x - steps.y) / 2);
    else if (event.key === "Home" || event.key === "End") set(event.key === "Home" ? 0 : last);
    else if (event.key === "Delete" || event.key === "Backspace") set(null);
    else return;
    event.preventDefault();
  });

  let now = 0;
  dragging(plot.surface, {
    grab(target) {
      if (!target.closest("[data-mark]")) return false;
      taken = now = placeOf(value) ?? plot.start;
      plot.mark.focus({ preventScroll: true });
      return true;
    },
    move(by) {
      now = plot.dragged(taken, by);
    },
    drop(went) {
      if (went) set(now);
    },
  });

  return {
    show(shown) {
      value = shown;
      opened.open(Math.floor(placeOf(value) ?? 0));
      render();
    },
    summary: (shown) => (shown.at ? said_(shown) : ""),
  };
}
