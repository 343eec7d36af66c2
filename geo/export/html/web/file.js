/** The file's own page: filters, map and list of what it holds, with no server behind it. The entry of the bundle. */

import { steps } from "./answer.js";
import asof from "./asof.js";
import { TimeAxis } from "./axis.js";
import { element } from "./dom.js";
import evidence from "./evidence.js";
import facet from "./facets.js";
import { passing, valuesOf } from "./filter.js";
import { chips, names } from "./head.js";
import { features, held } from "./held.js";
import { start } from "./map.js";
import { mounted } from "./mount.js";
import { tokenOf, writtenDay } from "./view.js";
import { counted } from "./words.js";

const CENTRE = [40.5, 46.5]; // latitude and longitude before the map has seen what the file holds
const [ZOOM, LEAST_ZOOM, MOST_ZOOM] = [6, 2, 13]; // as the page's map: the outlines are good to some 100 m
const PAUSE_MS = 200; // after the last key of a search
/** @type {[string, string][]} */
const TITLES = [
  ["kind", "Kinds"],
  ["actor", "Actors"],
  ["place", "Places"],
  ["status", "Status of visits"],
  ["stage", "Stage of the border process"],
  ["role", "Role of the place"],
  ["article", "Articles"],
];
const ARTICLES = new Map(features.filter(({ article }) => article).map(({ article, title }) => [article, title ?? article]));

const STEPS = steps();

