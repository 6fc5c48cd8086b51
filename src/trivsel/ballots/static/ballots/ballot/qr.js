/* QR codes, made here in the browser: what is in one is nobody's business but its owner's. */

import { correction, generate } from "../vendor/lean-qr.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // light modules around a code, as ISO/IEC 18004 asks for
const PIXELS = 6; // for each module of a saved picture
const LINE = 22;

const made = (text) => generate(text, { minCorrectionLevel: correction.L });

/** A code as a drawing; ``words`` say what it is to whoever cannot see it. */
export function drawn(text, words) {
  const code = made(text);
  const side = code.size + 2 * QUIET;
  const svg = element("svg", { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img" });
  svg.setAttribute("aria-label", words);
  svg.append(element("rect", { class: "light", width: side, height: side }));
  svg.append(element("path", { class: "dark", d: dark(code) }));
  return svg;
}

/** A code as a PNG file, with lines of words below it. */
export function picture(text, lines) {
  const code = made(text);
  const canvas = document.createElement("canvas");
  const side = (code.size + 2 * QUIET) * PIXELS;
  canvas.width = Math.max(side, 34 * LINE);
  canvas.height = side + (lines.length + 1) * LINE;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "black";
  const left = (canvas.width - side) / 2;
  for (const [x, y, length] of runs(code)) {
    pen.fillRect(left + (x + QUIET) * PIXELS, (y + QUIET) * PIXELS, length * PIXELS, PIXELS);
  }
  pen.font = `${LINE - 8}px ui-monospace, monospace`;
  pen.textAlign = "center";
  for (const [place, line] of lines.entries()) {
    pen.fillText(line, canvas.width / 2, side + place * LINE, canvas.width - LINE);
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

const element = (name, values) =>
  Object.entries(values).reduce((made, [key, value]) => {
    made.setAttribute(key, value);
    return made;
  }, document.createElementNS(SVG, name));

const dark = (code) =>
  [...runs(code)]
    .map(([x, y, length]) => `M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`)
    .join("");

/* Dark modules that stand in a row, one stroke each. */
function* runs(code) {
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      const start = x;
      while (code.get(x, y)) x += 1;
      if (x > start) yield [start, y, x - start];
    }
  }
}
