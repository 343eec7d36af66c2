/** A few places in; a small map of them out, on which a point can be set by pointer or keys. No Leaflet, no tiles. */

import { Atlas } from "./atlas.js";
import { coloursNow } from "./colours.js";
import { element } from "./dom.js";
import { mercatorX, mercatorY, toScreen } from "./project.js";

const CLOSEST = 9; // zoom: the outlines are good to some 100 m
const WIDEST = 0.2;
const STEP = 36; // pixels of one press of an arrow
const AROUND = 44; // pixels left free round the places
const DOT = 10; // radius: a finger's target is the whole map

/** @typedef {{id: string, name: string, lon: number | null, lat: number | null}} Spot */

export class Chartlet {
  /** @param {(lon: number, lat: number) => void} picked */
  constructor(picked) {
    Object.assign(this, { picked, picking: false, spots: /** @type {Spot[]} */ ([]), chosen: "", centre: [45, 40], zoom: 3 });
    this.canvas = /** @type {HTMLCanvasElement} */ (
      element("canvas", {
        tabindex: "0",
        role: "application",
        "aria-label": "Map of the candidates. Arrows move it, plus and minus zoom, Enter sets the point in its middle.",
        onkeydown: (event) => this.#pressed(event),
        onpointerdown: (event) => this.#grab(event),
      })
    );
    this.hint = element("p", { class: "hint", role: "status" });
    const zoom = (/** @type {number} */ by, /** @type {string} */ words, /** @type {string} */ sign) =>
      element("button", { type: "button", "aria-label": words, onclick: () => this.#zoomed(by) }, sign);
    this.body = element("div", { class: "chartlet" }, this.canvas, element("p", { class: "zoom" }, zoom(1, "Closer", "+"), zoom(-1, "Wider", "−")), this.hint);
    this.atlas = new Atlas(() => this.paint());
    this.atlas.open().catch(() => (this.hint.textContent = "The outlines did not come; the numbers stand where they should."));
    new ResizeObserver(() => this.paint()).observe(this.canvas);
  }

  /** @param {Spot[]} spots @param {string} chosen  id */
  show(spots, chosen) {
    const placed = spots.filter(({ lon }) => lon !== null);
    const moved = placed.map(({ id }) => id).join() !== this.spots.map(({ id }) => id).join();
    Object.assign(this, { spots: placed, chosen });
    if (moved) this.#fit();
    this.pick(false);
  }

  /** Waits for a point to be set, or no longer. @param {boolean} on */
  pick(on) {
    this.picking = on;
    this.hint.textContent = on ? "Press the map, or move it with the arrows and press Enter. Escape ends it." : "";
    if (on) this.canvas.focus();
    this.paint();
  }

  paint() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width) return;
    const density = Math.min(window.devicePixelRatio || 1, 2);
    [this.canvas.width, this.canvas.height] = [Math.round(width * density), Math.round(height * density)];
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    context.setTransform(density, 0, 0, density, 0, 0);
    const colours = coloursNow();
    const camera = this.#camera();
    context.fillStyle = colours.water;
    context.fillRect(0, 0, width, height);
    this.atlas.paint(context, camera, { colours, tiles: false });
    this.spots.forEach((spot, index) => this.#dot(context, camera, colours, spot, index + 1));
    if (this.picking) cross(context, width / 2, height / 2, colours.accent);
  }

  /** @param {CanvasRenderingContext2D} context @param {any} camera @param {Record<string, string>} colours @param {Spot} spot @param {number} number */
  #dot(context, camera, colours, spot, number) {
    const [x, y] = toScreen(camera, /** @type {number} */ (spot.lon), /** @type {number} */ (spot.lat));
    const chosen = spot.id === this.chosen;
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.fillStyle = chosen ? colours.accent : colours.panel;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    context.fillStyle = chosen ? colours.panel : colours.ink;
    context.font = "600 12px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(number), x, y + 0.5);
  }

  #fit() {
    if (!this.spots.length) return;
    const xs = this.spots.map(({ lon }) => mercatorX(/** @type {number} */ (lon)));
    const ys = this.spots.map(({ lat }) => mercatorY(/** @type {number} */ (lat)));
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [width, height] = [this.canvas.clientWidth || 400, this.canvas.clientHeight || 260];
    const room = Math.min((width - 2 * AROUND) / (east - west || 1e-9), (height - 2 * AROUND) / (south - north || 1e-9));
    this.zoom = Math.max(WIDEST, Math.min(5, Math.log2(room / 256)));
    this.centre = [((west + east) / 2 - 0.5) * 360, latitudeOf((north + south) / 2)];
  }

  #camera() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const scale = 256 * 2 ** this.zoom;
    const [lon, lat] = this.centre;
    return { width, height, zoom: this.zoom, scale, left: mercatorX(lon) * scale - width / 2, top: mercatorY(lat) * scale - height / 2 };
  }

  /** @param {number} x @param {number} y @returns {[number, number]} lon, lat of a pixel */
  #at(x, y) {
    const { scale, left, top } = this.#camera();
    const lon = ((x + left) / scale - 0.5) * 360;
    return [((((lon + 180) % 360) + 360) % 360) - 180, latitudeOf((y + top) / scale)];
  }

  /** @param {number} x @param {number} y  pixels */
  #move(x, y) {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.centre = this.#at(width / 2 + x, height / 2 + y);
    this.paint();
  }

  /** @param {number} by */
  #zoomed(by) {
    this.zoom = Math.max(WIDEST, Math.min(CLOSEST, this.zoom + by));
    this.paint();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.#move(-STEP, 0),
      ArrowRight: () => this.#move(STEP, 0),
      ArrowUp: () => this.#move(0, -STEP),
      ArrowDown: () => this.#move(0, STEP),
      "+": () => this.#zoomed(1),
      "=": () => this.#zoomed(1),
      "-": () => this.#zoomed(-1),
      Escape: () => this.pick(false),
      ...(this.picking ? { Enter: () => this.#set(this.canvas.clientWidth / 2, this.canvas.clientHeight / 2) } : {}),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @param {number} x @param {number} y */
  #set(x, y) {
    const [lon, lat] = this.#at(x, y);
    this.pick(false);
    this.picked(lon, lat);
  }

  /** A press sets the point; a drag moves the map. @param {PointerEvent} event */
  #grab(event) {
    let [x, y, moved] = [event.offsetX, event.offsetY, 0];
    this.canvas.setPointerCapture(event.pointerId);
    const drag = (/** @type {PointerEvent} */ now) => {
      moved += Math.abs(now.offsetX - x) + Math.abs(now.offsetY - y);
      this.#move(x - now.offsetX, y - now.offsetY);
      [x, y] = [now.offsetX, now.offsetY];
    };
    const drop = (/** @type {PointerEvent} */ now) => {
      this.canvas.removeEventListener("pointermove", drag);
      if (this.picking && moved < 5) this.#set(now.offsetX, now.offsetY);
    };
    this.canvas.addEventListener("pointermove", drag);
    this.canvas.addEventListener("pointerup", drop, { once: true });
  }
}

/** @param {number} y  web-mercator, 0 to 1 @returns {number} */
const latitudeOf = (y) => Math.max(-85, Math.min(85, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI));

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} colour */
function cross(context, x, y, colour) {
  context.beginPath();
  context.moveTo(x - 14, y);
  context.lineTo(x + 14, y);
  context.moveTo(x, y - 14);
  context.lineTo(x, y + 14);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
}
