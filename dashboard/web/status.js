/** A line or a section of data/boundaries and a day in; what it was on that day out. Days are ISO 8601, null is today. */

/**
 * A line by its status on a day; null where there was none to draw.
 *
 * Before the date that its status rests on a border is drawn without a status, and a line of control not at all.
 *
 * @template {{properties: Record<string, any>}} Line
 * @param {Line} line
 * @param {string | null} day
 * @returns {Line | null}
 */
export function lineOn(line, day) {
  const { since, until, as_of: known, kind } = line.properties;
  if (day && since && day < since) {
    return kind === "border" ? changed(line, { status: null, style: "thin", as_of: day }) : null;
  }
  // A year or a month lasts to its end: "~" comes after every digit.
  if (until && (day ?? today()) > `${until}~`) return changed(line, { status: "former", style: "dotted" });
  return day && day < known ? changed(line, { as_of: day }) : line;
}

/** @template {{properties: Record<string, any>}} Line @param {Line} line @param {Record<string, any>} properties @returns {Line} */
const changed = (line, properties) => ({ ...line, properties: { ...line.properties, ...properties } });

/** @typedef {{name: string, points: [number, number][], steps: [string, string][]}} Section  steps: date and what happened */

/**
 * How far a section agreed in 2024 had come on a day.
 *
 * @param {Section} section
 * @param {string | null} day
 * @returns {{name: string, points: [number, number][], step: string, date: string} | null}  null where nothing had happened
 */
export function sectionOn({ name, points, steps }, day) {
  const last = steps.filter(([date]) => date && (!day || date <= day)).at(-1);
  return last ? { name, points, date: last[0], step: last[1] } : null;
}

/** @returns {string} */
const today = () => new Date().toISOString().slice(0, 10);
