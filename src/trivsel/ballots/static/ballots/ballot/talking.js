/* Asking the server, so that no connection, no session and a refusal are told apart. */

import { Trouble } from "./trouble.js";

const PATIENCE = 30_000;

/** For whatever belongs to the answer: nothing goes along that tells who asks. */
export const BLIND = Object.freeze({ credentials: "omit", referrerPolicy: "no-referrer" });

/** The bytes of a good answer.

    Raises:
    Trouble: offline, signed-out, fault; or the server's own reason, with its words. */
export async function ask(address, options) {
  const answer = await exchange(address, options);
  if (answer.status === 200) return answer.bytes;
  if (answer.status === 422) {
    const { reason, message } = parsed(answer.bytes);
    throw new Trouble(reason, message);
  }
  // A page that one must sign in for leads elsewhere (0) or refuses the token (403).
  throw new Trouble([0, 401, 403].includes(answer.status) ? "signed-out" : "fault");
}

export async function askJson(address, body, { headers, ...options } = {}) {
  const sent = { ...headers, "Content-Type": "application/json" };
  const post = { method: "POST", body: JSON.stringify(body), headers: sent };
  return parsed(await ask(address, { ...options, ...post }));
}

async function exchange(address, options) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const how = { cache: "no-store", redirect: "manual", signal, ...options };
    const answer = await fetch(address, how);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  } catch (cause) {
    throw new Trouble("offline", "", cause);
  }
}

function parsed(bytes) {
  try {
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Trouble("fault", "", cause);
  }
}
