/* How what people type meets the words of the tools. Nothing is sent: all words are on the page. */

const SMALL = new Set(
  ("jeg du vi i det den de der en et og at er har kan ikke til på for med min mit mine vores os mig så som af om " +
    "the a an i we you it is are and or to for my our me not do can have has of in on with that so too").split(" "),
);

/** Small letters without marks: "Møder" and "moeder" meet as "moder". */
export const plainly = (words) =>
  words
    .toLowerCase()
    .replace(/æ|ae|ä/g, "a")
    .replace(/ø|oe|ö/g, "o")
    .replace(/å|aa/g, "a")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");

export function wordsIn(text) {
  const all = plainly(text).match(/[\p{L}\d]+/gu) ?? [];
  const telling = all.filter((word) => !SMALL.has(word));
  return telling.length ? telling : all;
}

/** One word meets another if one begins with the other, or they share a stem of five letters. */
function meets(asked, told) {
  if (told.startsWith(asked)) return asked.length >= 2 ? 2 : 0;
  const stem = Math.min(asked.length, told.length, 5);
  return stem >= 4 && asked.slice(0, stem) === told.slice(0, stem) ? 1 : 0;
}

/** How well a word fits a tool: 0 if it does not. In the title it counts double. */
function worth(word, { title, more }) {
  const inTitle = Math.max(0, ...title.map((told) => meets(word, told)));
  const inMore = Math.max(0, ...more.map((told) => meets(word, told)));
  return Math.max(inTitle * 2, inMore);
}

/** The tools that fit, the best first; those that fit half as well as the best or less stay out.
    A word that half the box knows ("leder") says less than one that few know ("ny"). */
export function search(text, tools) {
  const sums = new Map(tools.map((tool) => [tool, 0]));
  for (const word of wordsIn(text)) {
    const worths = tools.map((tool) => worth(word, tool));
    const telling = Math.log(1 + tools.length / (1 + worths.filter(Boolean).length));
    tools.forEach((tool, at) => sums.set(tool, sums.get(tool) + worths[at] * telling));
  }
  const found = [...sums].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1]);
  const best = found[0]?.[1] ?? 0;
  return found.filter(([, sum]) => sum * 2 > best).map(([tool]) => tool);
}
