/** As many elements in a parent as asked for. Only the tail grows or shrinks: an element keeps its
    place for good, so it can know its index, and what has the focus is never made anew. */
export function pool(parent, make) {
  parent.replaceChildren();
  return (count) => {
    while (parent.childElementCount > count) parent.lastElementChild.remove();
    while (parent.childElementCount < count) parent.append(make(parent.childElementCount));
    return [...parent.children];
  };
}
