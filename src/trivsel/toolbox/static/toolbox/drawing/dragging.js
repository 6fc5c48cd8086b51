/* Dragging with mouse, pen or finger: at most one move for each frame, and the pointer is held,
   so that nothing is lost when it leaves the surface.
   grab(target, at) gives whether something was taken; move(by) follows with the distance from
   where it was taken; drop(moved) ends it. Distances are in CSS pixels. */

const SLACK = 3; // a tap trembles that much

export function dragging(surface, { grab, move, drop }) {
  let from = null; // where the pointer took hold
  let by = null;
  let going = false;
  let frame = 0;

  function follow() {
    frame = 0;
    if (from && by) move(by);
  }

  function end() {
    if (!from) return;
    if (frame) {
      cancelAnimationFrame(frame);
      follow();
    }
    from = null;
    by = null;
    surface.classList.remove("dragging");
    drop(going);
  }

  surface.addEventListener("pointerdown", (event) => {
    if (from || event.button !== 0 || !event.isPrimary) return;
    const box = surface.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top, box };
    if (!grab(event.target, at)) return;
    from = { x: event.clientX, y: event.clientY };
    going = false;
    surface.setPointerCapture(event.pointerId);
    surface.classList.add("dragging");
  });
  // What was taken has the focus already; the browser would give it to what lies under the pointer.
  surface.addEventListener("mousedown", (event) => from && event.preventDefault());
  surface.addEventListener("pointermove", (event) => {
    if (!from) return;
    by = { x: event.clientX - from.x, y: event.clientY - from.y };
    going ||= Math.hypot(by.x, by.y) > SLACK;
    if (going) frame ||= requestAnimationFrame(follow);
  });
  // The page must not slide along under the finger; touch-action says so where it is known.
  surface.addEventListener("touchmove", (event) => from && event.preventDefault(), {
    passive: false,
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
    surface.addEventListener(name, end);
  }
}
