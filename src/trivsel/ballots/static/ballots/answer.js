/* One question at a time. Without this file the page is one plain form that does the same.
   Nothing is kept anywhere but in the page itself, and nothing is sent until "Send". */

import { anyWritten, carryWritten, clearWritten, dressWritten, writtenOn } from "./written.js";

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const text = (name) => find(`template[data-text=${name}]`).content.textContent.trim();

const CODE = /^[\dA-Za-z-]{12,20}$/;
const PATIENCE = 30_000;
// On a tablet that many share nothing may be left to leaf back to: the way lies in this page alone.
const shared = document.documentElement.dataset.tablet !== undefined;
const way = [];

let place = 0; // which step is shown: 0 the welcome, then the questions, then the review
let reviewed = false; // from the first review on, a changed answer leads straight back to it
let busy = false;
let sent = false;

const steps = () => all("[data-step]");
const last = () => steps().length - 1;
const asked = () => all("fieldset, [data-open]");
const question = () => steps()[place]?.matches("fieldset, [data-open]") ? steps()[place] : null;
const chosen = (fieldset) => find(":checked", fieldset);
const answered = (step) => chosen(step)?.parentElement.textContent ?? writtenOn(step);
const dirty = () => !sent && (all("fieldset :checked").length > 0 || anyWritten());

/* --- showing ----------------------------------------------------------------------------- */

function say(words, reason = "") {
  const said = find("[data-said]");
  said.dataset.reason = reason;
  said.textContent = words;
  if (words) said.scrollIntoView({ block: "nearest" });
}

function refreshMoves() {
  const done = Boolean(question() && answered(question()));
  const when = reviewed ? "change" : done ? "chosen" : "none";
  for (const word of all("[data-when]")) word.hidden = word.dataset.when !== when;
  find("[data-go=clear]").hidden = !done;
}

function fillReview() {
  const list = find("[data-review]");
  const questions = asked();
  find("[data-answered]").textContent = questions.filter(answered).length;
  list.replaceChildren(
    ...questions.map((step, index) => {
      const row = document.createElement("button");
      const words = document.createElement("span");
      const answer = document.createElement("b");
      row.type = "button";
      row.dataset.to = index + 1;
      words.className = "small";
      words.textContent = find("legend, h2", step).textContent;
      answer.textContent = answered(step) || text("none");
      answer.classList.toggle("none", !answered(step));
      row.append(words, answer);
      const item = document.createElement("li");
      item.append(row);
      return item;
    }),
  );
}

function show(index, { focus = true } = {}) {
  place = index;
  for (const [number, step] of steps().entries()) step.hidden = number !== index;
  if (index === last()) reviewed = true;
  find("[data-count]").textContent = question()?.dataset.count ?? "";
  find("progress").hidden = find("[data-aside]").hidden = index === 0;
  find("progress").value = index;
  find("[data-moves]").hidden = find("[data-brief]").hidden = !question();
  refreshMoves();
  if (index === last()) fillReview();
  if (!focus) return;
  scrollTo(0, 0);
  const start = (question() && chosen(question())) ?? find("h1, h2, legend", steps()[index]);
  start.focus({ preventScroll: true });
}

function go(index) {
  say("");
  if (shared) way.push(place);
  else history.pushState({ place: index }, "");
  show(index);
}

function back() {
  if (!shared) return history.back();
  say("");
  show(way.pop() ?? 0);
}

const next = () => go(reviewed ? last() : place + 1);

/* --- talking to the server ----------------------------------------------------------------- */

