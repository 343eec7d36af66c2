/**
 * A view without its dates in; the time axis under the map out: what there is, what is marked of it, and time passing.
 *
 * While it is dragged or played the map alone follows, by requests of its own. page.py hears of a range that has settled.
 */

import { timelineOf } from "./asked.js";
import { Brush } from "./brush.js";
import { joinTab } from "./bus.js";
import { chosen, now } from "./choice.js";
import { element } from "./dom.js";
import { bars, moved, sum, ticks, writtenSpan } from "./histogram.js";
import { Player } from "./player.js";
import { Latest } from "./request.js";
import { counted } from "./words.js";

/** @typedef {import("./brush.js").Range} Range */

/** @type {[string, number][]} words and days of the steps that are offered, where the axis is as fine */
const STEPS = [["1 day", 1], ["1 week", 7], ["1 month", 30], ["3 months", 91], ["1 year", 365], ["5 years", 1826], ["10 years", 3652]];
/** @type {[string, number][]} words and milliseconds a step */
const PACES = [["Slow", 1600], ["Normal", 800], ["Fast", 350]];
const FIRST_STEPS = 60; // the step offered first passes the whole axis in no more

/**
 * @typedef {object} TimelineData
 * @property {string} token  of the view without its dates
 * @property {string | null} from
 * @property {string | null} to
 * @property {string} version  of the data
 */

export class TimeAxis {
  /** @type {import("./histogram.js").Timeline} */
  timeline = { starts: [], counts: [], before: [], after: [], undated: [] };

  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.channel = joinTab(window);
    this.latest = new Latest();
    this.play = element("button", { type: "button", class: "play", disabled: true, onclick: () => this.player.toggle() });
    this.steps = element("select", { "aria-label": "Step of play" });
    this.paces = choice("Speed of play", PACES, 1);
    this.said = element("p", { class: "said" });
    this.all = element("button", { type: "button", class: "all", hidden: true, onclick: () => this.#settled(null) }, "All dates");
    this.drawn = element("div", { class: "drawn" });
    this.chart = element("div", { class: "chart" }, this.drawn);
    this.axis = element("div", { class: "axis", "aria-hidden": "true" });
    this.left = element("p", { class: "left" });
    holder.append(
      element("div", { class: "bar" }, this.play, this.said, this.all, this.left, this.steps, this.paces),
      element("div", { class: "band" }, this.chart, this.axis),
    );
    this.brush = new Brush(this.chart, {
      moved: (range) => this.#follow(range),
      settled: (range) => this.#settled(range),
      words: (at, end) => (this.timeline.starts.length ? this.#words(at, end) : ""),
    });
    this.player = new Player({ step: () => this.#step(), changed: () => this.#played(), pace: () => Number(value(this.paces)) });
    this.channel.addEventListener("message", ({ data }) => this.#heard(data));
    new ResizeObserver(() => this.axis.replaceChildren(...ticks(this.timeline.starts, this.axis.clientWidth))).observe(this.axis);
    this.#button();
  }

  close() {
    this.player.stop();
    this.channel.close();
  }

  /** @param {TimelineData} data @param {(name: string, value: any) => void} trigger */
  async show(data, trigger) {
    const same = data.token === this.data?.token && data.version === this.data?.version;
    Object.assign(this, { data, trigger });
    if (!same) {
      const found = await this.latest.get(timelineOf(data.token)).catch(() => null);
      if (!found) return;
      this.timeline = found;
      this.#draw();
    }
    // A reader who is moving the range is ahead of the page.
    if (!this.player.playing && !this.brush.dragging) this.#mark(this.#range(this.data));
  }

  #draw() {
    const { starts, counts, undated } = this.timeline;
    this.drawn.replaceChildren(bars(this.timeline));
    this.axis.replaceChildren(...ticks(starts, this.axis.clientWidth));
    this.left.textContent = sum(undated) ? `${sum(undated).toLocaleString("en")} undated` : "";
    this.#offer();
    /** @type {HTMLButtonElement} */ (this.play).disabled = counts.length < 2;
  }

  /** Offers the steps that the axis has room for. */
  #offer() {
    const { starts } = this.timeline;
    const chosen = value(this.steps);
    const days = starts.length > 1 ? span(starts[0], starts[starts.length - 1]) : 1;
    const finest = starts.length > 1 ? days / (starts.length - 1) : 1;
    const offered = STEPS.filter(([, step]) => step > finest * 0.9 && step < days);
    const first = offered.findIndex(([, step]) => days / step <= FIRST_STEPS);
    const made = choice("Step of play", offered, Math.max(first, 0));
    if (offered.some(([, step]) => String(step) === chosen)) /** @type {HTMLSelectElement} */ (made).value = chosen;
    this.steps.replaceWith(made);
    this.steps = made;
  }

  /** The stretches that two dates touch. @param {{from: string | null, to: string | null}} dates @returns {Range} */
  #range({ from, to }) {
    const { starts } = this.timeline;
    const count = starts.length - 1;
    if ((!from && !to) || count < 1) return null;
    const first = from ? Math.max(0, starts.findLastIndex((start) => start <= from)) : 0;
    const end = to ? starts.findIndex((start) => start > to) : count;
    return [Math.min(first, count - 1), Math.max(end < 0 ? count : end, first + 1)];
  }

  /** The days of some stretches. @param {Range} range @returns {{from: string | null, to: string | null}} */
  #dates(range) {
    const { starts } = this.timeline;
    return range ? { from: starts[range[0]], to: moved(starts[range[1]], -1) } : { from: null, to: null };
  }

  /** The first or the last stretch of a range in words. @param {number} at  where the range begins or ends @param {boolean} end @returns {string} */
  #words(at, end) {
    const { starts } = this.timeline;
    const stretch = end ? at - 1 : at;
    return writtenSpan(starts[stretch], moved(starts[stretch + 1], -1));
  }

