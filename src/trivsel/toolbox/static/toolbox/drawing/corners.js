/* A triangle in a square of 100 by 100: its corners at the top, at the bottom left and right. */

const CORNERS = [{ x: 50, y: 100 }, { x: 0, y: 0 }, { x: 100, y: 0 }];
const EDGE = 0.02; // a note lies on the triangle, not beside it
const tenths = (number) => Math.round(number * 10) / 10;

/** How much a place belongs to each corner: three shares that make 1; outside, some are below 0. */
export function shares({ x, y }) {
  const top = y / 100;
  const right = x / 100 - top / 2;
  return [top, 1 - top - right, right];
}

const placed = (parts) => ({
  x: tenths(parts.reduce((sum, part, at) => sum + part * CORNERS[at].x, 0)),
  y: tenths(parts.reduce((sum, part, at) => sum + part * CORNERS[at].y, 0)),
});

/** The place itself, or where one comes out when it is pushed straight back into the triangle. */
export function inTriangle(place) {
  const parts = shares(place).map((part) => Math.max(EDGE, part));
  const sum = parts.reduce((all, part) => all + part, 0);
  return placed(parts.map((part) => part / sum));
}

/** A good step nearer to one corner. */
export function nearer(place, corner) {
  const { x, y } = CORNERS[corner];
  return inTriangle({ x: place.x + 0.3 * (x - place.x), y: place.y + 0.3 * (y - place.y) });
}

/** The corners a place is nearest to: one; two if they are about as near; none in the middle. */
export function nearest(place) {
  const order = shares(place)
    .map((part, corner) => ({ part, corner }))
    .sort((a, b) => b.part - a.part);
  if (order[0].part - order[2].part < 0.15) return [];
  return order[0].part - order[1].part < 0.1 ? [order[0].corner, order[1].corner] : [order[0].corner];
}
