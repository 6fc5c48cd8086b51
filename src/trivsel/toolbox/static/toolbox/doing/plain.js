/* What comes out of a file or the store is a stranger's: these take any JSON and give back a
   value of the right shape. Each calls trouble() for what it had to leave out. */

const NONE = () => {};

export function text(raw, most = 4000, trouble = NONE) {
  if (raw === undefined || raw === null) return "";
  if (typeof raw !== "string") return trouble(), "";
  if (raw.length > most) trouble();
  return raw.slice(0, most);
}

export function number(raw, low, high, otherwise, trouble = NONE) {
  if (raw === undefined || raw === null) return otherwise;
  if (typeof raw !== "number" || !Number.isFinite(raw)) return trouble(), otherwise;
  return Math.min(high, Math.max(low, raw));
}

export function oneOf(raw, words, otherwise, trouble = NONE) {
  if (raw === undefined || raw === null) return otherwise;
  return words.includes(raw) ? raw : (trouble(), otherwise);
}

export function list(raw, most, each, trouble = NONE) {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) return trouble(), [];
  if (raw.length > most) trouble();
  return raw.slice(0, most).map(each).filter((value) => value !== null);
}

/** An object's own fields; {} for anything that is no plain object. */
export function fields(raw, trouble = NONE) {
  if (raw === undefined || raw === null) return {};
  if (typeof raw !== "object" || Array.isArray(raw)) return trouble(), {};
  return Object.fromEntries(Object.entries(raw));
}

/** For each known key what stands under it; other keys are trouble. */
export function keyed(raw, keys, each, trouble = NONE) {
  const own = fields(raw, trouble);
  const known = {};
  for (const key of Object.keys(own)) {
    if (!keys.includes(key)) trouble();
    else known[key] = each(own[key], key);
  }
  return known;
}
