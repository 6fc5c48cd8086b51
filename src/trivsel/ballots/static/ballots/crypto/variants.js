/* The four variants of RFC 9474, section 5. A round uses RANDOMIZED; the others are there to be
   told from it, and for the RFC's own numbers. */

export const RANDOMIZED = variant("RSABSSA-SHA384-PSS-Randomized", 48, 32);
export const RANDOMIZED_NO_SALT = variant("RSABSSA-SHA384-PSSZERO-Randomized", 0, 32);
export const DETERMINISTIC = variant("RSABSSA-SHA384-PSS-Deterministic", 48, 0);
export const DETERMINISTIC_NO_SALT = variant("RSABSSA-SHA384-PSSZERO-Deterministic", 0, 0);

function variant(name, saltBytes, prefixBytes) {
  return Object.freeze({ name, saltBytes, prefixBytes });
}
