/**
 * The dates of the milestones in; a slider through them, and the as-of date that is chosen, out.
 *
 * While it moves, the map and the list follow in the browser, by the tab's channel. Only where it comes to rest does
 * the page hear of it.
 */

import { joinTab } from "./bus.js";
import { now } from "./choice.js";
import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { signed, signedNodes } from "./signs.js";
import { withAsof, writtenDay } from "./view.js";
import { counted } from "./words.js";

const PREVIEW_MS = 60; // between two views while the slider moves: what an answer takes
const REST_MS = 600; // without a move: the date is chosen
const LEAST_GAP = 0.075; // of the slider's length between two years that are written under it

/**
 * @typedef {object} AsofData
 * @property {string | null} asof
 * @property {{date: string, title: string, more: number}[]} steps  in order; `more`: others of the same day
 * @property {string | null} token  of the view, null where nothing follows in the browser
 * @property {number} later  events that had not begun on that day
 * @property {number} all  events without an as-of date
 */

/** @param {{data: AsofData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export default async function asof({ data, parentElement, setTriggerValue }) {
  const made = await mounted(parentElement, { styles: ["asof.css"], make: (holder) => new Asof(holder) });
  made.show(data, setTriggerValue);
  return () => made.channel.close();
}

class Asof {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.channel = joinTab(window);
    this.slider = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", min: "0", step: "1", "aria-label": "As of", oninput: () => this.#moved(), onchange: () => this.#rest() })
    );
    this.years = element("div", { class: "years", "aria-hidden": "true" });
    this.day = element("b");
    this.what = element("span", { class: "what" });
    this.later = element("span", { class: "later", role: "status" });
    this.all = element("button", { type: "button", onclick: () => this.#choose(null) }, "All dates");
    holder.append(
      element("span", { class: "name", "aria-hidden": "true" }, "As of"),
      element("div", { class: "track" }, this.slider, this.years),
      element("p", { class: "said" }, this.day, this.what, this.later),
      this.all,
    );
    this.channel.addEventListener("message", ({ data }) => {
      if (data.type === "ready" && data.token === this.told) this.#tellLater(this.data.all - data.shown);
    });
  }

  /** @param {AsofData} data @param {(name: string, value: any) => void} trigger */
  show(data, trigger) {
    Object.assign(this, { data, trigger });
    // Where the slider has moved on meanwhile, what the page knew before does not hold it back.
    if (this.resting) return;
    this.slider.max = String(data.steps.length);
    this.slider.value = String(data.asof ? Math.max(0, data.steps.findLastIndex(({ date }) => date <= /** @type {string} */ (data.asof))) : data.steps.length);
    this.#write(data.asof);
    this.#tellLater(data.later);
    this.#years();
  }

  /** @returns {string | null} */
  get chosen() {
    return this.data.steps[Number(this.slider.value)]?.date ?? null;
  }

  #moved() {
    this.#write(this.chosen);
    this.#rest();
    if (this.data.token === null) return;
    this.preview ??= setTimeout(() => {
      this.preview = undefined;
      this.#tell(this.chosen);
    }, PREVIEW_MS);
  }

  #rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.#choose(this.chosen), REST_MS);
  }

  /** @param {string | null} day */
  #choose(day) {
    clearTimeout(this.resting);
    clearTimeout(this.preview);
    this.resting = this.preview = undefined;
    if (day !== this.data.asof) {
      this.trigger("chosen", { asof: day });
      return;
    }
    // It is back where the page has it, before it came to rest: what was shown meanwhile goes.
    this.show(this.data, this.trigger);
    if (this.data.token !== null) this.#tell(day);
  }

  /** Shows the map and the list as of a day. @param {string | null} day */
  #tell(day) {
    this.told = withAsof(now()?.token ?? /** @type {string} */ (this.data.token), day);
    this.channel.postMessage({ type: "view", source: "asof", token: this.told });
  }

  /** @param {string | null} day */
  #write(day) {
    const step = this.data.steps.findLast(({ date }) => day && date <= day);
    const title = step ? `${step.date === day ? "" : `after ${writtenDay(step.date)}: `}${step.title}${step.more ? ` (and ${step.more} more)` : ""}` : "";
    this.day.textContent = day ? writtenDay(day) : "Today, all dates";
    this.what.replaceChildren(...signedNodes(title));
    this.what.title = signed(title);
    this.all.disabled = !day;
    this.slider.setAttribute("aria-valuetext", [this.day.textContent, title].filter(Boolean).join(": "));
  }

  /** @param {number} later */
  #tellLater(later) {
    this.later.textContent = later ? `${counted(later, "event")} later, not shown` : "";
  }

  /** Years under the slider, where their first milestone is. */
  #years() {
    const { steps } = this.data;
    let last = -1;
    const marks = steps.flatMap(({ date }, each) => {
      const at = each / steps.length;
      const first = date.slice(0, 4) !== steps[each - 1]?.date.slice(0, 4);
      if (!first || at - last < LEAST_GAP || at > 1 - LEAST_GAP) return [];
      last = at;
      const mark = element("span", {}, date.slice(0, 4));
      mark.style.setProperty("--at", String(at));
      return [mark];
    });
    const end = element("span", {}, "all");
    end.style.setProperty("--at", "1");
    this.years.replaceChildren(...marks, end);
  }
}
