/* Arithmetic with the remainders of a large number.

   Not in constant time: BigInt never is. Each secret here is used once, in the browser of the
   person it belongs to (docs/decisions/browser-crypto.md). */

import { number } from "./bytes.js";

/** base ** exponent mod modulus; the exponent is public. */
export function power(base, exponent, modulus) {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** The number that gives 1 when multiplied with this one; null if it shares a factor. */
export function inverse(value, modulus) {
  let [rest, next] = [modulus, value % modulus];
  let [factor, following] = [0n, 1n];
  while (next !== 0n) {
    const whole = rest / next;
    [rest, next] = [next, rest - whole * next];
    [factor, following] = [following, factor - whole * following];
  }
  if (rest !== 1n) return null;
  return factor < 0n ? factor + modulus : factor;
}

/** A number from 1 to below - 1, each as likely, by throwing away those too large. */
export function uniform(below, random) {
  const bits = below.toString(2).length;
  const size = Math.ceil(bits / 8);
  const spare = BigInt(8 * size - bits);
  for (;;) {
    const value = number(random(size)) >> spare;
    if (value > 0n && value < below) return value;
  }
}
