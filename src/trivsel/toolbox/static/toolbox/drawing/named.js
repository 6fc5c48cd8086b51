/** An element for each name, in their order. One that is still there is the same element as before,
    so what has the focus keeps it and what moves can be seen to move. */
export function named(parent, make) {
  const there = new Map();
  return (names) => {
    for (const [name, element] of there) {
      if (names.includes(name)) continue;
      element.remove();
      there.delete(name);
    }
    return names.map((name, at) => {
      if (!there.has(name)) there.set(name, make(name));
      const element = there.get(name);
      if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
      return element;
    });
  };
}
