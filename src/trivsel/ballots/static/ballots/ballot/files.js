/* Files that are made here and handed to whoever sits here; no server sees them. */

/** Offer a file, as if a link to it had been pressed. */
export function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The lines of a template as a text file; the first line is its name. */
export function offerLines(text, values) {
  const [name, ...lines] = filled(text, values);
  offer(new Blob([lines.join("\r\n"), "\r\n"], { type: "text/plain" }), name);
}

/** The lines of a template, each big word replaced by its value. */
export const filled = (text, values) =>
  Object.entries(values)
    .reduce((whole, [word, value]) => whole.replace(word, value), text)
    .split("\n")
    .map((line) => line.trim());
