/* The manifest, seen from the person's side: is it the signed one, and which key is in it?

   A server that wanted to tell one person's ballot from the others' would hand that person a key
   of their own. So keys are taken from the manifest alone, which is public and the same for all
   (domain/blindsign/manifest); its digest is what people compare. */

import { fromBase64, hex } from "./bytes.js";
import { readKey } from "./issuerkey.js";
import { Refused } from "./refusals.js";
import { digest } from "./webcrypto.js";

/** SHA-256 of a manifest's bytes, 64 hex digits. */
export const digestOf = async (bytes) => hex(await digest("SHA-256", bytes));

/** Read a manifest from its canonical JSON, exactly as it came.

    Raises:
    Refused: other-manifest, if its digest is not the one expected; bad-manifest. */
export async function readManifest(bytes, expected) {
  if ((await digestOf(bytes)) !== expected) throw new Refused("other-manifest");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Refused("bad-manifest", cause);
  }
}

/** The one cell of that code.

    Raises:
    Refused: no-cell; bad-manifest, if there are two. */
export function cellIn(manifest, code) {
  if (!Array.isArray(manifest?.cells)) throw new Refused("bad-manifest");
  const found = manifest.cells.filter((cell) => cell?.code === code);
  if (found.length > 1) throw new Refused("bad-manifest");
  if (!found.length) throw new Refused("no-cell");
  return found[0];
}

/** The cell's issuer key, read, if the id beside it is its SHA-256.

    Raises:
    Refused: other-key, bad-key. */
export async function issuerKeyOf(cell) {
  let der;
  try {
    der = fromBase64(cell.key);
  } catch (cause) {
    throw new Refused("bad-key", cause);
  }
  if ((await digestOf(der)) !== cell.key_id) throw new Refused("other-key");
  return readKey(der);
}
