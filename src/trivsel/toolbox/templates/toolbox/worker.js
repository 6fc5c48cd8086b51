/* Keeps the tools that were opened in this browser readable without a connection.

   It knows tool pages of one language and what they are made of, and leaves every other request
   alone. It only reads what is the same for everybody; what is typed never comes by here. */

const ROOT = "{{ root }}"; // where the tools lie
const AWAY = "{{ away }}"; // the page for a tool that was never opened
const FILES = "{{ files }}"; // where style sheets, modules, font and icons lie
const RELEASE = "{{ release }}"; // another one: what is kept is read anew
const SHELF = "trivsel-tools-1-{{ language }}";
const MARK = `${ROOT}release`; // no page: remembers the release the shelf was last read anew for
const PATIENCE = 2500; // milliseconds that a bad connection is given before the kept page

const TOOL = new RegExp(`^${ROOT}[-\\w]+/$`);
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;
const LINK = /["'(]((?:\.{0,2}\/)[^"'()\s]+\.(?:css|js|svg|woff2))["')]/g;
const GONE = [404, 410];

// --- what is asked for -------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && TOOL.test(pathname)) event.respondWith(page(request, pathname));
  else if (pathname.startsWith(FILES)) event.respondWith(file(request, pathname));
});

/** The page from the network; the kept one when the network is away, slow or in trouble. */
async function page(request, path) {
  const shelf = await caches.open(SHELF);
  if (path === AWAY) return away(shelf);
  const kept = await shelf.match(path);
  try {
    const answer = await (kept ? inTime(fetch(request)) : fetch(request));
    return kept && answer.status >= 500 ? kept : answer;
  } catch {
    return kept ?? away(shelf);
  }
}

/** A file named by its content never changes, so the kept one will do; others are asked for. */
async function file(request, path) {
  const kept = await (await caches.open(SHELF)).match(path);
  if (kept && NAMED_BY_CONTENT.test(path)) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}

function inTime(answer) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("late")), PATIENCE));
  return Promise.race([answer, late]);
}

/** Our own page that says what is the matter, with the tools that can still be opened. */
async function away(shelf) {
  const kept = await shelf.match(AWAY);
  if (!kept) return Response.error();
  const lines = [];
  for (const path of await toolsOn(shelf)) {
    if (path === AWAY) continue;
    const title = /<title>([^<]*)<\/title>/.exec(await (await shelf.match(path)).text());
    lines.push(`<li><a href="${path}">${title?.[1].replace(/ · Trivsel$/, "") ?? path}</a></li>`);
  }
  const text = (await kept.text()).replace("<!--kept-->", () => lines.join("\n"));
  const headers = new Headers();
  for (const name of ["Content-Type", "Content-Security-Policy", "Referrer-Policy"]) {
    if (kept.headers.has(name)) headers.set(name, kept.headers.get(name));
  }
  return new Response(text, { status: lines.length ? 200 : 503, headers });
}

// --- what is kept ------------------------------------------------------------------------

self.addEventListener("install", (event) =>
  event.waitUntil(alone(() => keep(AWAY, "no-cache"))),
);

/* A page says when it has been read, and hears whether it will be there without a connection.
   No new worker pushes an old one aside: it waits until the pages of the old one are closed. */
self.addEventListener("message", (event) => {
  const { keep: path } = event.data ?? {};
  const [port] = event.ports;
  const done = TOOL.test(path) ? alone(() => readAgain(path)) : Promise.reject();
  event.waitUntil(
    done.then(
      () => port?.postMessage({ kept: true }),
      () => port?.postMessage({ kept: false }),
    ),
  );
});

/** One at a time, whatever worker: what one puts there for a page no other may throw out. */
function alone(work) {
  return navigator.locks.request(SHELF, work);
}

async function readAgain(path) {
  await keep(path, "force-cache"); // the very page that was just read: not asked for twice
  await renew(path);
  await sweep();
}

/** Put a page on the shelf after all that it needs, so that what is there is whole. */
async function keep(path, how) {
  const shelf = await caches.open(SHELF);
  const answer = await fetch(path, { cache: how, credentials: "omit", redirect: "error" });
  if (GONE.includes(answer.status)) await shelf.delete(path);
  const forEverybody = answer.headers.get("Cache-Control")?.includes("public");
  if (answer.status !== 200 || !forEverybody) throw new Error(`not kept: ${path}`);
  await follow(await answer.clone().text(), path, async (name) => {
    const kept = NAMED_BY_CONTENT.test(name) && (await shelf.match(name));
    if (kept) return kept;
    const found = await fetch(name, { cache: "force-cache", credentials: "omit" });
    if (found.status !== 200) return undefined;
    await shelf.put(name, found.clone());
    return found;
  });
  await shelf.put(path, answer);
}

/** Read the other kept pages anew when the program behind them is another than last time. */
async function renew(justRead) {
  const shelf = await caches.open(SHELF);
  if ((await (await shelf.match(MARK))?.text()) === RELEASE) return;
  for (const path of await toolsOn(shelf)) {
    if (path !== justRead) await keep(path, "no-cache").catch(() => {}); // the old one still opens
  }
  await shelf.put(MARK, new Response(RELEASE));
}

/** Throw out every file that no kept page leads to any more. */
async function sweep() {
  const shelf = await caches.open(SHELF);
  const needed = new Set([MARK]);
  for (const path of await toolsOn(shelf)) {
    needed.add(path);
    const text = await (await shelf.match(path)).text();
    await follow(text, path, (name) => shelf.match(name), needed);
  }
  for (const path of await pathsOn(shelf)) if (!needed.has(path)) await shelf.delete(path);
}

/** Go from a text to the files it names, and on from style sheets and modules to theirs. */
async function follow(text, from, read, seen = new Set()) {
  const base = new URL(from, location.origin);
  const names = [...text.matchAll(LINK)].map((link) => new URL(link[1], base).pathname);
  const fresh = [...new Set(names)].filter((name) => name.startsWith(FILES) && !seen.has(name));
  for (const name of fresh) seen.add(name);
  await Promise.all(
    fresh.map(async (name) => {
      const found = await read(name);
      if (found && /\.(css|js)$/.test(name)) await follow(await found.text(), name, read, seen);
    }),
  );
}

async function pathsOn(shelf) {
  return (await shelf.keys()).map((request) => new URL(request.url).pathname);
}

async function toolsOn(shelf) {
  return (await pathsOn(shelf)).filter((path) => TOOL.test(path));
}
