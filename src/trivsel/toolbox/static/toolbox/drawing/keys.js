/* Moving with the arrow keys: which way, and how far. Up is more, right is later. */

const WAYS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};
const FAR = { PageUp: { x: 0, y: 1 }, PageDown: { x: 0, y: -1 } };

/** { x, y } in steps, or null if the key is not one that moves. With Shift, or Page, it is far. */
export function way(event, far = 4) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const found = WAYS[event.key] ?? FAR[event.key];
  if (!found) return null;
  const times = event.shiftKey || FAR[event.key] ? far : 1;
  return { x: found.x * times, y: found.y * times };
}
