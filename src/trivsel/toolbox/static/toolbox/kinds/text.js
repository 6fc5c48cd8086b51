/* Something to read. There is nothing to fill in. */

import { keyed } from "../doing/plain.js";

export const empty = () => ({});
export const clean = (raw, _said, trouble) => keyed(raw, [], () => null, trouble);
export const filled = () => false;
export const mount = () => ({ show() {} });
