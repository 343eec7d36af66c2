/** What the map knows in; a painted canvas, and what can be pressed on it, out. */

import { drawFan } from "./fan.js";
import { distanceTo, drawFrontier, middleInView } from "./frontiers.js";
import { Labels } from "./labels.js";
import { clusterRadius, drawCluster, drawLight, drawMark, radiusOf } from "./marks.js";
import { copies, toScreen } from "./project.js";
import { drawRoute } from "./route.js";
import { writtenDay } from "./view.js";

/** @typedef {import("./canvas.js").Camera} Camera */

/**
 * @typedef {object} Cell  as `api/map` answers it
 * @property {number} lon
 * @property {number} lat
 * @property {number} n
 * @property {number[]} kinds  visit, border, excerpt, milestone
 * @property {number} places
 * @property {string | null} label
 * @property {[number, number, number, number]} at
 * @property {string | null} id
 * @property {string | null} event
 * @property {string | null} status
 * @property {string | null} role
 * @property {string | null} stage
 *
 * @typedef {{place: string, country: string | null, precision: string, lon: number, lat: number, n: number,
 *   kinds: number[], label: string, associative: number}} Area
 * @typedef {{line: string, n: number, kinds: number[], stage: string | null}} Line
 *
 * @typedef {object} Hit  something that can be pressed
 * @property {"cell" | "area" | "line" | "leg"} type
 * @property {any} what
 * @property {[number, number]} at  pixels
 * @property {(x: number, y: number) => boolean} holds
 */

const KINDS = ["visit", "border", "excerpt", "milestone"];
const SECTIONS_FROM = 9; // zoom
const MOST_NARROW = 46; // pixels of a country's width that bear its name
const OUTLINE = 7; // pixels: broad and pale, so that nobody takes it for a border's line
const EQUATOR_KM = 40_075;
const REACH = 6; // pixels round a mark that still press it: with the mark, 44 across for a finger on a cluster

