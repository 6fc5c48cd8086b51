// The button appears only where it works; without script the browser's own print does.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => globalThis.print());
