/* One step at a time: the list at the side, back and next, and the address of the step. */

import { all, find } from "./page.js";

export function showSteps(tool) {
  const sections = all("[data-step]", tool);
  const links = all("[data-go]", tool);
  const back = find("[data-do=back]", tool);
  const next = find("[data-do=next]", tool);
  let at = 0;

  function show(index, { focus = true } = {}) {
    at = Math.max(0, Math.min(sections.length - 1, index));
    sections.forEach((section, place) => section.classList.toggle("now", place === at));
    for (const link of links) {
      if (link.dataset.go === sections[at].dataset.key) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    back.hidden = at === 0;
    next.hidden = at === sections.length - 1;
    tool.dataset.now = sections[at].dataset.stays ? "drawing" : "words";
    if (focus) {
      find("h2", sections[at]).focus({ preventScroll: true });
      sections[at].scrollIntoView({ block: "nearest" });
      window.history.replaceState(null, "", `#${sections[at].id}`);
    }
  }

  const to = (key, how) => show(sections.findIndex((s) => s.dataset.key === key), how);

  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      to(link.dataset.go);
    });
  }
  back.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  window.addEventListener("hashchange", () => {
    const place = sections.findIndex((section) => `#${section.id}` === window.location.hash);
    if (place >= 0 && place !== at) show(place);
  });
  const asked = sections.findIndex((section) => `#${section.id}` === window.location.hash);
  show(Math.max(0, asked), { focus: false });
  return { to };
}
