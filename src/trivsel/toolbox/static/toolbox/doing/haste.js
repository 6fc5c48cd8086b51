/* What was written in the last moment before a page goes away. The store may not answer any more,
   so it is laid here, at once; the next page takes it into the store and nothing stays behind. */

const NAME = "trivsel-tools-in-haste ";

/** A browser that lets nothing be kept has nothing here either. */
function quietly(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const names = () =>
  quietly(() => Object.keys(localStorage).filter((name) => name.startsWith(NAME))) ?? [];

export const layBy = (draft) =>
  quietly(() => localStorage.setItem(NAME + draft.id, JSON.stringify(draft)));

export const drop = (id) => quietly(() => localStorage.removeItem(NAME + id));

export function dropAll() {
  for (const name of names()) quietly(() => localStorage.removeItem(name));
}

/** All that lies here, as it was laid by; what is damaged is thrown away. */
export function laidBy() {
  return names().flatMap((name) => {
    const draft = quietly(() => JSON.parse(localStorage.getItem(name)));
    if (draft?.id !== undefined && NAME + draft.id === name) return [draft];
    quietly(() => localStorage.removeItem(name));
    return [];
  });
}
