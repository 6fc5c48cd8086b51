/* The round's manifest, if it is the one that both sides signed. */

import { readManifest } from "../crypto/manifestcheck.js";
import { Refused } from "../crypto/refusals.js";
import { ask, BLIND } from "./talking.js";

/** Fetch the manifest and hold it against the digest. Who asks is not told, so that nobody can be
    given one of their own without being given another digest too.

    Raises:
    Refused: other-manifest, bad-manifest. Trouble: offline, fault. */
export async function manifestOf(address, { round, digest }) {
  const manifest = await readManifest(await ask(address, BLIND), digest);
  if (manifest?.round !== round) throw new Refused("other-manifest");
  return manifest;
}
