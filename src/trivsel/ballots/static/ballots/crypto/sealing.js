/* The sealed envelope: the same bytes as domain/blindsign/sealing.py, which opens it
   at the count.

   HPKE base mode, RFC 9180: X25519, HKDF-SHA256, AES-128-GCM, by the vendored library. */

import {
  AEAD_AES_128_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  NotSupportedError,
} from "../vendor/hpke.js";
import { join, utf8, zeroJoined } from "./bytes.js";
import { Refused } from "./refusals.js";
import { lay, room } from "./written.js";
import { subtle } from "./webcrypto.js";

const SUITE = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
const PURPOSE = utf8("trivsel envelope 1");
const VERSION = 1;
const WRITTEN = 2; // with comments after the answer
const STEP = 64;
const MOST = 0xffff;
const NULLIFIER_BYTES = 32;

/** Seal a packed answer, a byte an item, so that only the round's private key opens it; after it
    the comments, one for each open question, "" where nothing is written.

    The label { round, cell, nullifier } is bound to it: with another one it does not open.

    Raises:
    Refused: insecure, no-x25519, bad-seal-key, bad-code, bad-length, too-long. */
export async function seal(packed, publicKey, label, comments = []) {
  subtle();
  const [framed, info] = [frame(packed, comments), infoOf(label)];
  try {
    const key = await SUITE.DeserializePublicKey(publicKey);
    const { encapsulatedSecret, ciphertext } = await SUITE.Seal(key, framed, { info });
    return join(encapsulatedSecret, ciphertext);
  } catch (cause) {
    throw new Refused(cause instanceof NotSupportedError ? "no-x25519" : "bad-seal-key", cause);
  }
}

/** Version, length, answer, and zeros up to a multiple of 64, or with open questions up to the room
    of the longest answer there could be: a length tells nothing. */
export function frame(packed, comments = []) {
  const [version, body] = comments.length ? [WRITTEN, join(packed, lay(comments))] : [VERSION, packed];
  if (body.length > MOST) throw new Refused("too-long");
  const frame_ = join(Uint8Array.of(version, body.length >> 8, body.length & 0xff), body);
  const size = comments.length ? room(packed.length, comments.length) : -(-frame_.length & ~(STEP - 1));
  return join(frame_, new Uint8Array(size - frame_.length));
}

export function infoOf({ round, cell, nullifier }) {
  if (nullifier.length !== NULLIFIER_BYTES) throw new Refused("bad-length");
  return zeroJoined(PURPOSE, round, cell, nullifier);
}
