/* Notes pinned on a drawing: words broken into lines, and a place for each that covers neither
   another note nor a point nor, if it can be helped, the line. Plain arithmetic on pixels. */

const PAD = 12;
const LINE = 18;

/** Words broken into at most `most` lines no wider than `width`; what is left out shows as a mark. */
export function lines(words, width, most, measure) {
  const broken = [];
  let rest = words.trim().split(/\s+/);
  while (rest.length && broken.length < most) {
    let many = 1;
    while (many < rest.length && measure(rest.slice(0, many + 1).join(" ")) <= width) many += 1;
    broken.push(rest.slice(0, many).join(" "));
    rest = rest.slice(many);
  }
  let last = rest.length ? `${broken.pop()}…` : broken.pop() ?? "";
  while (last.length > 2 && measure(last) > width) last = `${last.slice(0, -2).trimEnd()}…`;
  return [...broken.map((one) => cut(one, width, measure)), last];
}

function cut(words, width, measure) {
  let short = words;
  while (short.length > 2 && measure(short) > width) short = `${short.slice(0, -2).trimEnd()}…`;
  return short;
}

function sized(words, width, most, measure) {
  const broken = lines(words, width, most, measure);
  return {
    lines: broken,
    width: Math.ceil(Math.max(...broken.map(measure))) + 2 * PAD,
    height: broken.length * LINE + 10,
  };
}

const overlap = (a, b, air = 4) =>
  a.left < b.left + b.width + air && b.left < a.left + a.width + air &&
  a.top < b.top + b.height + air && b.top < a.top + a.height + air;

const around = ({ x, y }, reach) => ({ left: x - reach, top: y - reach, width: 2 * reach, height: 2 * reach });
const inside = ({ x, y }, box, air = 5) =>
  x > box.left - air && x < box.left + box.width + air && y > box.top - air && y < box.top + box.height + air;

function* candidates(pin, size, bounds) {
  for (const above of [pin.above, !pin.above]) {
    for (const away of [30, 20, 44, 62, 84, 110, 140]) {
      for (const shift of [0, -0.22, 0.22, -0.4, 0.4]) {
        const wanted = pin.x - size.width / 2 + shift * size.width;
        const left = Math.max(bounds.left, Math.min(bounds.left + bounds.width - size.width, wanted));
        const top = above ? pin.y - away - size.height : pin.y + away;
        if (top < bounds.top || top + size.height > bounds.top + bounds.height) continue;
        const turned = above === pin.above ? 0 : 40;
        yield { ...size, left, top, above, dear: Math.abs(away - 30) + turned + Math.abs(shift) * 40 };
      }
    }
  }
}

const stem = (pin, box) => {
  const end = box.above ? box.top + box.height : box.top;
  return { left: pin.x - 1, top: Math.min(pin.y, end), width: 2, height: Math.abs(pin.y - end) };
};

/* Free of notes and points it must be; over the line, or a word, it costs. */
function best(pin, size, { bounds, points, line, placed }) {
  const others = points.filter((point) => point.x !== pin.x || point.y !== pin.y).map((p) => around(p, 9));
  let found = null;
  for (const box of candidates(pin, size, bounds)) {
    const post = stem(pin, box);
    const taken = placed.some((other) => overlap(box, other) || overlap(post, other, 1) || overlap(box, other.post, 1));
    if (taken || others.some((other) => overlap(box, other, 1)) || overlap(box, around(pin, 9), 1)) continue;
    const price = box.dear + 9 * line.filter((point) => inside(point, box)).length;
    if (!found || price < found.price) found = { ...box, post, price };
  }
  return found;
}

/* Shapes to try, as shares of the widest: all the words in one line, in two, in three ... */
const WHOLE = [[1, 1], [0.72, 2], [1, 2], [0.7, 3], [1, 3]];
const CUT = [[0.8, 2], [0.5, 2], [0.45, 1]];

/**
 * A box for each pin, or null where there is no room at all: the list below the drawing has it.
 * pins: [{ x, y, words, above }] · points and line: what not to cover · bounds: where to stay
 */
export function pinned(pins, { bounds, points, line, measure, widest }) {
  const placed = [];
  const fitting = (pin, [share, most], whole) => {
    const size = sized(pin.words, widest * share, most, measure);
    if (whole && size.lines.some((words) => words.endsWith("…"))) return null;
    return best(pin, size, { bounds, points, line, placed });
  };
  return pins.map((pin) => {
    let box = null;
    for (const shape of WHOLE) box ??= fitting(pin, shape, true);
    for (const shape of CUT) box ??= fitting(pin, shape, false);
    if (box) placed.push(box);
    return box;
  });
}