class Page {
  constructor() {
    /** @type {Record<string, any>} what is set, under the names of the address */
    this.chosen = { ...held.view };
    this.parts = {
      head: rooted("div", { class: "head" }),
      map: element("div", { class: "atlas", id: "map" }),
      list: rooted("div", { class: "evidence" }),
      moment: rooted("div", { class: "moment" }),
      time: rooted("div", { class: "time", role: "region", "aria-label": "Timeline" }),
      facets: TITLES.map(([name, title]) => ({ name, title, part: rooted("div", {}) })),
    };
    this.search = element("input", { type: "search", "aria-label": "Search", placeholder: "Search", oninput: () => this.#typed() });
    this.from = element("input", { type: "date", "aria-label": "From", onchange: () => this.#dated() });
    this.to = element("input", { type: "date", "aria-label": "To", onchange: () => this.#dated() });
    const sidebar = element(
      "details",
      { class: "filters", open: window.innerWidth > 768 },
      element("summary", {}, element("span", { class: "brand" }, "Dateline"), element("span", { class: "claim" }, "Filters")),
      this.search,
      ...this.parts.facets.map(({ part }) => part.holder),
      element("fieldset", {}, element("legend", {}, "Dates"), this.from, this.to),
    );
    const { head, map, moment, time } = this.parts;
    const middle = [head.holder, map, moment.holder, time.holder];
    document.body.append(element("main", {}, sidebar, element("div", { class: "middle" }, ...middle), this.parts.list.holder));
  }

  async open() {
    const { as_of, disclaimer, credits, contact } = held.about;
    /** @type {any} */ (window).datelinePage = { as_of, disclaimer, credits, contact };
    await this.#draw();
    const L = /** @type {any} */ (window).L;
    const map = L.map(this.parts.map, { zoomControl: false, minZoom: LEAST_ZOOM, maxZoom: MOST_ZOOM, maxBoundsViscosity: 1, maxBounds: [[-90, -400], [90, 400]], keyboardPanDelta: 60 });
    L.control.zoom({ position: "bottomright" }).addTo(map);
    map.setView(CENTRE, ZOOM, { animate: false });
    /** @type {any} */ (window).datelineToken = tokenOf(this.chosen);
    await start({ L, map, tiles: null, host: window });
  }

  /** @param {Record<string, any>} changes  an empty value takes the facet away */
  #set(changes) {
    const set = Object.entries({ ...this.chosen, ...changes }).filter(([, value]) => value?.length);
    this.chosen = Object.fromEntries(set);
    this.#draw();
    /** @type {any} */ (window).datelineView?.(tokenOf(this.chosen));
  }

  async #draw() {
    const shown = passing(this.chosen);
    const trigger = (/** @type {string} */ name, /** @type {any} */ value) => this.#pressed(name, value);
    const { head, list, facets } = this.parts;
    const input = (/** @type {HTMLElement} */ field, /** @type {string} */ value) => {
      if (document.activeElement !== field) /** @type {HTMLInputElement} */ (field).value = value;
    };
    input(this.search, this.chosen.q ?? "");
    input(this.from, this.chosen.from ?? "");
    input(this.to, this.chosen.to ?? "");
    const bar = await mounted(head.root, { styles: ["head.css"], make: (holder) => holder.appendChild(element("div", { class: "bar" })) });
    // Without milestones there is no slider to say it.
    const said = this.chosen.asof && !STEPS.length ? [element("span", { class: "all" }, `As of ${writtenDay(this.chosen.asof)}`)] : [];
    bar.replaceChildren(chips(this.#chips(), trigger), ...said, element("div", { class: "tools" }, names(this.chosen.names ?? "both", trigger)));
    await Promise.all(facets.map(({ name, title, part }) => this.#facet(name, title, part)));
    await evidence({
      data: {
        token: tokenOf(this.chosen),
        version: "file",
        shown: shown.length,
        total: features.length,
        unplaced: shown.filter(({ drawn }) => drawn === "nowhere").length,
        remedies: shown.length ? [] : this.#remedies(),
      },
      parentElement: list.root,
      setTriggerValue: trigger,
    });
    await this.#days(shown.length);
  }

  /** The slider through the days of the milestones, and the time axis. @param {number} shown */
  async #days(shown) {
    const { moment, time } = this.parts;
    const { asof: day = null, ...always } = this.chosen;
    const { from = null, to = null, ...undated } = this.chosen;
    moment.holder.hidden = !STEPS.length;
    const all = passing(always).length;
    await asof({
      data: { asof: day, steps: STEPS, token: tokenOf(this.chosen), later: all - shown, all },
      parentElement: moment.root,
      setTriggerValue: (_, value) => this.#set({ asof: value.asof ?? "" }),
    });
    const axis = await mounted(time.root, { styles: ["timeline.css"], make: (holder) => new TimeAxis(holder) });
    await axis.show({ token: tokenOf(undated), from, to, version: "file" }, (_, value) => this.#set({ from: value.from ?? "", to: value.to ?? "" }));
  }

  /** @param {string} name @param {string} title @param {{holder: HTMLElement, root: ShadowRoot}} part */
  #facet(name, title, { holder, root }) {
    const values = valuesOf(name, this.chosen);
    const chosen = this.chosen[name] ?? [];
    holder.hidden = !values.length;
    const toggle = (/** @type {string} */ value) =>
      this.#set({ [name]: chosen.includes(value) ? chosen.filter((/** @type {string} */ each) => each !== value) : [...chosen, value].sort() });
    return facet({
      data: { title, chosen, total: values.length, search: "", values: values.map(([value, count]) => [value, wordsOf(name, value), count]) },
      parentElement: root,
      setTriggerValue: (_, value) => toggle(value),
      setStateValue: () => {},
    });
  }

  /** @returns {{name: string, value: any, label: string}[]} */
  #chips() {
    return Object.entries(this.chosen)
      .filter(([name]) => name !== "names" && name !== "asof")
      .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => ({ name, value: each, label: wordsOf(name, each) })));
  }

  /** Each filter that is set and how many events would match without it, most first. */
  #remedies() {
    const names = Object.keys(this.chosen).filter((name) => name !== "names" && name !== "asof");
    const found = names.map((name) => {
      const { [name]: value, ...rest } = this.chosen;
      return { name, label: [value].flat().map((each) => wordsOf(name, each)).join(", "), leaves: passing(rest).length };
    });
    return found.sort((one, other) => other.leaves - one.leaves);
  }

  /** What a chip, the names or the list asks for. @param {string} asked @param {any} value */
  #pressed(asked, value) {
    if (asked === "names") return this.#set({ names: value === "both" ? "" : value });
    if (asked === "clear") return this.#set(Object.fromEntries(Object.keys(this.chosen).filter((name) => name !== "names" && name !== "asof").map((name) => [name, ""])));
    const set = this.chosen[value.name];
    return this.#set({ [value.name]: Array.isArray(set) && value.value !== null ? set.filter((each) => each !== value.value) : "" });
  }

  #typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#set({ q: /** @type {HTMLInputElement} */ (this.search).value.trim() }), PAUSE_MS);
  }

  #dated() {
    this.#set({ from: /** @type {HTMLInputElement} */ (this.from).value, to: /** @type {HTMLInputElement} */ (this.to).value });
  }
}

/** @param {string} name @param {string} value @returns {string} */
const wordsOf = (name, value) => (name === "article" ? (ARTICLES.get(value) ?? value) : value);

/** @param {string} tag @param {Record<string, any>} set @returns {{holder: HTMLElement, root: ShadowRoot}} */
function rooted(tag, set) {
  const holder = element(tag, set);
  return { holder, root: holder.attachShadow({ mode: "open" }) };
}

new Page().open().catch((error) => {
  document.body.append(element("p", { class: "failed", role: "alert" }, `The map cannot start: ${counted(features.length, "event")} are in this file.`));
  throw error;
});
