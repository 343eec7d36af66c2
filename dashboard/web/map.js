/**
 * A Leaflet map and tokens of views in; the map as readers see it out. Started by the constant script of basemap.py.
 *
 * `window.dateline` tells tests and benchmarks what is painted: ready, and how many events the file has and the
 * filters leave.
 */

import { fitOf, LINES, listOf, mapOf, routeOf } from "./asked.js";
import { Atlas } from "./atlas.js";
import { Backdrop } from "./backdrop.js";
import { focusIn, viewIn, writeAddress } from "./address.js";
import { joinTab } from "./bus.js";
import { canvasLayer } from "./canvas.js";
import { now } from "./choice.js";
import { Corner } from "./corner.js";
import { coloursNow, followTheme } from "./colours.js";
import { element } from "./dom.js";
import { readFrontiers, readSections } from "./frontiers.js";
import { picture } from "./picture.js";
import { press } from "./press.js";
import { getJson, Latest } from "./request.js";
import { Scene } from "./scene.js";
import { lineOn, sectionOn } from "./status.js";
import { streetTiles } from "./tiles.js";
import { tipText } from "./tip.js";
import { readView, withDates } from "./view.js";

const SETTLE_MS = 70; // a run of moves, of a wheel or of keys, is asked for when it is over
const FIRST_SNAP = 0.5; // steps of zoom of the first view
const EDGE = 28; // pixels round the story in it: a mark and a little
const MARGIN = 0.25; // of the view on each side is fetched too, so that a small pan shows no gap

/** @typedef {{L: any, map: any, tiles: {light: string, dark: string, credit: string} | null, host?: Window}} Given  `host`: the page, where it is not the parent */

/** @param {Given} given */
export async function start({ L, map, tiles, host = window.parent }) {
  /** @type {any} */ (window).datelineEarly = /** @type {any} */ (host).datelineEarly;
  const chart = new Chart({ L, map, tiles, host });
  // Where the page keeps what is shown, the frame hears of it from there alone.
  /** @type {any} */ (window).datelineView = (/** @type {string} */ token) => now(host) ?? chart.view(token);
  // The page tells by this what is to be shown, at once.
  /** @type {any} */ (host).datelineMap = chart;
  /** @type {any} */ (window).datelinePicture = (/** @type {import("./picture.js").Asked} */ asked) => picture(chart, asked);
  await chart.open(now(host)?.token ?? /** @type {any} */ (window).datelineToken ?? "");
}

class Chart {
  /** @param {Given & {host: Window}} given */
  constructor({ L, map, tiles, host }) {
    Object.assign(this, { L, map, host: /** @type {any} */ (host), token: "", scene: new Scene(), frontiers: [], sections: [] });
    this.channel = joinTab(this.host);
    this.latest = new Latest();
    this.layer = canvasLayer(L, this.scene);
    this.notice = element("p", { class: "notice", role: "status" });
    this.tip = element("div", { class: "tip", hidden: true });
    this.tiles = tiles && streetTiles(L, map, {
      addresses: tiles,
      credit: tiles.credit,
      key: () => this.host.datelinePage?.tiles_key,
      changed: (on, said) => {
        this.scene.tiles = on;
        this.notice.textContent = said;
        this.#legend();
        this.#renewed();
      },
    });
    map.getContainer().append(this.notice, this.tip);
    this.corner = new Corner(L, map);
    // The page's style, not the frame, says how high the map is.
    new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
    this.scene.covered = () => this.corner.covered();
    this.scene.backdrop = new Backdrop();
    map.getContainer().setAttribute("aria-label", "Map of the events; the list beside it holds the same as text");
  }

