/* A spiral that winds down and inwards, seen a little from above: one turn from each stage to the
   next. A place on it is a number: 0 is the first stage, 1.5 is between the second and the third. */

const FLAT = 0.46; // how far round a circle looks, seen from the side
const BEFORE = 0.3; // how much of a turn leads in
const AFTER = 0.55; // and out
const FINE = 120; // pieces to a turn

const START = Math.PI / 6; // the stages lie in front, to the right; to the left when mirrored

/** middle, widest, height and the room below are in pixels. */
export function coil(many, { middle, widest, height, room, mirrored = false }) {
  const last = many - 1;
  const tip = 8 + widest * FLAT * 1.5;
  const step = (height - tip - room) / (last + BEFORE);
  const narrowest = widest * 0.42;

  function spot(at) {
    const angle = START + 2 * Math.PI * at;
    const along = (at + BEFORE) / (last + BEFORE + AFTER);
    const reach = widest + (narrowest - widest) * along;
    const level = tip + BEFORE * step + at * step;
    const sink = reach * FLAT * (Math.sin(angle) - Math.sin(START));
    const aside = reach * Math.cos(angle);
    const x = mirrored ? middle - aside : middle + aside;
    return { x, y: level + sink, near: Math.sin(angle) >= 0 };
  }

  const places = Array.from(
    { length: Math.round((last + BEFORE + AFTER) * FINE) + 1 },
    (_, piece) => piece / FINE - BEFORE,
  );

  /** The line in three: what lies behind, what lies before it, and where that has to part it. */
  function lines() {
    const drawn = { near: "", far: "", over: "" };
    const run = (name, from, to) => {
      const spots = places.slice(from, to).map((at) => spot(at));
      const each = spots.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      if (each.length > 1) drawn[name] += `M${each.join("L")}`;
    };
    const sides = places.map((at) => spot(at).near);
    for (let from = 0, to; from < places.length; from = to) {
      to = sides.indexOf(!sides[from], from);
      if (to < 0) to = places.length;
      run(sides[from] ? "near" : "far", from, to + 1);
      if (sides[from]) run("over", from + FINE / 12, to - FINE / 4);
    }
    return drawn;
  }

  /** The place on the line nearest to a point. */
  function nearest(point) {
    const off = (at) => Math.hypot(spot(at).x - point.x, spot(at).y - point.y);
    const on = places.filter((at) => at >= 0 && at <= last);
    return on.reduce((best, at) => (off(at) < off(best) ? at : best), 0);
  }

  return { spot, lines, nearest, step, start: -BEFORE };
}
