/* The token: what a right to answer is made of, and the nullifier it is spent under.

   The same bytes as domain/blindsign/token.py. A token is { round, cell, nonce }: two codes, and
   32 random bytes that nobody else knows until the answer is handed in. */

import { hex, zeroJoined, utf8 } from "./bytes.js";
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

/** The token that a message was made of, without its random prefix.

    Raises:
    Refused: no-token, if it is not written exactly as message() writes it. */
export function readMessage(octets) {
  const codes = octets.slice(PURPOSE.length + 1, -NONCE_BYTES - 1);
  const [round, cell, ...more] = new TextDecoder().decode(codes).split("\0");
  if (more.length || !cell) throw new Refused("no-token");
  const token = { round, cell, nonce: octets.slice(-NONCE_BYTES) };
  if (hex(message(token)) !== hex(octets)) throw new Refused("no-token");
  return token;
}

/** What stands in the store when the token is spent: 32 bytes, whatever the cell. */
export async function nullifier(token) {
  message(token); // refuses what is no token
  return digest("SHA-256", zeroJoined(SPENT, token.round, token.nonce));
}
