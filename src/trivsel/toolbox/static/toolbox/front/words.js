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

/** What is said of a tool as phrases: its title, its purpose, and each of its search phrases. */
export const phrasesOf = ({ title, purpose, search }) => [
  { words: wordsIn(title), weight: 1.5 },
  { words: wordsIn(purpose), weight: 0.5 },
  ...search.split(",").map((phrase) => ({ words: wordsIn(phrase), weight: 1 })),
];

/** How well a word that is asked for meets one that is told: the same, its beginning, its stem. */
function meets(asked, told) {
  if (asked === told) return 1;
  if (asked.length > 2 && told.startsWith(asked)) return 0.8;
  const stem = Math.min(asked.length, told.length, 5);
  return stem > 3 && asked.slice(0, stem) === told.slice(0, stem) ? 0.6 : 0;
}

/** Whether one slip of the finger lies between two words: a letter more, less, other or swapped. */
function slipped(asked, told) {
  if (asked.length < 4 || Math.abs(asked.length - told.length) > 1) return 0;
  let from = 0;
  while (from < asked.length && asked[from] === told[from]) from += 1;
  const rest = (word, more) => word.slice(from + more);
  const [one, other] = [asked, told];
  const swapped = one[from] === other[from + 1] && one[from + 1] === other[from];
  const near =
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (swapped && rest(one, 2) === rest(other, 2));
  return near ? 0.5 : 0;
}

/** Whether they only begin alike: søvnproblemer and søvnløs. */
const begun = (asked, told) =>
  asked.length > 3 && asked.slice(0, 4) === told.slice(0, 4) ? 0.4 : 0;

const best = (asked, words, how) => Math.max(0, ...words.map((told) => how(asked, told)));

/** For a word asked for, how well each tool's phrases meet it. Slips of the finger and mere
    beginnings count only for a word that nobody knows otherwise. A word that half the box knows ("leder") tells less than one
    that few know ("ny"). */
function weighed(word, tools) {
  for (const how of [meets, slipped, begun]) {
    const met = tools.map(({ phrases }) => phrases.map(({ words }) => best(word, words, how)));
    const known = met.filter((phrases) => phrases.some(Boolean)).length;
    if (known) return { met, telling: Math.log(1 + tools.length / known) };
  }
  return { met: tools.map(({ phrases }) => phrases.map(() => 0)), telling: 1 };
}

/** What a tool is worth: every word counts where it is met best, and words that stand together
    in one phrase count again, most when they are all of it. */
function worth({ phrases }, at, asked) {
  const apart = asked.map(({ met, telling }) => Math.max(...met[at]) * telling);
  const together = phrases.map(({ words, weight }, place) => {
    const here = asked.map(({ met, telling }) => met[at][place] * telling);
    const met = here.filter(Boolean).length;
    const whole = met / Math.max(words.length, asked.length);
    return here.reduce((sum, one) => sum + one, 0) * weight * (met > 1 ? 1 + whole : whole);
  });
  return apart.reduce((sum, one) => sum + one, 0) + Math.max(...together);
}

/** The tools that fit, the best first; those that fit half as well as the best stay out. */
export function search(text, tools) {
  const asked = wordsIn(text).map((word) => weighed(word, tools));
  const found = tools
    .map((tool, at) => ({ tool, value: worth(tool, at, asked) }))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value);
  return found.filter(({ value }) => value * 2 > found[0].value).map(({ tool }) => tool);
}
