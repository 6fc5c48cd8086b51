/* EMSA-PSS: how a message becomes a number before it is blinded (RFC 8017, section 9.1.1). */

import { join, octets } from "./bytes.js";
import { digest } from "./webcrypto.js";

const HASH = "SHA-384";
const HASH_BYTES = 48;
const TRAILER = 0xbc;

/** Encode a message in so many bits, with SHA-384 and MGF1 on SHA-384.

    A key that issuerkey.js lets through always has room for hash and salt. */
export async function encode(message, bits, salt) {
  const length = Math.ceil(bits / 8);
  const hashed = await digest(HASH, message);
  const hash = await digest(HASH, join(new Uint8Array(8), hashed, salt));
  const masked = await mgf1(hash, length - HASH_BYTES - 1);
  const block = join(Uint8Array.of(1), salt);
  for (const [place, byte] of block.entries()) {
    masked[masked.length - block.length + place] ^= byte; // before it are zeros: nothing to do
  }
  masked[0] &= 0xff >> (8 * length - bits);
  return join(masked, hash, Uint8Array.of(TRAILER));
}

/** Stretch a seed to a mask of so many bytes (RFC 8017, appendix B.2.1). */
async function mgf1(seed, length) {
  const count = Math.ceil(length / HASH_BYTES);
  const blocks = Array.from({ length: count }, (_, place) =>
    digest(HASH, join(seed, octets(BigInt(place), 4))),
  );
  return join(...(await Promise.all(blocks))).slice(0, length);
}
