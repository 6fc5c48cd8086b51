/* The browser's own crypto: what is taken from it, and whether it has what a ballot needs. */

import { Refused } from "./refusals.js";

/** Raises:
    Refused: insecure, where the browser shows its crypto only to https and localhost. */
export function subtle() {
  if (!globalThis.crypto?.subtle) throw new Refused("insecure");
  return crypto.subtle;
}

export const digest = async (hash, bytes) => new Uint8Array(await subtle().digest(hash, bytes));

export const fresh = (count) => crypto.getRandomValues(new Uint8Array(count));

/** Why a ballot cannot be made in this browser: the name of a reason, or null if it can.

    Asked before anything is fetched, so that nobody spends their one ballot in a browser that
    cannot use it. There is no weaker way behind it: another browser, or nothing. */
export async function whyNot() {
  if (!globalThis.crypto?.subtle) return "insecure";
  try {
    const pair = await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    const own = { name: "X25519", public: pair.publicKey };
    await crypto.subtle.deriveBits(own, pair.privateKey, 256);
  } catch {
    return "no-x25519"; // some engines can make such keys, but not yet use them
  }
  return null;
}
