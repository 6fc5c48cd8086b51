/* Undo: what each step was before a change. While something is dragged or typed, it is one change. */

const MOST = 200;

export function newHistory() {
  let before = []; // [{ key, value }]
  let open = null; // the step that is being dragged or typed in
  return {
    note(key, value, during) {
      if (open !== key) before.push({ key, value });
      if (before.length > MOST) before.shift();
      open = during ? key : null;
    },
    rest() {
      open = null;
    },
    back() {
      open = null;
      return before.pop();
    },
    forget() {
      before = [];
      open = null;
    },
    get any() {
      return before.length > 0;
    },
  };
}
