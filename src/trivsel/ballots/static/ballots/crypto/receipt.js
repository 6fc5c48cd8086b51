/* The receipt: what a person keeps, and finds again in the published list. */

import { hex, number, SIGNS } from "./bytes.js";
import { digest } from "./webcrypto.js";

const DRAWN = 52;
const MODULUS = 0b100101; // x^5 + x^2 + 1
const LOOKALIKES = { O: "0", I: "1", L: "1" };
const BETWEEN = /[\s\-\u00ad\u2010-\u2015\u2212._]+/g;

/** SHA-256 of the sealed box, 64 hex digits. */
export const receiptOf = async (box) => hex(await digest("SHA-256", box));

/** The receipt as it is read, kept and published: the same signs as domain/blindsign/receipt.py. */
export async function receiptText(box) {
  const whole = number(await digest("SHA-256", box));
  const drawn = Array.from({ length: DRAWN }, (_, place) =>
    Number((whole >> BigInt(5 * (DRAWN - 1 - place))) & 31n),
  );
  return written([...drawn, weightedSum([...drawn, 0])]);
}

/** What somebody typed as it is published, or "" if it is no receipt: forgives what
    domain/blindsign/receipt.py forgives, and nothing else. */
export function readReceipt(typed) {
  const signs = [...typed.replace(BETWEEN, "").toUpperCase()].map((sign) => LOOKALIKES[sign] ?? sign);
  const values = signs.map((sign) => SIGNS.indexOf(sign));
  if (values.length !== DRAWN + 1 || values.includes(-1)) return "";
  // 52 signs have four bits more than a digest: they are zero.
  return weightedSum(values) || values[0] > 1 ? "" : written(values);
}

const written = (values) => values.map((value) => SIGNS[value]).join("").match(/.{1,4}/g).join("-");

function weightedSum(values) {
  return values.reduce((total, value) => {
    const doubled = total << 1;
    return (doubled & 32 ? doubled ^ MODULUS : doubled) ^ value;
  }, 0);
}
