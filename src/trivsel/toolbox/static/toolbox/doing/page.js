/* Small words for working with the page. Data becomes text nodes only, never markup. */

export const find = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A copy of <template data-part="name"> inside root. */
export function part(root, name) {
  const template = find(`template[data-part="${name}"]`, root);
  return template.content.firstElementChild.cloneNode(true);
}

/** The words of <template data-word="name">, of the step itself or else of the page; {facts} filled in. */
export function word(root, name, facts = {}) {
  const template =
    find(`template[data-word="${name}"]`, root) ?? find(`template[data-word="${name}"]`);
  const text = template.content.textContent.trim().replace(/\s+/g, " ");
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(facts[key] ?? whole));
}

/** A new element: make("button", { type: "button", className: "plain", textContent: "..." }). */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element with attributes. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const language = () => document.documentElement.lang;
/** A date in the page's language; English as it is written on this side of the sea. */
export const dated = (date, how) =>
  new Intl.DateTimeFormat(language() === "en" ? "en-GB" : language(), how).format(date);
