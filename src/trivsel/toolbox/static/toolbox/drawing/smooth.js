/* A smooth line through points from left to right that never goes above or below what it joins:
   it may not draw a peak that nobody set. (M. Steffen, 1990, A simple method for monotonic
   interpolation in one dimension, Astron. Astrophys. 239, 443-450.) */

const slope = (a, b) => (b.y - a.y) / (b.x - a.x);

function slopes(points) {
  const last = points.length - 1;
  const inner = points.slice(1, -1).map((here, at) => {
    const [before, after] = [points[at], points[at + 2]];
    const [left, right] = [slope(before, here), slope(here, after)];
    const [wide, far] = [here.x - before.x, after.x - here.x];
    const mean = (left * far + right * wide) / (wide + far);
    const steepest = Math.min(Math.abs(left), Math.abs(right), Math.abs(mean) / 2);
    return (Math.sign(left) + Math.sign(right)) * steepest;
  });
  if (!inner.length) return [slope(points[0], points[1]), slope(points[0], points[1])];
  const ending = (straight, next) => (3 * straight - next) / 2;
  return [
    ending(slope(points[0], points[1]), inner[0]),
    ...inner,
    ending(slope(points[last - 1], points[last]), inner.at(-1)),
  ];
}

const round = (number) => Math.round(number * 100) / 100;

/** The "d" of a path through the points; their x rise strictly, and there are at least two. */
export function smooth(points) {
  const lean = slopes(points);
  const pieces = points.slice(1).map((to, at) => {
    const from = points[at];
    const third = (to.x - from.x) / 3;
    return `C${[
      from.x + third, from.y + third * lean[at],
      to.x - third, to.y - third * lean[at + 1],
      to.x, to.y,
    ].map(round).join(" ")}`;
  });
  return `M${round(points[0].x)} ${round(points[0].y)}${pieces.join("")}`;
}

/** How high the same line is at x; level before the first point and after the last. */
export function heightAt(points, x) {
  const lean = slopes(points);
  const at = points.findLastIndex((point) => point.x <= x);
  if (at < 0) return points[0].y;
  if (at === points.length - 1) return points[at].y;
  const [from, to] = [points[at], points[at + 1]];
  const wide = to.x - from.x;
  const t = (x - from.x) / wide;
  return (
    from.y * (1 + 2 * t) * (1 - t) ** 2 + wide * lean[at] * t * (1 - t) ** 2 +
    to.y * t * t * (3 - 2 * t) + wide * lean[at + 1] * t * t * (t - 1)
  );
}
