/* A tablet that many answer on: between two people it forgets everything, by itself. The words of
   the dialogs lie in templates/ballots/tablet_words.html. */

// Where it was set up, so that it speaks that language again after somebody chose another one.
// The only thing kept, and nobody's.
const home = (sessionStorage["trivsel-tablet"] ??= document.documentElement.dataset.tablet);
const QUIET = 90_000; // so long nobody touches it before it asks
const ASKED = 30_000; // so long it waits for an answer
const THANKED = 20_000; // so long the thanks stand
const AGAIN = 5_000; // between two tries to come back without a connection
const PATIENCE = 10_000;

const find = (selector, root = document) => root.querySelector(selector);
const dialog = (name) => find(`dialog[data-tablet-ask=${name}]`);
const pause = (time) => new Promise((done) => setTimeout(done, time));

let waiting; // for what happens next if nobody does anything
let counting;
let thanked = false;
let forgetting = false;

/** Whether anything of anybody is on the page. */
const used = () => find("[data-step]") !== null || thanked || find("#code")?.value !== "";

function watch() {
  clearTimeout(waiting);
  clearInterval(counting);
  if (forgetting) return;
  if (thanked) waiting = setTimeout(forget, THANKED);
  else waiting = setTimeout(rest, QUIET);
}

function rest() {
  if (used()) ask();
  else if (location.pathname !== home) forget();
}

function ask() {
  const still = dialog("still");
  let left = ASKED / 1000;
  const tell = () => (find("[data-left]", still).textContent = left);
  tell();
  dialog("over").close();
  still.showModal();
  counting = setInterval(() => ((left -= 1), tell()), 1000);
  waiting = setTimeout(forget, ASKED);
}

/* What was on the page goes first: whatever comes after, nobody sees it any more. */
async function forget() {
  if (forgetting) return;
  forgetting = true;
  watch();
  empty(find("[data-tablet-word=ready]"));
  preview?.close();
  while (!(await isThere(home))) {
    empty(find("[data-tablet-word=offline]"));
    await pause(AGAIN);
  }
  location.replace(home);
}

function empty(words) {
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.textContent = words?.content.textContent.trim() ?? "";
  find("main").replaceChildren(line);
  find("[data-count]").textContent = "";
  find("[data-tablet-do=over]").hidden = true;
}

async function isThere(address) {
  try {
    const options = { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
    return (await fetch(address, options)).ok;
  } catch {
    return false;
  }
}

/* What others will see is shown in a window of its own, which is closed with the rest. */
let preview;

const actions = {
  over: () => dialog("over").showModal(),
  stay: (button) => button.closest("dialog").close(),
  forget,
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tablet-do]");
  if (button) actions[button.dataset.tabletDo](button);
  const away = event.target.closest("a[target=_blank]");
  if (!away) return;
  event.preventDefault();
  preview = window.open(away.href, "trivsel-preview");
});

for (const sign of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(sign, () => dialog("still").open || watch(), { capture: true, passive: true });
}
// Closed by the button, by Escape or by the way of the device: somebody is there.
document.addEventListener("close", watch, { capture: true });

document.addEventListener("stored", () => {
  thanked = true;
  find("[data-tablet-do=over]").hidden = true;
  watch();
});

// A page that is left is left empty: what a browser keeps for "back" has nothing of anybody.
addEventListener("pagehide", () => empty());
addEventListener("pageshow", (event) => event.persisted && forget());

/* The other language puts a new body in place of this one. */
function dress() {
  const form = find("[data-tablet-start]");
  if (form) form.hidden = false;
  find("[data-tablet-do=over]").hidden = !find("[data-step]");
}

new MutationObserver(dress).observe(document.documentElement, { childList: true });
dress();
watch();
if (find("[data-tablet-start]")) find("#code").focus();
