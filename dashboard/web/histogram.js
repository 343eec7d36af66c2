/** The answer of `api/timeline` in; bars by kind as one drawing, and the words of the axis, out. */

import { element } from "./dom.js";
import { KIND_WORDS } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 100; // units of the drawing; the style stretches it
const LEAST = 2; // units: a bar of one event among thousands is still seen
const LABEL_PX = 64; // a year and the space round it
const TICK_PX = 34; // of a year's own words, which must not run over the end
const DAY_MS = 86_400_000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * @typedef {object} Timeline
 * @property {string[]} starts  ISO 8601 first day of each stretch, and the day after the last
 * @property {number[][]} counts  by kind, of each stretch
 * @property {number[]} before
 * @property {number[]} after
 * @property {number[]} undated
 */

/** @param {Timeline} timeline @returns {SVGElement} */
export function bars({ counts }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${Math.max(counts.length, 1)} ${HEIGHT}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const most = Math.max(1, ...counts.map(sum));
  const gap = counts.length > 120 ? 0 : 0.15;
  const tops = counts.map(() => HEIGHT);
  Object.keys(KIND_WORDS).forEach((kind, which) => {
    const path = document.createElementNS(SVG, "path");
    const parts = counts.map((each, at) => {
      if (!each[which]) return "";
      const high = Math.max(LEAST, (each[which] / most) * HEIGHT);
      tops[at] = Math.max(0, tops[at] - high);
      return `M${at + gap / 2} ${tops[at].toFixed(2)}h${1 - gap}v${high.toFixed(2)}h${gap - 1}z`;
    });
    path.setAttribute("d", parts.join(""));
    path.setAttribute("class", kind);
    svg.append(path);
  });
  return svg;
}

/**
 * Labels of round years, or of months and days where the axis is short, so far apart that each can be read.
 *
 * @param {string[]} starts
 * @param {number} width  pixels
 * @returns {HTMLElement[]}
 */
export function ticks(starts, width) {
  const stretches = starts.length - 1;
  if (stretches < 1) return [];
  const room = Math.max(1, Math.floor(width / LABEL_PX));
  const years = Number(starts.at(-1)?.slice(0, 4)) - Number(starts[0].slice(0, 4));
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((each) => years / each <= room) ?? 100;
  const round = starts.slice(0, -1).flatMap((start, at) => {
    const [year, month, day] = start.split("-").map(Number);
    return (years > 2 ? month === 1 && year % step === 0 : day === 1) ? [at] : [];
  });
  const every = Math.ceil(round.length / room);
  return round
    .filter((at, each) => each % every === 0 && ((stretches - at) * width) / stretches > TICK_PX)
    .map((at) => {
      const [year, month] = starts[at].split("-").map(Number);
      const label = element("span", { class: "tick" }, years > 2 ? String(year) : `${MONTHS[month - 1]} ${year}`);
      label.style.left = `${(100 * at) / stretches}%`;
      return label;
    });
}

/** @param {string} iso @param {number} days @returns {string} */
export function moved(iso, days) {
  return new Date(Date.parse(`${iso}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * A span as people write it, no more exact than its stretches: "1990 – 1999", "Mar 2024", "18 Aug 2024 – 2 Sep 2024".
 *
 * @param {string} from  ISO 8601 day
 * @param {string} to  ISO 8601 day, the last of the span
 * @returns {string}
 */
export function writtenSpan(from, to) {
  const after = moved(to, 1);
  const whole = [from, after].every((day) => day.endsWith("-01-01")) ? 4 : [from, after].every((day) => day.endsWith("-01")) ? 7 : 10;
  const words = [from, to].map((day) => written(day.slice(0, whole)));
  return words[0] === words[1] ? words[0] : words.join(" – ");
}

/** @param {string} iso  a year, a month or a day @returns {string} */
function written(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** @param {number[]} counts @returns {number} */
export function sum(counts) {
  return counts.reduce((whole, each) => whole + each, 0);
}
