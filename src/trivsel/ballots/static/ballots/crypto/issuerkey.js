/* The issuer's public key, as the manifest carries it: SubjectPublicKeyInfo in DER. */

import { fromBase64, number } from "./bytes.js";
import { Refused } from "./refusals.js";
import { subtle } from "./webcrypto.js";

const ALGORITHM = { name: "RSA-PSS", hash: "SHA-384" };
const FEWEST_BITS = 2048;
const SMALLEST_EXPONENT = 3n;

/** Read a key: { n, e, bits, size, checker }, where the checker is the browser's own form of it.

    Raises:
    Refused: bad-key, as domain/blindsign/keys.py would; insecure. */
export async function readKey(der) {
  const { checker, jwk } = await imported(der);
  const [n, e] = [jwk.n, jwk.e].map((text) => number(fromBase64(text)));
  if (!sound(n, e)) throw new Refused("bad-key");
  const bits = bitsOf(n);
  return { n, e, bits, size: Math.ceil(bits / 8), checker };
}

/** Whether the numbers are those of a key to trust; not every browser asks as much itself. */
export const sound = (n, e) =>
  bitsOf(n) >= FEWEST_BITS && n % 2n === 1n && e >= SMALLEST_EXPONENT && e % 2n === 1n;

const bitsOf = (value) => value.toString(2).length;

async function imported(der) {
  const api = subtle();
  try {
    const checker = await api.importKey("spki", der, ALGORITHM, true, ["verify"]);
    return { checker, jwk: await api.exportKey("jwk", checker) };
  } catch (cause) {
    throw new Refused("bad-key", cause);
  }
}
