/* A ballot on its way to another device: what it takes to answer with it, and nothing else. What
   was blinded is not in it, so it fits nothing that the issuer saw.

   A version byte, the manifest's digest, the stamp, the message, and four bytes by which a torn or
   mistyped one is told from a forged one; all in capital letters and digits, which a QR code packs
   more tightly than others. */

import { fromBase32, fromHex, hex, join, toBase32, utf8 } from "./bytes.js";
import { Refused } from "./refusals.js";
import { readMessage } from "./token.js";
import { RANDOMIZED } from "./variants.js";
import { digest } from "./webcrypto.js";

const VERSION = 1;
const PURPOSE = utf8("trivsel carried 1\0");
const DIGEST_BYTES = 32;
const STAMP_BYTES = 384; // of an issuer key: RSA, 3,072 bits
const CHECK_BYTES = 4;

/** The ballot as letters and digits. */
export async function carriedText({ digest: manifest, signature, prepared }) {
  const body = join(Uint8Array.of(VERSION), fromHex(manifest), signature, prepared);
  return toBase32(join(body, await checkOf(body)));
}

/** The ballot out of its letters and digits: { round, cell, nonce, digest, prepared, signature }.

    Whether its stamp is good is for whoever has the manifest to say.

    Raises:
    Refused: torn, if it is not one whole ballot of this version. */
export async function readCarried(text) {
  try {
    return await parts(fromBase32(text));
  } catch (cause) {
    throw new Refused("torn", cause);
  }
}

async function parts(bytes) {
  const body = bytes.slice(0, -CHECK_BYTES);
  const check = await checkOf(body);
  if (hex(check) !== hex(bytes.slice(-CHECK_BYTES)) || body[0] !== VERSION) throw new Refused("torn");
  const stamp = 1 + DIGEST_BYTES;
  const message = stamp + STAMP_BYTES;
  const prepared = body.slice(message);
  return {
    ...readMessage(prepared.slice(RANDOMIZED.prefixBytes)),
    digest: hex(body.slice(1, stamp)),
    prepared,
    signature: body.slice(stamp, message),
  };
}

const checkOf = async (body) =>
  (await digest("SHA-256", join(PURPOSE, body))).slice(0, CHECK_BYTES);
