/* What brings you here? Three answers lead to two tools. The answers stay in the page. */

const BRINGS = 6; // what it is about comes first
const MAIN = 5; // then a tool made for you, before one that only concerns you
const ALSO = 3;
const TOO_LONG = 2; // taken off for each quarter of an hour beyond the time there is

export function points(tool, { who, what, minutes }) {
  const level = tool.levels[0] === who ? MAIN : tool.levels.includes(who) ? ALSO : 0;
  const brings = tool.brings.includes(what) ? BRINGS : 0;
  const over = Math.max(0, tool.minutes - minutes);
  return level + brings - Math.ceil(over / 15) * TOO_LONG;
}

/** The two tools that fit best; of equals the one that fills the time best. */
export function suggest(tools, answers) {
  const off = (tool) => Math.abs(tool.minutes - answers.minutes);
  return tools
    .map((tool) => ({ tool, value: points(tool, answers) }))
    .sort((one, other) => other.value - one.value || off(one.tool) - off(other.tool))
    .slice(0, 2)
    .map(({ tool }) => tool);
}
