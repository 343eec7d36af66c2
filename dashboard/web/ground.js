/** The outlines of the world or of a cell of ten degrees in; land, coasts, borders and countries on the canvas out. */

import { mercatorX, mercatorY } from "./project.js";
import { chain, decodeArcs, seen, trace } from "./topology.js";

/** @typedef {import("./canvas.js").Camera} Camera @typedef {import("./topology.js").Chain} Chain @typedef {CanvasRenderingContext2D} Context */

const CELL = 10; // degrees

/** One answer of `api/outlines`. */
export class Ground {
  /** @param {any} topology */
  constructor(topology) {
    const arcs = decodeArcs(topology);
    const chains = (/** @type {number[][]} */ lists) => lists.map((indexes) => chain(indexes, arcs));
    const { land, coast, borders, countries } = topology.objects;
    this.cells = new Set(topology.cells ?? []);
    this.land = chains(land.arcs.map((/** @type {number[][]} */ [ring]) => ring));
    this.coast = chains(coast.arcs);
    /** @type {{id: string, style: string, chains: Chain[]}[]} */
    this.borders = borders.geometries.map((/** @type {any} */ each) => ({
      id: each.id,
      style: each.properties.style,
      chains: chains(each.arcs),
    }));
    /** @type {Map<string, Chain[]>} */
    this.countries = new Map(countries.geometries.map((/** @type {any} */ each) => [each.id, chains(each.arcs)]));
    this.box = topology.cell === "world" ? null : cellBox(topology.cell);
  }

  /**
   * @param {Context} context
   * @param {Camera} camera
   * @param {{colours: Record<string, string>, tiles: boolean}} how
   */
  paint(context, camera, { colours, tiles }) {
    context.save();
    if (this.box && !this.#clip(context, camera)) return context.restore();
    if (!tiles) {
      context.fillStyle = colours.water;
      context.fillRect(0, 0, camera.width, camera.height);
      context.beginPath();
      trace(context, this.land, camera);
      context.fillStyle = colours.land;
      context.fill("evenodd");
    }
    this.#stroke(context, camera, { chains: this.coast, colour: colours.coast, width: 0.8 });
    // The others are lines of `api/lines`, drawn with what the events say of them.
    const thin = this.borders.filter(({ style }) => style === "thin").flatMap(({ chains }) => chains);
    this.#stroke(context, camera, { chains: thin, colour: colours.frontier, width: 0.8 });
    return context.restore();
  }

  /**
   * Strokes a country's outline with the context's own style.
   *
   * @param {Context} context
   * @param {Camera} camera
   * @param {string} code  ISO 3166-1 alpha-2
   */
  outline(context, camera, code) {
    context.save();
    if (!this.box || this.#clip(context, camera)) {
      context.beginPath();
      trace(context, this.countries.get(code) ?? [], camera);
      context.stroke();
    }
    context.restore();
  }

  /** Keeps to the cell, in whole pixels so that no seam is seen. @param {Context} context @param {Camera} camera @returns {boolean} */
  #clip(context, camera) {
    const box = /** @type {import("./topology.js").Box} */ (this.box);
    if (!seen(box, camera)) return false;
    const [left, top, right, bottom] = box.map((edge, each) => Math.round(edge * camera.scale - (each % 2 ? camera.top : camera.left)));
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    return true;
  }

  /** @param {Context} context @param {Camera} camera @param {{chains: Chain[], colour: string, width: number}} how */
  #stroke(context, camera, { chains, colour, width }) {
    context.beginPath();
    trace(context, chains, camera);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** @param {string} name  "40_30", its south-western corner @returns {import("./topology.js").Box} */
function cellBox(name) {
  const [west, south] = name.split("_").map(Number);
  return [mercatorX(west), mercatorY(south + CELL), mercatorX(west + CELL), mercatorY(south)];
}

/**
 * The cells that a camera sees.
 *
 * @param {Camera} camera
 * @returns {string[]}
 */
export function cellsIn({ scale, left, top, width, height }) {
  const lons = [left, left + width].map((x) => Math.floor(((x / scale - 0.5) * 360) / CELL) * CELL);
  const lats = [top + height, top].map((y) => Math.floor(latitude(y / scale) / CELL) * CELL);
  const names = [];
  for (let west = lons[0]; west <= lons[1]; west += CELL) {
    for (let south = lats[0]; south <= lats[1]; south += CELL) {
      names.push(`${((((west + 180) % 360) + 360) % 360) - 180}_${south}`);
    }
  }
  return names;
}

/** @param {number} y @returns {number} */
const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
