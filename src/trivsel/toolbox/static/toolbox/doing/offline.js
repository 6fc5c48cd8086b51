/** Keeps the page readable without the net. Filled in by the page's worker. */
export function stayReadable() {}