  /** @param {string} token */
  async open(token) {
    this.token = token;
    followTheme(this.host, () => this.#themed());
    this.#themed();
    this.#listen();
    const asked = viewIn(this.host.location);
    if (asked) this.map.setView([asked.lat, asked.lon], asked.zoom, { animate: false });
    // Marks and ground are painted together, and nothing before it is known where to look: a paint takes long.
    this.grounded = this.#ground().catch(() => (this.notice.textContent = "The outlines get no answer."));
    if (!asked) await this.#fit();
    this.layer.addTo(this.map);
    await Promise.all([this.#fetch(), this.#route()]);
    this.map.on("moveend", () => this.#moved());
    this.#write();
    if (focusIn(this.host.location)) this.tell({ type: "hello" });
  }

  /** Shows another view: fetches it and paints it, without moving. @param {string} token */
  view(token) {
    if (token === this.token) return;
    this.token = token;
    this.scene.fan = null;
    this.map.closePopup();
    if (readView(token).asof !== this.day) this.#asOf();
    this.#route();
    this.#fetch();
  }

  /** The way of the one person that the view is narrowed to. */
  async #route() {
    const { token } = this;
    const before = this.scene.route;
    this.scene.route = null;
    if (readView(token).actors.length === 1) {
      const route = await getJson(routeOf(token)).catch(() => null);
      if (token !== this.token) return;
      this.scene.route = route?.legs.length ? route : null;
    }
    if (!before && !this.scene.route) return;
    this.#legend();
    this.layer.repaint();
  }

  /** Lines, sections and legend by their status on the day of the view. */
  #asOf() {
    const { asof } = readView(this.token);
    this.day = asof;
    this.scene.frontiers = this.frontiers.map((line) => lineOn(line, asof)).filter((line) => line !== null);
    this.scene.sections = this.sections.map((section) => sectionOn(section, asof)).filter((section) => section !== null);
    this.#legend();
  }

  /** @param {Partial<import("./bus.js").Message>} message */
  tell(message) {
    if (message.type === "focus" || message.type === "cleared") {
      this.scene.lit.focus = message.type === "focus" ? /** @type {any} */ (message) : null;
      writeAddress(this.host, { focus: message.ids?.[0] ?? null });
      this.layer.repaint();
    }
    this.channel.postMessage({ source: "map", ...message });
  }

  /** Asks the list under the current view. @param {Record<string, string>} query @returns {Promise<any>} */
  list(query) {
    return getJson(listOf(this.token, query));
  }

  repaint() {
    this.layer.repaint();
  }

  async #ground() {
    const atlas = (this.scene.ground = new Atlas((anew) => (anew ? this.#renewed() : this.layer.repaint())));
    const [{ lines, sections }] = await Promise.all([getJson(LINES), atlas.open()]);
    this.frontiers = readFrontiers(lines);
    this.sections = readSections(sections);
    this.#asOf();
  }

  /** Moves to where most of the story is, when the address does not say where to look. */
  async #fit() {
    const { bounds } = await getJson(fitOf(this.token)).catch(() => ({ bounds: null }));
    if (!bounds) return;
    // Half a step is seen here alone, where nobody has chosen how near to look: whole steps would often show twice the story.
    const { map } = this;
    map.options.zoomSnap = FIRST_SNAP;
    map.fitBounds(bounds, { paddingTopLeft: [EDGE + this.corner.width, EDGE], paddingBottomRight: [EDGE, EDGE], maxZoom: 7, animate: false });
    map.options.zoomSnap = 1;
  }

  /** What a box shows: where the areas and lines of the view are there already, its cells alone are asked for. @param {number} zoom @param {number[]} box @returns {Promise<any>} null where a later request took over */
  async #ask(zoom, box) {
    const { token, whole } = this;
    if (whole?.token === token) {
      const part = await this.latest.get(mapOf(token, zoom, box, "cells"));
      if (!part || part.version === whole.drawn.version) return part && { ...whole.drawn, ...part };
    }
    const drawn = await this.latest.get(mapOf(token, zoom, box));
    if (!drawn) return null;
    await this.grounded;
    this.whole = { token, drawn: this.titled(drawn) };
    return this.whole.drawn;
  }

  async #fetch() {
    const box = this.map.getBounds().pad(MARGIN);
    try {
      const south = Math.max(-85.05, box.getSouth());
      const north = Math.min(85.05, box.getNorth());
      const asked = this.#ask(Math.round(this.map.getZoom()), [box.getWest(), south, box.getEast(), north]);
      // Not at once: the request would leave after it.
      if (this.whole) setTimeout(() => this.layer.prepare());
      const drawn = await asked;
      await this.grounded;
      if (!drawn) return;
      this.scene.drawn = drawn;
      if (!this.tiles?.on) this.notice.textContent = "";
      this.layer.show(() => this.#ready(drawn));
    } catch {
      this.notice.textContent = "The map gets no answer; what it shows may be old.";
    }
  }

  /** Lines with the names that data/boundaries gives them. @param {any} drawn @returns {any} */
  titled(drawn) {
    const titles = new Map(this.frontiers.map(({ id, properties }) => [id, properties.name]));
    return { ...drawn, lines: drawn.lines.map((/** @type {any} */ line) => ({ ...line, title: titles.get(line.line) })) };
  }

  /** @param {any} drawn */
  #ready({ total, shown, unplaced, version }) {
    /** @type {any} */ (window).dateline = { ready: true, total, shown, unplaced, version, token: this.token };
    this.channel.postMessage({ type: "ready", source: "map", token: this.token, shown });
  }

  #themed() {
    this.scene.colours = coloursNow();
    if (this.tiles?.on) this.tiles.set(true);
    this.#renewed();
  }