export class Scene {
  /** @type {import("./atlas.js").Atlas | null} */
  ground = null;
  /** @type {import("./frontiers.js").Frontier[]} */
  frontiers = [];
  /** @type {{cells: Cell[], areas: Area[], lines: Line[]}} */
  drawn = { cells: [], areas: [], lines: [] };
  /** @type {import("./fan.js").Fan | null} */
  fan = null;
  /** @type {{hover: import("./bus.js").Message | null, focus: import("./bus.js").Message | null}} */
  lit = { hover: null, focus: null };
  /** @type {Record<string, string>} */
  colours = {};
  /** @type {{name: string, points: [number, number][], step: string, date: string}[]} */
  sections = [];
  /** @type {import("./route.js").Route | null} */
  route = null;
  /** @type {import("./backdrop.js").Backdrop | null} of the ground and the outlines over it */
  backdrop = null;
  tiles = false;
  /** @type {() => import("./labels.js").Box[]} what lies over the map, in pixels of its canvas */
  covered = () => [];
  /** @type {Hit[]} */
  hits = [];

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Camera} camera
   */
  paint(context, camera) {
    this.hits = [];
    const { colours } = this;
    this.#under(context, camera);
    const badges = this.#lines(context, camera);
    const labels = new Labels(context, colours, camera);
    this.covered().forEach((box) => labels.keep(box));
    if (this.route) drawRoute(context, camera, this.route, colours);
    const sections = this.#sections(context, camera);
    const marks = this.#marks(context, camera, labels);
    badges.forEach((badge) => this.#badge(context, labels, badge));
    // First the marks' own names: an area's name beside a nameless mark would make a dot of the area.
    marks.forEach((label) => labels.place(label));
    this.#areas(camera, labels);
    sections.forEach((label) => labels.place(label));
    if (!this.tiles) this.#names(camera, labels);
    this.#light(context, camera);
    this.#spread(context, camera);
  }

  /**
   * What lies under a point, the topmost first.
   *
   * @param {number} x
   * @param {number} y
   * @returns {Hit | undefined}
   */
  under(x, y) {
    return this.hits.findLast((hit) => hit.holds(x, y));
  }

  /**
   * Has ready what the marks stand on: there is time for it while their answer is on its way.
   *
   * @param {CanvasRenderingContext2D} context  that will be painted on
   * @param {Camera} camera
   */
  prepare(context, camera) {
    this.backdrop?.prepare(context.canvas, context.getTransform(), this.#look(camera));
  }

  /** What the marks stand on. @param {CanvasRenderingContext2D} context @param {Camera} camera */
  #under(context, camera) {
    const look = this.#look(camera);
    if (this.backdrop) return this.backdrop.paint(context, look);
    look.ground(context);
    look.over.forEach(({ draw }) => draw(context));
  }

  /** The ground, and over it soft outlines of the countries that events speak of as a whole. @param {Camera} camera @returns {import("./backdrop.js").Look} */
  #look(camera) {
    return {
      key: [camera],
      ground: (context) => this.ground?.paint(context, camera, { colours: this.colours, tiles: this.tiles }),
      over: this.#outlined().map(([country, lit]) => ({ key: `${country} ${lit}`, draw: (context) => this.#outline(context, camera, country, lit) })),
    };
  }

  /** @param {CanvasRenderingContext2D} context @param {Camera} camera @param {string} country @param {boolean} lit */
  #outline(context, camera, country, lit) {
    context.save();
    context.lineJoin = "round";
    context.lineWidth = OUTLINE;
    context.globalAlpha = lit ? 0.5 : 0.16;
    context.strokeStyle = lit ? this.colours.accent : this.colours.quiet;
    this.ground?.outline(context, camera, country);
    context.restore();
  }

  /** Codes of the countries that are outlined, each once and in one order, and whether each is lit. @returns {[string, boolean][]} */
  #outlined() {
    /** @type {Map<string, boolean>} */
    const found = new Map();
    for (const { precision, country, place } of this.drawn.areas) {
      if (precision !== "country" || !country) continue;
      found.set(country, found.get(country) || this.#isLit((message) => message.areas?.includes(place)));
    }
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** @param {CanvasRenderingContext2D} context @param {Camera} camera @returns {{line: Line, at: [number, number]}[]} */
  #lines(context, camera) {
    const badges = [];
    const told = new Map(this.drawn.lines.map((line) => [line.line, line]));
    const known = new Set(this.frontiers.map(({ id }) => id));
    // Lines whose status nobody has looked into come with the outlines.
    const others = [...told.keys()].filter((id) => !known.has(id)).map((id) => {
      return { id, properties: { style: "thin" }, strands: this.ground?.border(camera, id) ?? [] };
    });
    for (const frontier of [...this.frontiers, ...others]) {
      const line = told.get(frontier.id);
      const lit = line && this.#isLit((message) => message.lines?.includes(line.line));
      const strands = drawFrontier(context, camera, frontier, {
        colour: lit ? this.colours.accent : line ? this.colours.border : this.colours.quiet,
        casing: this.colours.halo,
        width: line ? 2.4 : 1.4,
      });
      const at = line && middleInView(strands, camera);
      if (!line || !at) continue;
      badges.push({ line, at });
      this.hits.push({ type: "line", what: line, at, holds: (x, y) => distanceTo(strands, x, y) < REACH });
    }
    return badges;
  }

  /** The villages of the sections agreed in 2024, where they are far enough apart to be told. @param {CanvasRenderingContext2D} context @param {Camera} camera @returns {import("./labels.js").Label[]} */
  #sections(context, camera) {
    if (camera.zoom < SECTIONS_FROM) return [];
    return this.sections.flatMap(({ name, step, date, points }) => {
      const spots = points.map(([lon, lat]) => toScreen(camera, lon, lat));
      for (const [x, y] of spots) {
        context.beginPath();
        context.arc(x, y, 3, 0, 2 * Math.PI);
        context.fillStyle = this.colours.halo;
        context.fill();
        context.lineWidth = 1.25;
        context.strokeStyle = this.colours.quiet;
        context.stroke();
      }
      return spots.length ? [{ text: `${name} (${step} ${writtenDay(date)})`, at: spots[0], gap: 4, look: /** @type {const} */ ("ground") }] : [];
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {Labels} labels @param {{line: Line, at: [number, number]}} badge */
  #badge(context, labels, { line, at }) {
    const [x, y] = at;
    const kind = KINDS[line.kinds.findIndex((count) => count > 0)] ?? "border";
    const radius = line.n > 1 ? clusterRadius(line.n) : radiusOf({ kind });
    if (line.n > 1) drawCluster(context, at, line, this.colours);
    else drawMark(context, at, { kind, stage: line.stage }, this.colours);
    labels.keep([x - radius, y - radius, x + radius, y + radius]);
    if (line.stage && line.stage !== "mentioned") labels.place({ text: line.stage, at, gap: radius, look: "place" });
    this.hits.push({ type: "line", what: line, at, holds: near(at, radius + REACH) });
  }

  /** @param {CanvasRenderingContext2D} context @param {Camera} camera @param {Labels} labels @returns {import("./labels.js").Label[]} */
  #marks(context, camera, labels) {
    const names = [];
    const fan = this.fan;
    for (const cell of [...this.drawn.cells].sort((one, other) => one.n - other.n)) {
      if (fan && cell.places === 1 && cell.lon === fan.lon && cell.lat === fan.lat) continue;
      const at = toScreen(camera, cell.lon, cell.lat);
      const mark = { kind: KINDS[cell.kinds.findIndex((count) => count > 0)], status: cell.status, role: cell.role, stage: cell.stage };
      const radius = cell.n > 1 ? clusterRadius(cell.n) : radiusOf(mark);
      if (cell.n > 1) drawCluster(context, at, cell, this.colours);
      else drawMark(context, at, mark, this.colours);
      labels.keep([at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius]);
      this.hits.push({ type: "cell", what: cell, at, holds: near(at, radius + REACH) });
      if (cell.label) names.push({ text: cell.label, at, gap: radius, look: /** @type {const} */ ("place") });
    }
    return names.reverse();
  }

  /** Names of regions and countries with their number: pressed on the name, never on a dot. @param {Camera} camera @param {Labels} labels */
  #areas(camera, labels) {
    for (const area of this.drawn.areas) {
      for (const copy of copies(camera)) {
        const at = toScreen(camera, area.lon + 360 * copy, area.lat);
        const lit = this.#isLit((message) => message.areas?.includes(area.place));
        const box = labels.place({ text: `${area.label} · ${area.n}`, at, look: area.associative === area.n ? "pale" : "area", lit, reach: leeway(area, camera) });
        if (!box) continue;
        const [left, top, right, bottom] = box;
        this.hits.push({
          type: "area",
          what: area,
          at: [(left + right) / 2, (top + bottom) / 2],
          holds: (x, y) => x >= left - 4 && x <= right + 4 && y >= top - 4 && y <= bottom + 4,
        });
      }
    }
  }

  /** Names of the ground: countries that no event speaks of as a whole. @param {Camera} camera @param {Labels} labels */
  #names(camera, labels) {
    const told = new Set(this.drawn.areas.map((area) => area.country));
    for (const { code, text, x, y, span } of this.ground?.names ?? []) {
      if (told.has(code) || span * camera.scale < MOST_NARROW) continue;
      for (const copy of copies(camera)) {
        const at = /** @type {[number, number]} */ ([(x + copy) * camera.scale - camera.left, y * camera.scale - camera.top]);
        labels.place({ text, at, look: "ground" });
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Camera} camera */
  #light(context, camera) {
    for (const [firm, message] of /** @type {const} */ ([[true, this.lit.focus], [false, this.lit.hover]])) {
      for (const [lon, lat] of message?.points ?? []) {
        const cell = this.drawn.cells.find(({ at: [west, south, east, north] }) => {
          return lon >= west && lon < east && lat > south && lat <= north;
        });
        const at = cell ? toScreen(camera, cell.lon, cell.lat) : toScreen(camera, lon, lat);
        const radius = !cell ? 4 : cell.n > 1 ? clusterRadius(cell.n) : radiusOf({ kind: "visit", role: cell.role });
        drawLight(context, at, { radius, firm }, this.colours);
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Camera} camera */
  #spread(context, camera) {
    if (!this.fan) return;
    const middle = toScreen(camera, this.fan.lon, this.fan.lat);
    for (const { at, radius, card } of drawFan(context, middle, this.fan.cards, this.colours)) {
      if (this.#isLit((message) => message.event === card.event)) drawLight(context, at, { radius, firm: true }, this.colours);
      this.hits.push({ type: "leg", what: card, at, holds: near(at, radius + REACH) });
    }
  }

  /** @param {(message: import("./bus.js").Message) => boolean | undefined} test @returns {boolean} */
  #isLit(test) {
    return [this.lit.focus, this.lit.hover].some((message) => message && test(message));
  }
}

/**
 * Pixels that an area's name may stand off its middle: farther, and it would name its neighbour.
 *
 * @param {Area} area
 * @param {Camera} camera
 */
function leeway({ country, precision, lat }, { scale }) {
  const kilometres = precision === "country" ? 60 : country ? 40 : 300;
  return (kilometres * scale) / (EQUATOR_KM * Math.cos((lat * Math.PI) / 180));
}

/** @param {[number, number]} at @param {number} reach @returns {(x: number, y: number) => boolean} */
function near([left, top], reach) {
  return (x, y) => Math.hypot(x - left, y - top) <= reach;
}
