/** An address of the app's routes in, the answer out, from what the file holds. Shapes: docs/architecture.md. */

import { card } from "./cards.js";
import { areas, cells, grouped, lines } from "./cells.js";
import { passing } from "./filter.js";
import { storyBounds } from "./fit.js";
import { features, held, NEVER, SIZE } from "./held.js";
import { mercatorX, mercatorY } from "./project.js";
import { timelineOf } from "./stretches.js";
import { chosenIn } from "./view.js";

const VERSION = "file";
const MAX_STEPS = 200; // dates of the slider, the first ones, as the page
const FIT_ZOOM = 5; // as the page: cells of some 250 km

/** @type {Record<string, (asked: URLSearchParams) => any>} */
const ROUTES = {
  "/api/map": map,
  "/api/fit": fit,
  "/api/list": list,
  "/api/timeline": timeline,
  // The way of a person is drawn by the page alone.
  "/api/route": () => ({ version: VERSION, actor: null, stops: [], legs: [], more: 0 }),
  "/api/lines": () => held.lines,
  "/api/outlines/world": () => held.world,
  "/api/outlines/detail": (asked) => held.cells[asked.get("cell") ?? ""],
};

/** @param {URL} address @returns {any} */
export function answer({ pathname, searchParams }) {
  const found = ROUTES[pathname]?.(searchParams);
  if (!found) throw new Error(`the file has no answer to ${pathname}`);
  return found;
}

/** @param {URLSearchParams} asked @returns {any} */
function map(asked) {
  const chosen = chosenIn(asked.get("s") ?? "");
  const shown = passing(chosen);
  const box = (asked.get("b") ?? "").split(",").map(Number);
  return {
    version: VERSION,
    total: features.length,
    shown: shown.length,
    unplaced: shown.filter(({ drawn }) => drawn === "nowhere").length,
    cells: cells(shown, { zoom: Number(asked.get("z")), box, seen: chosen }),
    areas: areas(shown, chosen),
    lines: lines(shown),
  };
}

/** Where a map opens: most of the story. @param {URLSearchParams} asked @returns {any} */
function fit(asked) {
  const chosen = chosenIn(asked.get("s") ?? "");
  const shown = passing(chosen);
  const spots = cells(shown, { zoom: FIT_ZOOM, box: [-180, -85, 180, 85], seen: chosen });
  return { bounds: storyBounds([...spots, ...areas(shown, chosen)]) };
}

/** @param {URLSearchParams} asked @returns {any} */
function timeline(asked) {
  const { from, to, ...chosen } = chosenIn(asked.get("s") ?? "");
  return { version: VERSION, ...timelineOf(passing(chosen)) };
}

/** @param {URLSearchParams} asked @returns {any} */
function list(asked) {
  const chosen = chosenIn(asked.get("s") ?? "");
  const limit = Number(asked.get("limit") ?? 50);
  const rows = ordered(narrowed(passing(chosen), asked));
  const events = [...grouped(rows, ({ event }) => event).values()];
  const focus = asked.get("focus");
  const page = focus ? events.findIndex((each) => each.some(({ id }) => id === focus)) : -1;
  const offset = page < 0 ? Number(asked.get("offset") ?? 0) : Math.floor(page / limit) * limit;
  return {
    version: VERSION,
    shown: rows.length,
    events: events.length,
    offset,
    next: offset + limit < events.length ? offset + limit : null,
    focus: page < 0 ? null : events[page][0].event,
    years: asked.get("years") === "1" ? years(rows) : null,
    cards: events.slice(offset, offset + limit).map((each) => card(each, chosen)),
  };
}

/** @param {any[]} rows @param {URLSearchParams} asked @returns {any[]} */
function narrowed(rows, asked) {
  const [at, place, line] = ["at", "place", "line"].map((name) => asked.get(name));
  let found = rows;
  if (at) {
    const [west, south, east, north] = at.split(",").map(Number);
    const [left, right] = [west, east].map((lon) => Math.round(mercatorX(lon) * SIZE));
    const [top, bottom] = [north, south].map((lat) => Math.round(mercatorY(lat) * SIZE));
    const across = (/** @type {number} */ x) => (((x - left) % SIZE) + SIZE) % SIZE;
    found = found.filter(({ drawn, x, y }) => drawn === "point" && across(x) < right - left && y >= top && y < bottom);
  }
  if (place) found = found.filter((each) => each.place_id === place && (each.drawn === "point" || each.drawn === "area"));
  if (line) found = found.filter((each) => each.line === line && each.drawn === "line");
  return asked.get("unplaced") === "1" ? found.filter(({ drawn }) => drawn === "nowhere") : found;
}

/** The days of the milestones in the file, for the slider: dashboard/asof.py. @returns {{date: string, title: string, more: number}[]} */
export function steps() {
  const leads = [...grouped(ordered(passing({ kind: ["milestone"] })), ({ event }) => event).values()].map(([lead]) => lead);
  const days = [...new Map(leads.filter(({ date }) => date).map((lead) => [`${lead.date} ${lead.title ?? ""}`, lead])).values()];
  const found = [...grouped(days, ({ first }) => first)].sort(([one], [other]) => (one < other ? -1 : 1));
  return found.slice(0, MAX_STEPS).map(([date, same]) => {
    const titles = same.map(({ title }) => title ?? "").sort();
    return { date, title: titles[0], more: titles.length - 1 };
  });
}

/** @type {Map<string, number>} the first Feature of each article, by which articles of one day follow one another */
const FIRSTS = new Map([...features].reverse().map(({ article, number }) => [article, number]));

/** By date, undated last, then by article and place in it. @param {any[]} rows @returns {any[]} */
function ordered(rows) {
  const key = (/** @type {any} */ row) => [row.first, row.last, FIRSTS.get(row.article), row.start ?? 0, row.mention_start ?? 0, row.number];
  return rows
    .map((row) => ({ row, keys: key(row) }))
    .sort(({ keys: one }, { keys: other }) => {
      const each = one.findIndex((value, place) => value !== other[place]);
      return each < 0 ? 0 : one[each] < other[each] ? -1 : 1;
    })
    .map(({ row }) => row);
}

/** @param {any[]} rows @returns {[number | null, number][]} */
function years(rows) {
  const found = grouped(rows, ({ first }) => (first === NEVER ? Infinity : Number(first.slice(0, 4))));
  return [...found].sort(([one], [other]) => one - other).map(([year, group]) => [year === Infinity ? null : year, group.length]);
}
