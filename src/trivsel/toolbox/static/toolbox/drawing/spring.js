/* A number that swings to where it should be, as a beam does. For those who asked for less motion,
   and on paper, it is there at once. */

const PULL = 70;
const DRAG = 9;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export function spring(put) {
  let at = 0;
  let goal = 0;
  let speed = 0;
  let frame = 0;
  let last = 0;

  function swing(now) {
    const time = last ? Math.min(now - last, 32) / 1000 : 0;
    last = now;
    speed += (PULL * (goal - at) - DRAG * speed) * time;
    at += speed * time;
    const still = Math.abs(goal - at) < 0.02 && Math.abs(speed) < 0.1;
    if (still) rest();
    else {
      frame = requestAnimationFrame(swing);
      put(at);
    }
  }

  function rest() {
    cancelAnimationFrame(frame);
    [at, speed, frame] = [goal, 0, 0];
    put(at);
  }

  return {
    /** Swing to a number, from where it is or from where it is let go. */
    to(number, from = at) {
      [goal, at] = [number, from];
      if (calm.matches) return rest();
      if (frame) return;
      last = 0;
      frame = requestAnimationFrame(swing);
    },
    rest,
  };
}
