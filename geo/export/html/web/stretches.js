/** Features in, how many of each kind begin in each stretch of time out: the same axis as dashboard/store/timeline.py. */

import { features, KINDS, NEVER } from "./held.js";

const [EARLIEST, LATEST] = ["1800-01-01", "2100-12-31"]; // the days that a filter by dates can name
const MAX_BINS = 240;
const MONTHS = [1, 3, 12, 60, 120]; // of a stretch where days are too many
const DAY_MS = 86_400_000;

/** @param {string} iso @returns {number}  whole days since 1970 */
const dayOf = (iso) => Date.parse(`${iso}T00:00Z`) / DAY_MS;

/** @param {number} day @returns {string} */
const isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** First days of stretches that cover two days and all between, and the day after. @param {string} first @param {string} last @returns {string[]} */
function edges(first, last) {
  const [begin, end] = [first, last].map(dayOf);
  if (end - begin < MAX_BINS) return Array.from({ length: end - begin + 2 }, (_, each) => isoOf(begin + each));
  const [from, to] = [first, last].map((iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1);
  const step = MONTHS.find((months) => Math.floor((to - from) / months) + 2 <= MAX_BINS) ?? MONTHS[MONTHS.length - 1];
  const found = [];
  for (let month = Math.floor(from / step) * step; month < to + step; month += step) found.push(month);
  found.push(found[found.length - 1] + step);
  return found.map((month) => isoOf(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS));
}

const dated = features.map(({ first }) => first).filter((first) => first !== NEVER && first >= EARLIEST && first <= LATEST).sort();
/** The axis is that of the whole file, so that it stands still while filters change. */
const STARTS = dated.length ? edges(dated[0], dated[dated.length - 1]) : [];

/** @param {any[]} shown @returns {import("./histogram.js").Timeline} */
export function timelineOf(shown) {
  const none = () => KINDS.map(() => 0);
  const found = { starts: STARTS, counts: STARTS.slice(1).map(none), before: none(), after: none(), undated: none() };
  for (const { first, kind } of shown) {
    const where =
      first === NEVER ? found.undated : first < EARLIEST ? found.before : first > LATEST ? found.after : found.counts[STARTS.findLastIndex((start) => start <= first)];
    where[KINDS.indexOf(kind)] += 1;
  }
  return found;
}
