/** The facets with their counts in; the sidebar's controls out. A press is this tab's own: the page hears of it later. */

import { joinTab } from "./bus.js";
import { choose, chosen, narrowed, pressed, taken, toggle } from "./choice.js";
import { element } from "./dom.js";
import { FacetList } from "./facets.js";
import { mounted } from "./mount.js";

const PAUSE_MS = 200; // after the last key of a search
const [EARLIEST, LATEST] = ["1800-01-01", "2100-12-31"]; // as the time axis

/**
 * @typedef {object} FiltersData
 * @property {string} token
 * @property {number} turn
 * @property {{name: string, title: string, help: string | null, values: [string, number][]}[]} pills
 * @property {(Omit<import("./facets.js").FacetData, "chosen"> & {name: string})[]} lists
 * @property {string} asof  what the as-of date does
 */

/** @param {{data: FiltersData, parentElement: ShadowRoot, setStateValue: (name: string, value: any) => void}} component */
export default async function filters({ data, parentElement, setStateValue }) {
  const made = await mounted(parentElement, { styles: ["facets.css", "filters.css"], make: (holder) => new Filters(holder) });
  made.show(data, setStateValue);
  return () => made.channel.close();
}

class Filters {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.channel = joinTab(window);
    /** @type {Map<string, Pills | FacetList>} */
    this.facets = new Map();
    this.search = element("input", { type: "search", class: "q", "aria-label": "Search", placeholder: "Search the sentences", autocomplete: "off", oninput: () => this.#typed(), onchange: () => this.#searched() });
    this.days = Object.fromEntries([["from", "From"], ["to", "To"], ["asof", "As of"]].map(([name, title]) => [name, day(name, title)]));
    this.asof = element("p", { class: "help" });
    this.clear = element("button", { type: "button", class: "clear", onclick: () => pressed("clear", true) }, "Clear all");
    this.channel.addEventListener("message", ({ data }) => data.type === "view" && data.source === "choice" && this.data && this.#draw());
  }

  /** @param {FiltersData} data @param {(name: string, value: any) => void} state */
  show(data, state) {
    if (!taken(data)) return;
    Object.assign(this, { data, state });
    if (!this.facets.size) this.#build();
    this.#draw();
  }

  /** The controls in the order of the page: what a story is made of first. */
  #build() {
    const { pills, lists, asof } = this.data;
    for (const { name, title, help } of pills) this.facets.set(name, new Pills({ name, title, help }));
    for (const { name } of lists) this.facets.set(name, new FacetList(element("div", { class: `facet facet-${name}` })));
    this.asof.textContent = asof;
    const [from, to, moment] = ["from", "to", "asof"].map((name) => this.days[name].label);
    const of = (/** @type {string} */ name) => this.facets.get(name)?.holder;
    const order = [of("kind"), of("actor"), of("place"), of("status"), of("role"), of("stage"), element("div", { class: "days" }, from, to), of("article"), element("div", { class: "facet" }, moment, this.asof)];
    this.holder.append(this.search, ...order.filter((each) => each !== undefined), this.clear);
  }

  #draw() {
    const set = chosen();
    const { pills, lists } = this.data;
    for (const { name, values } of pills) /** @type {Pills} */ (this.facets.get(name)).show(values, set[name] ?? []);
    for (const { name, ...list } of lists) {
      const asks = { toggle: (/** @type {string} */ value) => toggle(name, value), search: (/** @type {string} */ text) => this.#seek(name, text) };
      /** @type {FacetList} */ (this.facets.get(name)).show({ ...list, chosen: set[name] ?? [] }, asks);
    }
    filled(this.search, set.q);
    for (const [name, { field }] of Object.entries(this.days)) filled(field, set[name]);
    this.clear.hidden = !narrowed();
  }

  /** Has the server look among the values that were not sent. @param {string} name @param {string} text */
  #seek(name, text) {
    this.state("search", { ...Object.fromEntries(this.data.lists.map((list) => [list.name, list.search])), [name]: text });
  }

  #typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.#searched(), PAUSE_MS);
  }

  #searched() {
    clearTimeout(this.typing);
    choose({ q: /** @type {HTMLInputElement} */ (this.search).value });
  }
}

/** The values of a short facet as switches. */
class Pills {
  /** @param {{name: string, title: string, help: string | null}} facet */
  constructor({ name, title, help }) {
    this.name = name;
    this.bar = element("div", { class: "pills", role: "group", "aria-label": title });
    this.holder = element("div", { class: `facet facet-${name}` }, element("h3", {}, title), this.bar, ...(help ? [element("p", { class: "help" }, help)] : []));
    /** @type {Map<string, {button: HTMLElement, count: HTMLElement}>} */
    this.made = new Map();
  }

  /** @param {[string, number][]} values  with the events that each leaves @param {string[]} set */
  show(values, set) {
    for (const [value, count] of values) {
      const { button, count: counted } = this.#of(value);
      button.setAttribute("aria-pressed", String(set.includes(value)));
      button.classList.toggle("empty", !count);
      const said = count.toLocaleString("en");
      // Also the same text written anew would have the browser lay the sidebar out again.
      if (counted.textContent !== said) counted.textContent = said;
    }
  }

  /** @param {string} value */
  #of(value) {
    const known = this.made.get(value);
    if (known) return known;
    const count = element("span", { class: "count" });
    const button = element("button", { type: "button", onclick: () => toggle(this.name, value) }, element("span", { class: "words" }, value), " ", count);
    button.dataset.value = value;
    this.bar.append(button);
    const made = { button, count };
    this.made.set(value, made);
    return made;
  }
}

/** @param {string} name @param {string} title */
function day(name, title) {
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "date", min: EARLIEST, max: LATEST }));
  // A year that is being typed is out of bounds until its last digit.
  field.addEventListener("change", () => field.validity.valid && choose({ [name]: field.value }));
  return { field, label: element("label", {}, element("span", {}, title), field) };
}

/** Writes into a field, unless a reader is writing there. @param {HTMLElement} field @param {string | undefined} value */
function filled(field, value) {
  const active = /** @type {ShadowRoot} */ (field.getRootNode()).activeElement;
  if (active !== field) /** @type {HTMLInputElement} */ (field).value = value ?? "";
}
