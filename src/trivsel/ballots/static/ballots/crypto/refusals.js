/* The ways the person's side says no. Only names: the sentences belong to the page. */

export const REASONS = Object.freeze({
  "insecure": "the page came neither by https nor from localhost, so the browser hides its crypto",
  "no-x25519": "the browser is too old to seal (docs/decisions/browser-crypto.md)",
  "bad-code": "the code of a round, box or cell could be read in two ways",
  "no-token": "a message is not that of a token",
  "torn": "what was carried here is not one whole ballot",
  "bad-length": "something is longer or shorter than the key or the format says",
  "out-of-range": "a number is 0, or not below the modulus",
  "bad-key": "an issuer key is no RSA key, or one that nobody should trust",
  "bad-signature": "the signature is not of this message under this key",
  "bad-seal-key": "the key to seal with is none",
  "too-long": "the answer does not fit into an envelope",
  "bad-manifest": "the manifest cannot be read, or names a cell twice",
  "other-manifest": "the manifest is not the one that was signed",
  "no-cell": "the manifest has no such cell",
  "other-key": "the issuer key is not the one whose id stands beside it in the manifest",
});

export class Refused extends Error {
  constructor(reason, cause) {
    super(`${reason}: ${REASONS[reason]}`, { cause });
    this.name = "Refused";
    this.reason = reason;
  }
}
