/* Asks the browser to keep this page, so that it opens without a connection: see worker.js. */

/** Gives true when the page will be there without a connection, and false when the browser
    will not keep it. Never fails, and never asks for anything before the page is at rest. */
export async function stayReadable() {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await atRest();
    const root = new URL("../", location.href).pathname;
    await navigator.serviceWorker.register(address(`${root}sw.js`), { scope: root });
    const { active } = await navigator.serviceWorker.ready;
    return await kept(active);
  } catch {
    return false; // a private window, no room left, or no connection: the page works all the same
  }
}

const atRest = () =>
  document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((done) => addEventListener("load", done, { once: true }));

/** The page's policy takes no words for a script's address; this one it knows by name. */
function address(path) {
  if (!window.trustedTypes) return path;
  const policy = trustedTypes.createPolicy("offline", { createScriptURL: () => path });
  return policy.createScriptURL("");
}

function kept(worker) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => {
      port1.close();
      done(data.kept);
    };
    worker.postMessage({ keep: location.pathname }, [port2]);
  });
}
