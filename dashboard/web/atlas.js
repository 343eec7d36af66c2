/** Where the app's outlines are in; the ground under the events, as fine as the zoom asks for, out. */

import { cellOf, WORLD } from "./asked.js";
import { cellsIn, Ground } from "./ground.js";
import { countryNames, outlineSegments } from "./names.js";
import { copies } from "./project.js";
import { getJson } from "./request.js";

/** @typedef {import("./canvas.js").Camera} Camera @typedef {CanvasRenderingContext2D} Context */

const FINE_FROM = 5.5; // zoom: the world's outlines are half a pixel off at 5
const NAMES_MS = 400;
const MOST_CELLS = 60; // kept: more than a screen shows at the least zoom that asks for them

export class Atlas {
  /** @param {(anew: boolean) => void} changed  asks for a paint when something has come; `anew`: of the ground too */
  constructor(changed) {
    this.changed = changed;
    /** @type {Ground | null} */
    this.world = null;
    /** @type {Map<string, Ground | null>} null: on its way, or not to be had */
    this.cells = new Map();
    /** @type {import("./names.js").CountryName[]} */
    this.names = [];
  }

  /** Fetches the world's outlines. */
  async open() {
    const world = (this.world = new Ground(await getJson(WORLD)));
    this.changed(true);
    // Where the names stand is worked out when the map is there.
    setTimeout(() => {
      this.names = countryNames(world.countries);
      this.changed(false);
    }, NAMES_MS);
  }

  /** Fetches the finer outlines that a camera sees. @param {Camera} camera */
  async fill(camera) {
    if (camera.zoom < FINE_FROM) return;
    const wanted = cellsIn(camera).filter((name) => this.world?.cells.has(name) && !this.cells.has(name));
    await Promise.all(wanted.map((name) => this.#fetch(name)));
  }

  /**
   * @param {Context} context
   * @param {Camera} camera
   * @param {{colours: Record<string, string>, tiles: boolean}} how
   */
  paint(context, camera, how) {
    this.#each(camera, (ground, shifted) => ground.paint(context, shifted, how));
  }

  /**
   * Strokes a country's outline with the context's own style.
   *
   * @param {Context} context
   * @param {Camera} camera
   * @param {string} code
   */
  outline(context, camera, code) {
    this.#each(camera, (ground, shifted) => ground.outline(context, shifted, code), true);
  }

  /**
   * A border between two neighbours, from the finest outlines that are there.
   *
   * @param {Camera} camera
   * @param {string} id
   * @returns {Float64Array[]}
   */
  border(camera, id) {
    /** @type {Float64Array[]} */
    const strands = [];
    this.#each(
      camera,
      (ground) => {
        const found = ground.borders.find((each) => each.id === id);
        strands.push(...outlineSegments(found?.chains ?? []));
      },
      true,
    );
    return [...new Set(strands)];
  }

  /** The grounds a camera sees, each with the camera of its copy of the world. @param {Camera} camera @param {(ground: Ground, camera: Camera) => void} use @param {boolean} [once]  the finest alone */
  #each(camera, use, once = false) {
    const fine = camera.zoom >= FINE_FROM ? this.#cells(camera) : [];
    for (const copy of copies(camera)) {
      const shifted = { ...camera, left: camera.left - copy * camera.scale };
      // A world's outline under a cell's would be seen beside it.
      if (this.world && !(once && fine.length)) use(this.world, shifted);
      for (const ground of fine) use(ground, shifted);
    }
  }

  /** @param {Camera} camera @returns {Ground[]} */
  #cells(camera) {
    const wanted = cellsIn(camera).filter((name) => this.world?.cells.has(name));
    for (const name of wanted) {
      if (!this.cells.has(name)) this.#fetch(name);
    }
    return wanted.map((name) => this.cells.get(name)).filter((ground) => ground instanceof Ground);
  }

  /** @param {string} name */
  async #fetch(name) {
    this.cells.set(name, null);
    if (this.cells.size > MOST_CELLS) this.cells.delete([...this.cells.keys()][0]);
    try {
      const topology = await getJson(cellOf(name));
      this.cells.set(name, new Ground(topology));
      this.changed(true);
    } catch {
      // The world's outlines stay; the cell is asked for again with the next visit.
      setTimeout(() => this.cells.delete(name), 5_000);
    }
  }
}
