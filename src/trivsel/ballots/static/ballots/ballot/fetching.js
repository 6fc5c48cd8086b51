/* Fetching a ballot: made and blinded here, stamped by the server without being seen.

   Each step is kept before the next begins, so a tab can be closed after any of them: coming again
   goes on with the same blinded ballot, and gets the same stamp. */

import { blind, finalize, prepare } from "../crypto/blinding.js";
import { fromBase64, toBase64 } from "../crypto/bytes.js";
import { cellIn, issuerKeyOf } from "../crypto/manifestcheck.js";
import { Refused } from "../crypto/refusals.js";
import { message, newToken } from "../crypto/token.js";
import { whyNot } from "../crypto/webcrypto.js";
import { manifestOf } from "./manifest.js";
import { alone, ballotOf, keep } from "./store.js";
import { askJson, BLIND } from "./talking.js";
import { Trouble } from "./trouble.js";

/** Fetch the ballot, or go on where an earlier try stopped; gives it as it is kept.

    Wanted: { round, cell, digest, manifest, issue } and who asks: csrf of a session, or the
    secret of a personal link.

    Raises:
    Refused: why not in this browser, or what is wrong with the manifest, key or stamp.
    Trouble: no-store, other-cell, offline, signed-out, fault, or the issuer's own reason. */
export async function fetchBallot(wanted) {
  const reason = await whyNot();
  if (reason) throw new Refused(reason);
  return alone(wanted.round, async () => {
    const kept = await keptFor(wanted);
    if (kept?.signature) return kept;
    const key = await keyFor(wanted);
    const begun = kept ?? (await begin(wanted, key));
    return finish(begun, key, await stampFor(wanted, begun));
  });
}

/** The ballot that this device has for the round already, stamped or not.

    Raises:
    Refused: other-manifest, if it was begun under another one. Trouble: other-cell. */
export async function keptFor({ round, cell, digest }) {
  const kept = await ballotOf(round);
  if (kept && kept.digest !== digest) throw new Refused("other-manifest");
  if (kept && kept.cell !== cell) throw new Trouble("other-cell");
  return kept;
}

/** The key of the cell, from the manifest and nowhere else. */
export const keyFor = async ({ manifest, cell, ...wanted }) =>
  issuerKeyOf(cellIn(await manifestOf(manifest, wanted), cell));

/** Make the token and blind it. It is kept before anything of it leaves. */
export async function begin({ round, cell, digest }, key) {
  const token = newToken(round, cell);
  const prepared = prepare(message(token));
  const { message: blinded, inverse } = await blind(key, prepared);
  return keep({ ...token, digest, prepared, blinded, inverse });
}

async function stampFor({ issue, csrf, secret }, { blinded }) {
  const how = secret ? BLIND : { headers: { "X-CSRFToken": csrf }, credentials: "same-origin" };
  const { signature } = await askJson(issue, { blinded: toBase64(blinded), secret }, how);
  try {
    return fromBase64(signature);
  } catch (cause) {
    throw new Trouble("fault", "", cause);
  }
}

/** Take the blinding off and keep the ballot, if the stamp is good under the manifest's key.

    From then on nothing here fits what the issuer saw: blinded and inverse are gone. */
export async function finish({ blinded: _, inverse, ...ballot }, key, stamp) {
  const signature = await finalize(key, ballot.prepared, stamp, inverse);
  return keep({ ...ballot, signature });
}
