/* What went wrong, by a short name; the page has the words, or the server sent them along. */

export class Trouble extends Error {
  constructor(reason, words = "", cause = undefined) {
    super(reason, { cause });
    this.name = "Trouble";
    this.reason = reason;
    this.words = words;
  }
}

// Why a manifest or a stamp is not good is ours to know. To the person it is one thing each: this
// is not what was agreed, and nothing has been handed in.
const TOLD_AS = {
  "other-manifest": "manifest",
  "bad-manifest": "manifest",
  "no-cell": "manifest",
  "other-key": "manifest",
  "bad-key": "manifest",
  "bad-seal-key": "manifest",
  "bad-signature": "stamp",
  "bad-length": "stamp",
  "out-of-range": "stamp",
};

/** The name under which the page has the words for it. */
export const toldAs = (reason) => TOLD_AS[reason] ?? reason ?? "fault";
