export function readySharing() {}
