/* Taking a ballot to another device: written down as a link there, and taken in here. */

import { verify } from "../crypto/blinding.js";
import { hex } from "../crypto/bytes.js";
import { carriedText, readCarried } from "../crypto/carried.js";
import { cellIn, issuerKeyOf } from "../crypto/manifestcheck.js";
import { Refused } from "../crypto/refusals.js";
import { whyNot } from "../crypto/webcrypto.js";
import { manifestOf } from "./manifest.js";
import { alone, ballotOf, keep } from "./store.js";
import { Trouble } from "./trouble.js";

const IN_TEXT = /#BALLOT\.(\w*)/; // as ballot.js looks for it in the address

/** The link that carries a ballot: behind the # of the answer page, which is sent to nobody. */
export const linkTo = async (ballot, page) =>
  new URL(`${page}#BALLOT.${await carriedText(ballot)}`, location.href).href;

/** Take in the ballot that a link or a file holds, if it is whole, of this round and well stamped.
    Says "arrived", or "here-already".

    Another ballot of the round is overwritten only when that was asked for (``instead``).

    Raises:
    Refused: torn; why not in this browser; what is wrong with manifest, key or stamp.
    Trouble: other-round, other-ballot, no-store, offline, fault. */
export async function take(text, where, { instead = false } = {}) {
  const reason = await whyNot();
  if (reason) throw new Refused(reason);
  const ballot = await readCarried(IN_TEXT.exec(text)?.[1] ?? "");
  if (ballot.round !== where.round) throw new Trouble("other-round");
  const manifest = await manifestOf(where.manifest, ballot);
  const key = await issuerKeyOf(cellIn(manifest, ballot.cell));
  await verify(key, ballot.prepared, ballot.signature);
  return alone(ballot.round, () => lay(ballot, instead));
}

async function lay(ballot, instead) {
  const kept = await ballotOf(ballot.round);
  const same = kept?.nonce && hex(kept.nonce) === hex(ballot.nonce);
  if (same && kept.signature) return "here-already";
  if (kept && !same && !instead) throw new Trouble("other-ballot");
  await keep(ballot);
  return "arrived";
}
