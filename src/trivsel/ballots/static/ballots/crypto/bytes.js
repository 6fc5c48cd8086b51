/* Bytes: laid end to end, as hex, from base64, as a number, as the letters of a code. */

import { Refused } from "./refusals.js";

export const utf8 = (text) => new TextEncoder().encode(text);

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

export const hex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Base64, also the kind for addresses; throws where it is neither. */
export function fromBase64(text) {
  const letters = atob(String(text).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

export const fromHex = (digits) =>
  Uint8Array.from(digits.match(/../g) ?? [], (two) => Number.parseInt(two, 16));

export const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U

/** Crockford's base 32, the last sign filled up with zeros. */
export function toBase32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const fives = bits.match(/.{1,5}/g) ?? [];
  return fives.map((five) => SIGNS[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** Bytes out of base 32, as toBase32 writes it and in no other spelling; throws where it is not. */
export function fromBase32(text) {
  const values = Array.from(text, (sign) => SIGNS.indexOf(sign));
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  const eights = bits.match(/.{8}/g) ?? [];
  const bytes = Uint8Array.from(eights, (eight) => Number.parseInt(eight, 2));
  if (values.includes(-1) || toBase32(bytes) !== text) throw new Error("not base 32");
  return bytes;
}

export const number = (bytes) => BigInt(`0x${hex(bytes) || "0"}`);

/** A number as so many bytes, the most significant first; it must fit. */
export function octets(value, size) {
  const digits = value.toString(16).padStart(2 * size, "0");
  return Uint8Array.from({ length: size }, (_, place) =>
    Number.parseInt(digits.slice(2 * place, 2 * place + 2), 16),
  );
}

/** Codes and bytes with a zero byte between them, as Python's b"\0".join() lays them.

    A code with a zero byte in it could be read as two. Half of a sign is written as another sign,
    so two such codes would read the same: both are refused. */
export function zeroJoined(...parts) {
  const laid = parts.map((part) => (typeof part === "string" ? code(part) : part));
  return join(...laid.flatMap((part) => [Uint8Array.of(0), part])).subarray(1);
}

function code(text) {
  if (!text || text.includes("\0") || !text.isWellFormed()) throw new Refused("bad-code");
  return utf8(text);
}
