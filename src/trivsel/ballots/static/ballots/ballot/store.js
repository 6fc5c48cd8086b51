/* The ballots of this device, in IndexedDB: one record for each round.

   { round, cell, digest, nonce, prepared }    the token, and the manifest it was made under
   blinded, inverse    until the stamp is on; what was blinded ties a ballot to who fetched it
   signature           the stamp, once it has been found good
   envelope            a sealed answer that no receipt has come for yet
   receipt             of the last answer that the server has stored; all that is left of a record
                       once its round is over (closed.js)

   Never an answer that can be read. Whoever holds the record can answer in its owner's place, so
   it lives here alone, and nothing of it is sent but what stands in fetching.js and handing-in.js;
   its owner may carry it to another device (carrying.js). */

import { Trouble } from "./trouble.js";

export const NAME = "trivsel-ballots";
const VERSION = 1;
const BALLOTS = "ballots";

export const ballotOf = (round) => work("readonly", (ballots) => ballots.get(round));

/** Keep a ballot; once this returns it is on the disk, not on its way there. */
export async function keep(ballot) {
  await work("readwrite", (ballots) => ballots.put(ballot));
  return ballot;
}

export const forget = (round) => work("readwrite", (ballots) => ballots.delete(round));

/** Work on a round's ballot while no other tab does; the others wait, and then find it done. */
export const alone = (round, doing) => navigator.locks.request(`trivsel ballot ${round}`, doing);

async function work(mode, doing) {
  try {
    const db = await open();
    try {
      const step = db.transaction(BALLOTS, mode, { durability: "strict" });
      const done = new Promise((resolve, reject) => {
        step.oncomplete = resolve;
        step.onabort = () => reject(step.error);
      });
      const asked = doing(step.objectStore(BALLOTS));
      await done;
      return asked.result;
    } finally {
      db.close(); // opened for each step: a newer page in another tab never waits for this one
    }
  } catch (cause) {
    throw new Trouble("no-store", "", cause); // a private window, or no room left
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => opening.result.createObjectStore(BALLOTS, { keyPath: "round" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
