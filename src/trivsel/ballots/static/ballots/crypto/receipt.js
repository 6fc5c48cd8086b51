/* The receipt: what a person keeps, and finds again in the published list. */

import { hex, number } from "./bytes.js";
import { digest } from "./webcrypto.js";

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
const DRAWN = 52;
const MODULUS = 0b100101; // x^5 + x^2 + 1

/** SHA-256 of the sealed box, 64 hex digits. */
export const receiptOf = async (box) => hex(await digest("SHA-256", box));

/** The receipt as it is read, kept and published: the same signs as domain/blindsign/receipt.py. */
export async function receiptText(box) {
  const whole = number(await digest("SHA-256", box));
  const drawn = Array.from({ length: DRAWN }, (_, place) =>
    Number((whole >> BigInt(5 * (DRAWN - 1 - place))) & 31n),
  );
  const signs = [...drawn, weightedSum([...drawn, 0])].map((value) => SIGNS[value]).join("");
  return signs.match(/.{1,4}/g).join("-");
}

function weightedSum(values) {
  return values.reduce((total, value) => {
    const doubled = total << 1;
    return (doubled & 32 ? doubled ^ MODULUS : doubled) ^ value;
  }, 0);
}
