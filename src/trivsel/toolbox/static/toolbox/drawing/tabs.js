/* Tabs that open a panel each: buttons, or stations in a drawing. The Tab key reaches the one that
   is open, the arrow keys the others. On paper all panels stand open. */

const WAYS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

function goal({ key, altKey, ctrlKey, metaKey }, at, many) {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === "Home" || key === "End") return key === "Home" ? 0 : many - 1;
  return key in WAYS ? (at + WAYS[key] + many) % many : null;
}

export function tabs(each, panels, opened = () => {}) {
  function open(index, { focus = false } = {}) {
    each.forEach((tab, at) => {
      tab.setAttribute("aria-selected", at === index);
      tab.setAttribute("tabindex", at === index ? 0 : -1);
      panels[at].classList.toggle("shut", at !== index);
    });
    if (focus) each[index].focus({ preventScroll: true });
    opened(index);
  }

  each.forEach((tab, at) => {
    tab.addEventListener("click", () => open(at));
    tab.addEventListener("keydown", (event) => {
      const to = goal(event, at, each.length);
      if (to === null) return;
      event.preventDefault();
      open(to, { focus: true });
    });
    panels[at].setAttribute("role", "tabpanel");
  });
  open(0);
  return { open };
}