  /** @param {Range} range */
  #mark(range) {
    this.brush.show(Math.max(this.timeline.starts.length - 1, 0), range);
    this.#say(range, null);
  }

  /** @param {Range} range @param {number | null} shown  events on the map */
  #say(range, shown) {
    const { starts } = this.timeline;
    // Between two stretches the dates of the page are more exact than the brush.
    const exact = this.data?.from && this.data.to && !this.brush.dragging && !this.player.playing ? this.data : this.#dates(range);
    const words = !starts.length
      ? "No dated events"
      : range && exact.from && exact.to
        ? writtenSpan(exact.from, exact.to)
        : writtenSpan(starts[0], moved(starts[starts.length - 1], -1));
    this.said.replaceChildren(element("b", {}, words), shown === null ? "" : ` · ${counted(shown, "event")}`);
    this.all.hidden = !range;
  }

  /** Has the map show a range, while it moves. @param {Range} range */
  #follow(range) {
    const dates = this.#dates(range);
    this.#say(range, null);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.channel.postMessage({ type: "dates", source: "time", ...dates }));
  }

  /** @param {Range} range */
  #settled(range) {
    if (this.player.playing) this.player.stop();
    this.#mark(range);
    const dates = this.#dates(range);
    const { from = null, to = null } = now() ? chosen() : this.data;
    if (dates.from === from && dates.to === to) return;
    this.#follow(range);
    this.trigger("range", dates);
  }

  /** Moves the range on by a step. @returns {boolean}  false at the end */
  #step() {
    const count = this.timeline.starts.length - 1;
    const step = this.#stretches();
    const range = this.brush.range;
    if (range && range[1] >= count && this.moving) return false;
    const next = /** @type {[number, number]} */ (!range || range[1] >= count ? [0, Math.min(range ? range[1] - range[0] : step, count)] : [range[0] + step, Math.min(range[1] + step, count)]);
    this.moving = true;
    this.brush.show(count, next);
    this.#follow(next);
    return true;
  }

  /** How many stretches a step is. @returns {number} */
  #stretches() {
    const { starts } = this.timeline;
    const finest = span(starts[0], starts[starts.length - 1]) / (starts.length - 1);
    return Math.max(1, Math.round(Number(value(this.steps)) / finest));
  }

  /** Play has begun or ended. */
  #played() {
    this.#button();
    if (this.player.playing) return;
    this.moving = false;
    this.#settled(this.brush.range);
  }

  #button() {
    const playing = this.player.playing;
    this.play.classList.toggle("on", playing);
    this.play.setAttribute("aria-label", playing ? "Pause" : "Play through time");
    this.play.setAttribute("title", playing ? "Pause" : "Play through time");
  }

  /** @param {import("./bus.js").Message} message */
  #heard(message) {
    if (message.type !== "ready") return;
    if (this.player.playing || this.brush.dragging) this.#say(this.brush.range, message.shown ?? null);
    this.player.seen();
  }
}

/** @param {string} label @param {[string, number][]} options @param {number} first @returns {HTMLElement} */
function choice(label, options, first) {
  const made = options.map(([words, each], at) => element("option", { value: String(each), selected: at === first }, words));
  return element("select", { "aria-label": label }, ...made);
}

/** @param {HTMLElement} select @returns {string} */
function value(select) {
  return /** @type {HTMLSelectElement} */ (select).value;
}

/** Days from one day to another. @param {string} from @param {string} to @returns {number} */
function span(from, to) {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
