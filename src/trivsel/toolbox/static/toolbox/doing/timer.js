export function readyTimers() {}
