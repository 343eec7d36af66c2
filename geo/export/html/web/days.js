/** ISO 8601 dates of any precision in, dates as people write them out: "18–19 Aug 2024", "March 2024", "undated". */

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** @param {number[]} date  year, month and day; 0 where not named @param {boolean} full @returns {string} */
function one([year, month, day], full) {
  const name = month ? MONTHS[month - 1] : "";
  return [day, day && !full ? name.slice(0, 3) : name, year].filter(Boolean).join(" ");
}

/**
 * @param {string | undefined} date
 * @param {string | undefined} end
 * @param {boolean} [full]  writes the month of a day out, for headings
 * @returns {string}
 */
export function written(date, end, full = false) {
  if (!date) return "undated";
  const [first, last] = [date, end ?? date].map((each) => [...each.split("-").map(Number), 0, 0].slice(0, 3));
  if (first.join() === last.join()) return one(first, full);
  const same = first[0] === last[0] && first[1] === last[1];
  if (same && first[2] && last[2]) return `${first[2]}–${one(last, full)}`;
  const gap = first[1] || last[1] ? " – " : "–";
  return first[0] === last[0] && first[1] && last[1] ? `${one([0, first[1], first[2]], full)}${gap}${one(last, full)}` : `${one(first, full)}${gap}${one(last, full)}`;
}
