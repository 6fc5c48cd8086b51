/* What can wait until one can work: drafts by name, paper, clocks, the link, reading offline. */

import { Menu } from "./menu.js";
import { stayReadable } from "./offline.js";
import { readyPaper } from "./paper.js";
import { readySharing } from "./sharing.js";
import { readyTimers } from "./timer.js";

export function readyTheRest(tool, { keeping, emptied, begin }) {
  new Menu(tool, keeping, { begin });
  readyPaper({ emptied });
  readyTimers(tool);
  readySharing();
  stayReadable();
}
