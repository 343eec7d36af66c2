/** The values of a long facet and how many events each leaves in; a list with bars out, each value a switch. */

import { element } from "./dom.js";
import { mounted } from "./mount.js";

const FIRST = 6; // values before "show all"
const SEARCHED_FROM = 9; // fewer are seen at a glance
const PAUSE_MS = 250; // after the last key, before the server is asked

/**
 * @typedef {object} FacetData
 * @property {string} title
 * @property {[string, string, number][]} values  value, words, events that it leaves; most first
 * @property {string[]} chosen
 * @property {number} total  values there are, also those that were not sent
 * @property {string} search  what the server has searched for
 */

/**
 * @param {{data: FacetData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void,
 *   setStateValue: (name: string, value: any) => void}} component
 */
export default async function facet({ data, parentElement, setTriggerValue, setStateValue }) {
  const made = await mounted(parentElement, { styles: ["facets.css"], make: (holder) => new FacetList(holder) });
  made.show(data, {
    toggle: (value) => setTriggerValue("toggle", value),
    search: (text) => setStateValue("search", text),
  });
}

export class FacetList {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.open = false;
    this.text = "";
    this.title = element("h3");
    this.field = element("input", { type: "search", autocomplete: "off", oninput: () => this.#typed() });
    this.list = element("ul");
    this.more = element("button", { type: "button", class: "more", onclick: () => this.#widen() });
    this.none = element("p", { class: "none", role: "status" });
    holder.append(this.title, this.field, this.list, this.none, this.more);
  }

  /** @param {FacetData} data @param {{toggle: (value: string) => void, search: (text: string) => void}} asks */
  show(data, asks) {
    Object.assign(this, { data, asks });
    // What is shown already stays: a press on another facet changes nothing here until its counts come.
    const shown = JSON.stringify(data);
    if (shown === this.shown) return;
    this.shown = shown;
    this.title.textContent = data.title;
    this.field.hidden = data.total < SEARCHED_FROM;
    this.field.setAttribute("placeholder", `Search ${data.total.toLocaleString("en")}`);
    this.field.setAttribute("aria-label", `Search ${data.title.toLowerCase()}`);
    this.#draw();
  }

  #draw() {
    const { values, chosen, title } = this.data;
    const wanted = this.text.trim().toLocaleLowerCase();
    const found = values.filter(([value, words]) => !wanted || words.toLocaleLowerCase().includes(wanted) || chosen.includes(value));
    const first = [...found].sort((one, other) => Number(chosen.includes(other[0])) - Number(chosen.includes(one[0])));
    const seen = this.open || wanted ? first : first.slice(0, Math.max(FIRST, chosen.length));
    const most = Math.max(1, ...values.map(([, , count]) => count));
    const focused = /** @type {HTMLElement | null} */ (this.list.getRootNode().activeElement)?.dataset.value;
    this.list.replaceChildren(...seen.map((each) => this.#item(each, { most, chosen })));
    this.list.classList.toggle("long", seen.length > FIRST + 2);
    this.none.textContent = seen.length ? "" : "None by that name";
    this.more.hidden = Boolean(wanted) || found.length <= FIRST;
    this.more.textContent = this.open ? "Show fewer" : `Show all ${found.length.toLocaleString("en")}`;
    this.more.setAttribute("aria-label", `${this.more.textContent} ${title.toLowerCase()}`);
    this.more.setAttribute("aria-expanded", String(this.open));
    if (focused !== undefined) {
      [...this.list.querySelectorAll("button")].find((button) => button.dataset.value === focused)?.focus();
    }
  }

  /** @param {[string, string, number]} value @param {{most: number, chosen: string[]}} among @returns {HTMLElement} */
  #item([value, words, count], { most, chosen }) {
    const on = chosen.includes(value);
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", String(count / most));
    const button = element(
      "button",
      { type: "button", class: count ? null : "empty", "aria-pressed": String(on), onclick: () => this.asks.toggle(value) },
      element("span", { class: "words", title: words }, words),
      element("span", { class: "count" }, count.toLocaleString("en")),
      bar,
    );
    button.dataset.value = value;
    return element("li", {}, button);
  }

  #widen() {
    this.open = !this.open;
    this.#draw();
  }

  #typed() {
    this.text = /** @type {HTMLInputElement} */ (this.field).value;
    this.#draw();
    clearTimeout(this.timer);
    const { total, values, search } = this.data;
    if (total > values.length || search) this.timer = setTimeout(() => this.asks.search(this.text.trim()), PAUSE_MS);
  }
}