  /** Ground or colours have changed. */
  #renewed() {
    this.scene.backdrop?.clear();
    this.layer.repaint();
  }

  #legend() {
    const { frontiers: lines, sections, route } = this.scene;
    this.corner.show({ lines, sections, route, asof: readView(this.token).asof, tiles: this.tiles, facts: this.host.datelinePage ?? {} });
  }

  #listen() {
    const { map } = this;
    map.on("click", (/** @type {any} */ event) => this.#pressed(event.containerPoint));
    map.on("mousemove", (/** @type {any} */ event) => this.#hover(event.containerPoint));
    map.on("mouseout", () => this.#hover(null));
    this.channel.addEventListener("message", ({ data }) => this.#heard(data));
  }

  #moved() {
    clearTimeout(this.settle);
    // The first move of a run is asked for at once, what follows it when it is over.
    const now = performance.now();
    const first = now - (this.last ?? 0) > 2 * SETTLE_MS;
    this.last = now;
    if (first) this.#fetch();
    else this.settle = setTimeout(() => this.#fetch(), SETTLE_MS);
    this.#write();
  }

  #write() {
    const { lat, lng } = this.map.getCenter();
    const held = viewIn(this.host.location);
    const moved = held && this.map.latLngToContainerPoint([held.lat, held.lon]).distanceTo(this.map.getSize().divideBy(2));
    // Leaflet rounds to pixels: without this, every reload of a link would creep.
    if (held?.zoom === this.map.getZoom() && moved < 2) return;
    writeAddress(this.host, { lat: lat.toFixed(4), lon: lng.toFixed(4), zoom: String(this.map.getZoom()) });
  }

  /** @param {{x: number, y: number}} point */
  #pressed({ x, y }) {
    const hit = this.scene.under(x, y);
    if (hit) {
      press(this, hit).catch(() => (this.notice.textContent = "The list gets no answer; try again."));
      return;
    }
    this.scene.fan = null;
    this.tell({ type: "cleared" });
  }

  /** @param {{x: number, y: number} | null} point */
  #hover(point) {
    const hit = point ? this.scene.under(point.x, point.y) : undefined;
    this.map.getContainer().classList.toggle("pressable", Boolean(hit));
    this.tip.hidden = !hit;
    if (hit && point) {
      this.tip.textContent = tipText(hit);
      this.tip.style.left = `${Math.min(point.x + 14, this.map.getSize().x - this.tip.offsetWidth - 8)}px`;
      this.tip.style.top = `${point.y + 18}px`;
    }
    const event = hit?.what.event ?? null;
    if (event === this.hovered) return;
    this.hovered = event;
    this.channel.postMessage({ type: "hover", source: "map", event, ids: hit?.what.ids ?? [hit?.what.id].filter(Boolean) });
  }

  /** @param {import("./bus.js").Message} message */
  #heard(message) {
    if (message.type === "dates") this.view(withDates(this.token, { from: message.from ?? null, to: message.to ?? null }));
    if (message.type === "view") this.view(message.token ?? "");
    if (message.source !== "list") return;
    if (message.type === "hover") this.scene.lit.hover = message.event ? message : null;
    if (message.type === "cleared") this.scene.lit.focus = null;
    if (/** @type {string} */ (message.type) === "page") this.#legend();
    if (message.type === "focus") {
      this.scene.lit.focus = message;
      writeAddress(this.host, { focus: message.ids?.[0] ?? null });
      if (message.points?.length && !message.still) this.#show(message.points);
    }
    this.layer.repaint();
  }

  /** Brings places into view: one is moved to, several are framed. @param {[number, number][]} points */
  #show(points) {
    const places = points.map(([lon, lat]) => [lat, lon]);
    if (places.length === 1) this.map.panTo(places[0]);
    else if (!places.every((place) => this.map.getBounds().contains(place))) this.map.flyToBounds(places, { padding: [60, 60], maxZoom: 7, duration: 0.45 });
  }
}
