/* What brings you here? Three answers lead to two tools. The answers stay in the page. */

const MAIN = 6; // a tool made for you comes before one that only concerns you
const ALSO = 3;
const BRINGS = 5;
const TOO_LONG = 2; // taken off for each quarter of an hour beyond the time there is

export function points(tool, { who, what, minutes }) {
  const level = tool.levels[0] === who ? MAIN : tool.levels.includes(who) ? ALSO : 0;
  const brings = tool.brings.includes(what) ? BRINGS : 0;
  const over = Math.max(0, tool.minutes - minutes);
  return level + brings - Math.ceil(over / 15) * TOO_LONG;
}

/** The two tools that fit best; of equals the shorter one. */
export function suggest(tools, answers) {
  return tools
    .map((tool) => ({ tool, value: points(tool, answers) }))
    .sort((a, b) => b.value - a.value || a.tool.minutes - b.tool.minutes)
    .slice(0, 2)
    .map(({ tool }) => tool);
}
