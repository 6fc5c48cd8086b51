/* A leader's notes before a hard talk. They lie in this browser; nothing here can send anything. */

const kept = document.querySelector("[data-kept]");
const notes = [...kept.querySelectorAll("[data-note]")];
const key = kept.dataset.kept;

function say(name) {
  const word = document.querySelector(`template[data-word="${name}"]`);
  document.querySelector("[data-said]").textContent = word.content.textContent;
}

/** What lies in the store is a stranger's: of it only the texts of notes that are asked for. */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(key)) ?? {};
    for (const note of notes) {
      const text = found[note.dataset.note];
      if (typeof text === "string") note.value = text;
    }
  } catch {
    // Damaged, or a browser that keeps nothing: it begins empty, and keeping says so.
  }
}

function keep() {
  const written = notes.filter((note) => note.value).map((n) => [n.dataset.note, n.value]);
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(written)));
  } catch {
    say("unkept");
  }
}

function forget() {
  for (const note of notes) note.value = "";
  try {
    localStorage.removeItem(key);
  } catch {
    // It kept nothing, so there is nothing to take away.
  }
  say("forgotten");
}

read();
kept.addEventListener("input", keep);
document.querySelector("[data-forget]").addEventListener("click", forget);
document.querySelector("[data-print]").addEventListener("click", () => globalThis.print());
document.querySelector("[data-doing]").hidden = false;
