/* The person's side of a blind signature: RSABSSA, RFC 9474, sections 4.1, 4.2 and 4.4.

   The same bytes as domain/blindsign/blinding.py. Whether a signature is good, the browser's own
   RSA-PSS says, not arithmetic of ours. */

import { join, number, octets } from "./bytes.js";
import { encode } from "./encoding.js";
import { inverse, power, uniform } from "./modular.js";
import { Refused } from "./refusals.js";
import { RANDOMIZED } from "./variants.js";
import { fresh, subtle } from "./webcrypto.js";

/** Put the variant's random prefix before the message. */
export const prepare = (message, { variant = RANDOMIZED, random = fresh } = {}) =>
  join(random(variant.prefixBytes), message);

/** Blind a prepared message, so that who signs it learns nothing of it.

    Gives { message, inverse }: what goes to the issuer, and the secret that takes the blinding
    off its signature; both as long as the key.

    Raises:
    Refused: bad-key, if the message or the factor shares a factor with the modulus; with a key
    of two large primes that never happens. */
export async function blind(key, prepared, { variant = RANDOMIZED, random = fresh } = {}) {
  const { n, e, bits, size } = key;
  const encoded = number(await encode(prepared, bits - 1, random(variant.saltBytes)));
  const factor = uniform(n, random);
  // One inverse tells of both, and its steps depend on neither alone.
  const ofBoth = inverse((encoded * factor) % n, n);
  if (ofBoth === null) throw new Refused("bad-key");
  const blinded = (encoded * power(factor, e, n)) % n;
  return { message: octets(blinded, size), inverse: octets((ofBoth * encoded) % n, size) };
}

/** Take the blinding off the issuer's signature and make sure that it is a good one.

    Raises:
    Refused: bad-length, out-of-range, bad-signature. */
export async function finalize(key, prepared, blindSignature, back, variant = RANDOMIZED) {
  if ([blindSignature, back].some((given) => given.length !== key.size)) {
    throw new Refused("bad-length");
  }
  const [signed, factor] = [blindSignature, back].map(number);
  // A number and the same number plus the modulus would pass for each other.
  if ([signed, factor].some((value) => value === 0n || value >= key.n)) {
    throw new Refused("out-of-range");
  }
  const signature = octets((signed * factor) % key.n, key.size);
  await verify(key, prepared, signature, variant);
  return signature;
}

/** Return quietly if the signature is good.

    Raises:
    Refused: bad-length, bad-signature. */
export async function verify(key, prepared, signature, variant = RANDOMIZED) {
  if (signature.length !== key.size) throw new Refused("bad-length");
  const pss = { name: "RSA-PSS", saltLength: variant.saltBytes };
  if (!(await subtle().verify(pss, key.checker, signature, prepared))) {
    throw new Refused("bad-signature");
  }
}
