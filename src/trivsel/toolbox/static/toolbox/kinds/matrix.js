/* Something to read. There is nothing to fill in. */

export const empty = () => ({});
export const clean = () => ({});
export const filled = () => false;
export const mount = () => ({ show() {} });
