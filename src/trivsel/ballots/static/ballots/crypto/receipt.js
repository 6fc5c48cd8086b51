/* The receipt: what a person keeps, and finds again in the published list. */

import { hex } from "./bytes.js";
import { digest } from "./webcrypto.js";

/** SHA-256 of the sealed box, 64 hex digits. */
export const receiptOf = async (box) => hex(await digest("SHA-256", box));
