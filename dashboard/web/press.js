/** Something that was pressed in; what the map shows for it out: a card, a fan, a closer view, a narrower list. */

import { cardParts, litBy } from "./card.js";
import { element, kindMark } from "./dom.js";
import { MAX_LEGS } from "./fan.js";
import { breakdown, counted } from "./words.js";

const CARD_WIDTH = 330;
const CLOSEST = 11; // beyond, the outlines say no more: what is one mark here stays one

/**
 * @typedef {object} Desk  what a press may use
 * @property {any} L
 * @property {any} map
 * @property {import("./scene.js").Scene} scene
 * @property {(query: Record<string, string>) => Promise<any>} list  asks `api/list` under the view
 * @property {(message: Partial<import("./bus.js").Message>) => void} tell
 * @property {() => void} repaint
 */

/**
 * @param {Desk} desk
 * @param {import("./scene.js").Hit} hit
 */
export async function press(desk, hit) {
  const { what } = hit;
  if (hit.type === "leg") return showCard(desk, what, hit.at);
  desk.scene.fan = null;
  if (hit.type === "area") return narrow(desk, hit, { query: { place: what.place }, label: what.label });
  if (hit.type === "line") return narrow(desk, hit, { query: { line: what.line }, label: what.title ?? "the border" });
  const query = { at: what.at.join(",") };
  if (what.n === 1) {
    const { cards } = await desk.list({ focus: what.id, ...query, limit: "1" });
    return cards[0] && showCard(desk, cards[0], hit.at);
  }
  if (what.places > 1 && desk.map.getZoom() < CLOSEST) {
    desk.repaint();
    return desk.map.flyToBounds(closeUp(what, desk.map.getZoom()), { maxZoom: CLOSEST, duration: 0.45 });
  }
  return spread(desk, hit, { query, label: what.label ?? "this spot" });
}

/** Fans out what lies at one spot, shows a single event at once, or a breakdown where there are too many. */
async function spread(/** @type {Desk} */ desk, /** @type {any} */ hit, /** @type {any} */ narrowed) {
  const { cards, events } = await desk.list({ ...narrowed.query, limit: String(MAX_LEGS) });
  if (events === 1) return showCard(desk, cards[0], hit.at);
  if (events > MAX_LEGS) return narrow(desk, hit, narrowed);
  desk.map.closePopup();
  desk.scene.fan = { lon: hit.what.lon, lat: hit.what.lat, cards };
  desk.tell({ type: "at", ...narrowed });
  return desk.repaint();
}

/** Narrows the list to what was pressed, and says how many there are of each kind and year. */
async function narrow(/** @type {Desk} */ desk, /** @type {any} */ hit, /** @type {{query: Record<string, string>, label: string}} */ { query, label }) {
  const kinds = breakdown(hit.what.kinds).map(([kind, words]) => element("li", {}, kindMark(kind), words));
  const { years } = await desk.list({ ...query, limit: "1", years: "1" });
  open(desk, hit.at, [
    element("h4", { class: "title" }, label),
    element("p", {}, `${counted(hit.what.n, "event")}, shown in the list`),
    element("ul", { class: "kinds" }, ...kinds),
    element("ul", { class: "years", "aria-label": "By year" }, ...years.map((/** @type {[number | null, number]} */ each) => yearBar(each, years))),
  ]);
  desk.tell({ type: "at", query, label });
  desk.repaint();
}

/** @param {[number | null, number]} year @param {[number | null, number][]} among @returns {HTMLElement} */
function yearBar([year, count], among) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(count / Math.max(...among.map(([, each]) => each))));
  return element("li", {}, element("span", {}, year === null ? "undated" : String(year)), bar, element("span", {}, count.toLocaleString("en")));
}

/** @param {Desk} desk @param {import("./card.js").CardData} card @param {[number, number]} at */
function showCard(desk, card, at) {
  open(desk, at, cardParts(card, { sentences: 2 }));
  desk.tell({ type: "focus", ...litBy(card) });
}

/** @param {Desk} desk @param {[number, number]} at @param {HTMLElement[]} parts */
function open({ L, map }, at, parts) {
  const size = map.getSize();
  const body = element("div", { class: "card", tabindex: "-1" }, ...parts);
  L.popup({
    maxWidth: Math.min(CARD_WIDTH, size.x - 60),
    minWidth: Math.min(220, size.x - 60),
    maxHeight: Math.max(140, size.y - 150),
    autoPanPadding: [16, 16],
    offset: [0, -4],
  })
    .setLatLng(map.containerPointToLatLng(at))
    .setContent(body)
    .openOn(map);
}

/**
 * The rectangle of a cell drawn together round its events, so that pressing a cluster always comes closer.
 *
 * @param {{lon: number, lat: number}} cell
 * @param {number} zoom
 * @returns {[[number, number], [number, number]]}
 */
function closeUp({ lon, lat }, zoom) {
  const reach = 360 / 2 ** (zoom + 1) / 4;
  return [
    [lat - reach * Math.cos((lat * Math.PI) / 180), lon - reach],
    [lat + reach * Math.cos((lat * Math.PI) / 180), lon + reach],
  ];
}
