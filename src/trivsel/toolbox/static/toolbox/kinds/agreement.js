/* What has been agreed. Value: { names: {}, points: {}, start, meetings: [{ date, turn, note }] } */

import { all, find, part, word } from "../doing/page.js";
import { fields, keyed, list, oneOf, text } from "../doing/plain.js";
import { day, isDay } from "./days.js";

const TURNS = ["", "up", "keep", "down"];
const NONE = { date: "", turn: "", note: "" };

const blank = (said) => Array.from({ length: said.meetings ?? 0 }, () => ({ ...NONE }));

export const empty = (said) => ({ names: {}, points: {}, start: "", meetings: blank(said) });
export const filled = ({ names, points, start, meetings }) =>
  Boolean(start) ||
  [names, points, ...meetings].some((one) => Object.values(one).some(Boolean));

export function clean(raw, said, trouble) {
  const own = keyed(raw, ["names", "points", "start", "meetings"], (one) => one, trouble);
  const words = (most) => (one) => text(one, most, trouble);
  const meeting = (one) => {
    const { date, turn, note } = fields(one, trouble);
    return {
      date: day(date, trouble),
      turn: oneOf(turn, TURNS, "", trouble),
      note: text(note, 500, trouble),
    };
  };
  const met = list(own.meetings, said.meetings ?? 0, meeting, trouble);
  return {
    names: keyed(own.names, said.parties.map((one) => one.key), words(100), trouble),
    points: keyed(own.points, said.points.map((one) => one.key), words(2000), trouble),
    start: day(own.start, trouble),
    meetings: [...met, ...blank(said).slice(met.length)],
  };
}

/** The days of following up, counted from the first one. */
export function daysFrom(start, count, apart) {
  return Array.from({ length: count }, (_, number) => {
    const date = new Date(`${start}T12:00Z`);
    date.setUTCDate(date.getUTCDate() + number * apart);
    return date.toISOString().slice(0, 10);
  });
}

export function mount(root, { said, change }) {
  let value = empty(said);
  const put = (more, how) => {
    value = { ...value, ...more };
    change(value, how);
  };
  const typing = { during: true };

  for (const box of all("[data-party]", root)) {
    box.addEventListener("input", () =>
      put({ names: { ...value.names, [box.dataset.party]: box.value } }, typing),
    );
  }
  for (const box of all("[data-point]", root)) {
    box.addEventListener("input", () =>
      put({ points: { ...value.points, [box.dataset.point]: box.value } }, typing),
    );
  }
  const start = find("[data-start]", root);
  start?.addEventListener("change", () => {
    const days = isDay(start.value) ? daysFrom(start.value, value.meetings.length, said.days ?? 7) : [];
    const meetings = value.meetings.map((one, at) => ({ ...one, date: days[at] ?? "" }));
    put({ start: start.value, meetings });
    showMeetings();
  });

  function meetingRow(one, index) {
    const row = part(root, "meeting");
    find("[data-number]", row).textContent = word(root, "meeting", { number: index + 1 });
    for (const field of all("[name]", row)) {
      field.value = one[field.name];
      field.addEventListener("input", () => {
        const meetings = value.meetings.map((old, at) =>
          at === index ? { ...old, [field.name]: field.value } : old,
        );
        put({ meetings }, typing);
      });
    }
    return row;
  }

  const showMeetings = () =>
    find("[data-meetings]", root)?.replaceChildren(...value.meetings.map(meetingRow));

  return {
    show(shown) {
      value = shown;
      for (const box of all("[data-party]", root)) box.value = shown.names[box.dataset.party] ?? "";
      for (const box of all("[data-point]", root)) box.value = shown.points[box.dataset.point] ?? "";
      if (start) start.value = shown.start;
      showMeetings();
    },
    summary: ({ names }) => Object.values(names).filter(Boolean).join(", "),
  };
}
