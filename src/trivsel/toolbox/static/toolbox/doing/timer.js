/* A clock for a step in a meeting: it says when the time is up, and stops nobody. */

import { all, make, word } from "./page.js";

const clock = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export function readyTimers(tool) {
  for (const place of all("[data-timer]", tool)) ready(place);
}

function ready(place) {
  const whole = Number(place.dataset.timer) * 60;
  const words = place.textContent.trim();
  const button = make("button", { type: "button", className: "plain" });
  const said = make("span", { className: "unseen", role: "status" });
  let ends = 0;
  let beat = 0;

  function rest() {
    clearInterval(beat);
    beat = 0;
    button.textContent = word(document, "timer-start", { time: words });
  }

  function tick() {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    button.textContent = word(document, "timer-left", { time: clock(left) });
    if (left > 0) return;
    rest();
    said.textContent = word(document, "timer-over");
    button.textContent = word(document, "timer-over");
  }

  button.addEventListener("click", () => {
    said.textContent = "";
    if (beat) return rest();
    ends = Date.now() + whole * 1000;
    beat = setInterval(tick, 1000);
    tick();
  });
  place.replaceChildren(button, said);
  rest();
}
