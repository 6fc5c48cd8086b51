/* The token: what a right to answer is made of, and the nullifier it is spent under.

   The same bytes as domain/blindsign/token.py. A token is { round, cell, nonce }: two codes, and
   32 random bytes that nobody else knows until the answer is handed in. */

import { zeroJoined, utf8 } from "./bytes.js";
import { Refused } from "./refusals.js";
import { digest, fresh } from "./webcrypto.js";

const PURPOSE = utf8("trivsel ballot 1");
const SPENT = utf8("trivsel nullifier 1");
const NONCE_BYTES = 32;

export const newToken = (round, cell, random = fresh) => ({
  round,
  cell,
  nonce: random(NONCE_BYTES),
});

/** What is signed, before the random prefix.

    Raises:
    Refused: bad-code, bad-length. */
export function message({ round, cell, nonce }) {
  if (nonce.length !== NONCE_BYTES) throw new Refused("bad-length");
  return zeroJoined(PURPOSE, round, cell, nonce);
}

/** What stands in the store when the token is spent: 32 bytes, whatever the cell. */
export async function nullifier(token) {
  message(token); // refuses what is no token
  return digest("SHA-256", zeroJoined(SPENT, token.round, token.nonce));
}
