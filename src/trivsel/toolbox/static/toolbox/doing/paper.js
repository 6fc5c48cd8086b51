export function readyPaper() {}
