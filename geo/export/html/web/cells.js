/** Features that pass and a viewport in; what the map draws out, as the store counts it: cells, areas and lines. */

import { labelOf } from "./dated.js";
import { BITS, held, KINDS } from "./held.js";
import { mercatorX, mercatorY } from "./project.js";

const MAX_NAMED = 64; // spots of a cell among which the one with most events is looked for
const MAX_AREAS = 500; // more labels than a screen can hold

/** @param {any[]} features @returns {number[]} */
const byKind = (features) => KINDS.map((kind) => features.filter((each) => each.kind === kind).length);

/** @template K, V @param {V[]} values @param {(value: V) => K} key @returns {Map<K, V[]>} */
export function grouped(values, key) {
  const groups = new Map();
  for (const value of values) {
    const name = key(value);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}

/**
 * @param {any[]} features
 * @param {{zoom: number, box: number[], seen: import("./dated.js").Seen}} view  box: west, south, east, north
 * @returns {any[]}
 */
export function cells(features, { zoom, box: [west, south, east, north], seen }) {
  const bits = zoom + 2; // a cell is a quarter of a tile of 256 px
  const across = 2 ** bits;
  let left = Math.floor(mercatorX(west) * across);
  let right = Math.max(left, Math.ceil(mercatorX(east) * across) - 1);
  if (right - left >= across) {
    left = Math.floor((left + right + 1) / 2) - across / 2;
    right = left + across - 1;
  }
  const [top, bottom] = [north, south].map((lat) => Math.min(across - 1, Math.floor(mercatorY(lat) * across)));
  const shift = 2 ** (BITS - bits);
  const placed = features
    .filter(({ drawn }) => drawn === "point")
    .map((feature) => {
      const column = Math.floor(feature.x / shift);
      return { feature, column: column + Math.ceil((left - column) / across) * across, row: Math.floor(feature.y / shift) };
    })
    .filter(({ column, row }) => column <= right && row >= top && row <= bottom);
  return [...grouped(placed, ({ column, row }) => `${column} ${row}`).values()].map((group) => {
    const [{ column, row }] = group;
    return cell(group.map(({ feature }) => feature), { column, row, across, seen });
  });
}

/** @param {any[]} features @param {{column: number, row: number, across: number, seen: import("./dated.js").Seen}} where @returns {any} */
function cell(features, { column, row, across, seen }) {
  const spots = [...grouped(features, ({ x, y }) => `${x} ${y}`).values()];
  const n = features.length;
  const [first] = features;
  const mean = (/** @type {string} */ axis) => (spots.length === 1 ? first[axis] : features.reduce((sum, each) => sum + each[axis], 0) / n);
  const alone = n === 1 ? { id: first.id, event: first.event, status: first.status ?? null, role: first.role ?? null, stage: first.stage ?? null } : {};
  return {
    lon: mean("lon") + 360 * Math.floor(column / across),
    lat: mean("lat"),
    n,
    kinds: byKind(features),
    row: first.number,
    one: n === 1,
    places: spots.length,
    label: cellLabel(spots, n, seen),
    at: [(360 * column) / across - 180, latitude((row + 1) / across), (360 * (column + 1)) / across - 180, latitude(row / across)],
    ...{ id: null, event: null, status: null, role: null, stage: null },
    ...alone,
  };
}

/** Of the spot that has more than half of the events. @param {any[][]} spots @param {number} n @param {import("./dated.js").Seen} seen @returns {string | null} */
function cellLabel(spots, n, seen) {
  if (spots.length === 1) return labelOf(spots[0][0], seen, n === 1);
  if (spots.length > MAX_NAMED) return null;
  const most = spots.reduce((one, other) => (other.length > one.length ? other : one));
  return 2 * most.length > n ? labelOf(most[0], seen, false) : null;
}

/** @param {number} y @returns {number} */
const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Countries and regions, most events first. @param {any[]} features @param {import("./dated.js").Seen} seen @returns {any[]} */
export function areas(features, seen) {
  const found = grouped(features.filter(({ drawn }) => drawn === "area"), ({ place_id: place }) => place);
  return [...found]
    .sort(([one, few], [other, many]) => many.length - few.length || (one < other ? -1 : 1))
    .slice(0, MAX_AREAS)
    .map(([place, group]) => ({
      place,
      country: held.places[place].country,
      precision: group[0].precision,
      lon: group[0].lon,
      lat: group[0].lat,
      n: group.length,
      kinds: byKind(group),
      label: labelOf(group[0], seen, group.length === 1) ?? "",
      associative: group.filter(({ role }) => role === "associative").length,
    }));
}

/** @param {any[]} features @returns {any[]} */
export function lines(features) {
  const found = grouped(features.filter(({ drawn }) => drawn === "line"), ({ line }) => line);
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([line, group]) => {
      const told = group.filter(({ stage }) => stage).sort((one, other) => (one.last < other.last ? -1 : Number(one.last > other.last)));
      return { line, n: group.length, kinds: byKind(group), stage: told.at(-1)?.stage ?? null };
    });
}
