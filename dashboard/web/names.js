/** The outlines of countries in; their names in English and a point well inside each out. */

/** @typedef {import("./topology.js").Chain} Chain */

/**
 * @typedef {object} CountryName
 * @property {string} code
 * @property {string} text  by the browser's own table (CLDR), the same for all countries
 * @property {number} x  of mercator
 * @property {number} y
 * @property {number} span  width there, of mercator
 */

/**
 * @param {Map<string, Chain[]>} countries
 * @returns {CountryName[]}  widest first
 */
export function countryNames(countries) {
  const table = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const found = [];
  for (const [code, chains] of countries) {
    const text = table.of(code);
    const at = text && within(unwrapped(outlineSegments(chains)));
    if (text && at) found.push({ code, text, ...at });
  }
  return found.sort((one, other) => other.span - one.span);
}

/** @param {Chain[]} chains @returns {Float64Array[]} */
export const outlineSegments = (chains) => chains.flatMap(({ arcs }) => arcs.map(({ points }) => points));

/** Joins what the antimeridian cuts apart. @param {Float64Array[]} lines @returns {Float64Array[]} */
function unwrapped(lines) {
  const xs = lines.map((points) => points[0]);
  if (!lines.length || Math.max(...xs) - Math.min(...xs) < 0.9) return lines;
  return lines.map((points) => (points[0] < 0.3 ? points.map((value, each) => (each % 2 ? value : value + 1)) : points));
}

/**
 * The middle of the widest stretch of land, of a few rows across the outline: always inside, also of a crescent.
 *
 * @param {Float64Array[]} lines
 * @returns {{x: number, y: number, span: number} | null}
 */
function within(lines) {
  const rows = 24;
  const ys = lines.flatMap((points) => [...points].filter((_, each) => each % 2));
  if (!ys.length) return null;
  const [top, bottom] = ys.reduce(([low, high], y) => [Math.min(low, y), Math.max(high, y)], [Infinity, -Infinity]);
  let best = { x: 0, y: 0, span: 0, worth: 0 };
  for (let row = 1; row < rows; row += 1) {
    const y = top + ((bottom - top) * row) / rows;
    const crossed = crossings(lines, y);
    // Off the middle a little less is as good: a name looks best where the country is also tall.
    const middle = 1 - Math.abs(row / rows - 0.5);
    for (let each = 0; each + 1 < crossed.length; each += 2) {
      const span = crossed[each + 1] - crossed[each];
      if (span * middle > best.worth) best = { x: crossed[each] + span / 2, y, span, worth: span * middle };
    }
  }
  return best.span ? { x: best.x % 1, y: best.y, span: best.span } : null;
}

/** @param {Float64Array[]} lines @param {number} y @returns {number[]}  where a row meets the outline, from the left */
function crossings(lines, y) {
  const found = [];
  for (const points of lines) {
    for (let each = 2; each < points.length; each += 2) {
      const [fromY, toY] = [points[each - 1], points[each + 1]];
      if (fromY > y === toY > y) continue;
      const [fromX, toX] = [points[each - 2], points[each]];
      found.push(fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX));
    }
  }
  return found.sort((one, other) => one - other);
}
