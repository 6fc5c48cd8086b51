/* Handing in an answer: packed, sealed on this device, kept, and only then sent.

   Once it is sealed nothing can be lost: whoever comes again sends the very same envelope, and the
   server stores one answer for a ballot however often it comes. */

import { fromBase64, toBase64 } from "../crypto/bytes.js";
import { receiptText } from "../crypto/receipt.js";
import { Refused } from "../crypto/refusals.js";
import { seal } from "../crypto/sealing.js";
import { nullifier } from "../crypto/token.js";
import { whyNot } from "../crypto/webcrypto.js";
import { manifestOf } from "./manifest.js";
import { alone, ballotOf, keep } from "./store.js";
import { askJson, BLIND } from "./talking.js";
import { Trouble } from "./trouble.js";

let sealed = {}; // the answer that was last sealed here, and its receipt

/** The round's key to seal with, from the manifest that the ballot was made under.

    Raises:
    Refused: why not in this browser; other-manifest, bad-seal-key. Trouble: offline, fault. */
export async function sealKeyFor(ballot, address) {
  const reason = await whyNot();
  if (reason) throw new Refused(reason);
  const manifest = await manifestOf(address, ballot);
  try {
    return fromBase64(manifest.seal_key);
  } catch (cause) {
    throw new Refused("bad-seal-key", cause);
  }
}

/** Seal an answer and hand it in: { packed, comments }, a byte an item and a text for each open
    question; gives the ballot with its receipt.

    Raises:
    Trouble: no-ballot, no-store, offline, fault, other-receipt, or the server's own reason. */
export const handIn = (round, address, answer, sealKey) =>
  alone(round, async () => post(await sealOnce(await stampedOf(round), answer, sealKey), address));

/** Hand in the envelope that is kept and not sent yet. */
export const handInKept = (round, address) =>
  alone(round, async () => {
    const ballot = await stampedOf(round);
    return ballot.envelope ? post(ballot, address) : ballot; // another tab has sent it meanwhile
  });

async function stampedOf(round) {
  const ballot = await ballotOf(round);
  if (!ballot?.signature) throw new Trouble("no-ballot");
  return ballot;
}

/* The envelope that waits is sent again if it holds this very answer; another tab may have laid
   another one in its place. */
async function sealOnce(ballot, { packed, comments }, sealKey) {
  const answer = JSON.stringify([packed.join(), comments]);
  const waits = ballot.envelope && (await receiptText(ballot.envelope));
  if (waits && waits === sealed.receipt && answer === sealed.answer) return ballot;
  const { round, cell } = ballot;
  const label = { round, cell, nullifier: await nullifier(ballot) };
  const envelope = await seal(packed, sealKey, label, comments);
  sealed = { answer, receipt: await receiptText(envelope) };
  return keep({ ...ballot, envelope });
}

async function post({ envelope, ...ballot }, address) {
  const { cell, prepared, signature } = ballot;
  const [message, stamp, box] = [prepared, signature, envelope].map(toBase64);
  const given = { cell, message, signature: stamp, envelope: box };
  const { receipt } = await askJson(address, given, BLIND);
  if (receipt !== (await receiptText(envelope))) throw new Trouble("other-receipt");
  return keep({ ...ballot, receipt });
}