async function send(address, body) {
  return fetch(address, {
    method: body ? "POST" : "GET",
    body,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

/* Do one thing at a time, and let a lost connection cost nothing but a sentence. */
async function once(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch {
    say(text("offline"), "offline");
  } finally {
    busy = false;
  }
}

async function begin() {
  const refused = await means.ready();
  if (!refused) return go(reviewed ? last() : 1);
  say(refused.words, refused.reason);
  refused.field?.focus();
}

async function submit(button, work) {
  say("");
  button.textContent = text("sending");
  button.setAttribute("aria-disabled", "true");
  try {
    const { thanks, ...refused } = await work();
    if (thanks) return thank(thanks);
    if (place && !means.begun()) go(0);
    say(refused.words || text("fault"), refused.reason);
  } finally {
    button.textContent = text("again");
    button.removeAttribute("aria-disabled");
  }
}

function thank({ title, parts }) {
  sent = true;
  const words = all("template"); // kept, so that the button behind can still be set right
  find("main").replaceChildren(...parts, ...words);
  find("[data-count]").textContent = "";
  find("[data-language]").hidden = true;
  document.title = title;
  history.replaceState(null, "");
  scrollTo(0, 0);
  find("h1").focus();
  document.dispatchEvent(new Event("stored"));
}

/* The other language is fetched and put in place here, so that code and answers go along. */
async function speak(link) {
  const answer = await send(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !find("[data-step]", page)) throw new Error("no page");
  means.carry(page);
  carryWritten(page);
  for (const option of all("fieldset :checked")) {
    find(`[name="${option.name}"][value="${option.value}"]`, page).checked = true;
  }
  const there = link.href;
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  history.replaceState({ place }, "", there);
  dress();
  show(place);
}

/* --- what lets somebody answer ------------------------------------------------------------------

   A slip with a code, or a stamped ballot (ballot/ballot.js), which does the same five things. */

let accepted = ""; // the code as it was when the server last said that it can answer

const slip = {
  dress() {
    find("#code").required = false;
  },
  carry(page) {
    find("#code", page).value = find("#code").value;
  },
  begun: () => accepted !== "",

  /* Why it cannot begin: the reason, in words, and the field to look at; or nothing. */
  async ready() {
    const field = find("#code");
    if (accepted && field.value.trim() === accepted) return;
    const answer = await send(find("form").dataset.check, new URLSearchParams({ code: field.value }));
    if (answer.status !== 204) {
      const { message, reason } = answer.status === 422 ? await answer.json() : {};
      field.setAttribute("aria-invalid", "true");
      return { words: message ?? text("fault"), reason, field };
    }
    field.removeAttribute("aria-invalid");
    accepted = field.value.trim();
  },

  async send() {
    const form = find("form");
    const answer = await send(form.action, new URLSearchParams(new FormData(form)));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && find("[data-stored]", page)) {
      return { thanks: { title: page.title, parts: find("main", page).children } };
    }
    const said = find("[data-said]", page);
    const reason = said?.dataset.reason ?? "";
    if (["mistyped", "unknown"].includes(reason)) accepted = "";
    return { words: said?.textContent, reason };
  },
};

const stamped = find("form[data-hand-in]") !== null;
const means = stamped ? (await import("./ballot/ballot.js")).ballot : slip;

/* --- starting, and listening ----------------------------------------------------------------- */

function dress() {
  document.body.classList.add("one");
  for (const part of all("[data-go], [data-review], [data-scripted]")) part.hidden = false;
  means.dress();
  dressWritten();
}

/* The code comes behind the # of the address, which browsers send to nobody. Away with it. */
function takeCode() {
  const code = location.hash.slice(1);
  if (stamped || !CODE.test(code)) return;
  find("#code").value = code;
  history.replaceState({ place }, "", location.pathname);
}

const actions = {
  start: () => once(begin),
  back,
  next,
  resend: (button) => once(() => submit(button, means.resend)),
  clear: () => {
    if (chosen(question())) chosen(question()).checked = false;
    else clearWritten(question());
    refreshMoves();
    find("legend, h2", question()).focus();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-go], [data-to], [data-language]");
  if (!button || sent) return;
  if (button.dataset.to) go(Number(button.dataset.to));
  else if (button.dataset.go) actions[button.dataset.go](button);
  else {
    event.preventDefault();
    once(() => speak(button));
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (place === 0) once(begin);
  else if (place === last()) once(() => submit(find("[data-send]"), means.send));
  else next();
});

document.addEventListener("change", refreshMoves);
document.addEventListener("input", refreshMoves);

document.addEventListener("keydown", (event) => {
  const fieldset = question();
  if (!fieldset || event.ctrlKey || event.altKey || event.metaKey) return;
  const options = all("input", fieldset);
  const resting = event.target.matches("body, legend, h2");
  let option = options[Number(event.key) - 1];
  if (resting && event.key === "ArrowDown") option = options[0];
  if (resting && event.key === "ArrowUp") option = options.at(-1);
  if (option) {
    event.preventDefault();
    option.focus();
    option.click();
  } else if (resting && event.key === "Enter") {
    next();
  }
});

addEventListener("popstate", (event) => {
  if (sent) return;
  const wanted = event.state?.place ?? 0;
  say("");
  show(means.begun() ? Math.min(wanted, last()) : 0);
});

// Another slip is scanned on the same device: begin afresh, with nothing of the last one left.
addEventListener("hashchange", () => {
  if (!stamped && CODE.test(location.hash.slice(1))) location.reload();
});

addEventListener("beforeunload", (event) => {
  if (dirty() && !shared) event.preventDefault();
});

if (find("[data-step]")) {
  const begun = stamped && location.hash === "#begynd"; // "Begin" was pressed on the page before
  takeCode();
  // After the page for typing a code the address is still that one's.
  history.replaceState({ place: 0 }, "", find("form").getAttribute("action"));
  dress();
  show(0, { focus: false });
  if (begun) once(begin);
}
