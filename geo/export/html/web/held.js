/** The JSON of the document in; what the file holds, its Features made ready for filters and map, out. */

import { mercatorX, mercatorY } from "./project.js";

export const held = JSON.parse(document.getElementById("dateline-data")?.textContent ?? "{}");

export const KINDS = ["visit", "border", "excerpt", "milestone"];
export const BITS = 24; // of x and of y, as the store counts
export const SIZE = 2 ** BITS;
export const NEVER = "~"; // the first day of an undated event: after all dates
const BARE = { ı: "i", ə: "e", ø: "o", đ: "d", ł: "l", æ: "ae", œ: "oe", ß: "ss", ʼ: "'", "’": "'" };

/** Letters without case and marks, for comparing only. @param {string} text @returns {string} */
export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ıəøđłæœßʼ’]/g, (letter) => BARE[/** @type {"ı"} */ (letter)]);

/** @param {number} share  from 0 to 1 @returns {number} */
export const whole = (share) => Math.max(0, Math.min(SIZE - 1, Math.floor(share * SIZE)));

/** How a Feature stands on the map. @param {any} feature @returns {"point" | "area" | "line" | "nowhere"} */
function drawn({ lon, line, precision, place_id: place }) {
  if (lon !== undefined) return place && (precision === "region" || precision === "country") ? "area" : "point";
  return line ? "line" : "nowhere";
}

/** @param {any} feature @param {number} number @returns {any} */
function ready(feature, number) {
  const { date, date_end: end } = feature;
  const actors = feature.actors ?? [];
  // An ISO 8601 date padded to days sorts as text; no month is longer than 31 days.
  const first = date ? date + "0000-01-01".slice(date.length) : NEVER;
  const closes = date ? date + "0000-12-31".slice(date.length) : "";
  const ends = end ? end + "0000-12-31".slice(end.length) : "";
  return {
    ...feature,
    number,
    actors,
    parties: feature.parties ?? [],
    sources: feature.sources ?? [],
    drawn: drawn(feature),
    x: feature.lon === undefined ? 0 : whole(mercatorX(feature.lon)),
    y: feature.lat === undefined ? 0 : whole(mercatorY(feature.lat)),
    first,
    last: date && ends >= first ? ends : closes,
    value: feature.place_id ? held.places[feature.place_id].value : undefined,
    text: [feature.excerpt, feature.place, feature.mention, feature.title, feature.summary, ...actors].map((each) => fold(each ?? "")),
  };
}

/** @type {any[]} in the order of the file */
export const features = held.features.map(ready);
