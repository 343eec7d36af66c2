/**
 * A row of stretches in, the run of them that a reader marks out: by pointer, by finger or by keyboard.
 *
 * A range is `[first, end]`, numbers of stretches, the end excluded; null is all of them.
 *
 * @typedef {[number, number] | null} Range
 */

import { element } from "./dom.js";

const SETTLE_MS = 400; // after the last key
const LEAP = 10; // stretches of Page Up and Page Down

/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -LEAP, PageUp: LEAP, Home: -Infinity, End: Infinity };

export class Brush {
  /** @type {Range} */
  range = null;
  count = 0;
  dragging = false;

  /**
   * @param {HTMLElement} chart  what is drawn under the brush, as wide as all stretches
   * @param {{moved: (range: Range) => void, settled: (range: Range) => void, words: (at: number, end: boolean) => string}} on
   */
  constructor(chart, on) {
    Object.assign(this, { chart, on });
    this.shades = [element("div", { class: "shade" }), element("div", { class: "shade" })];
    this.window = element("div", { class: "window" });
    this.handles = ["First", "Last"].map((name, side) =>
      element("div", { class: "handle", role: "slider", tabindex: "0", "aria-valuenow": "0", "aria-label": `${name} date`, onkeydown: (event) => this.#key(event, side) }),
    );
    chart.append(...this.shades, this.window, ...this.handles);
    chart.addEventListener("pointerdown", (event) => this.#press(event));
    chart.addEventListener("dblclick", () => this.#settle(null));
  }

  /** @param {number} count  of stretches @param {Range} range */
  show(count, range) {
    [this.count, this.range] = [count, range];
    const [first, end] = range ?? [0, count];
    const share = (/** @type {number} */ at) => `${(100 * at) / Math.max(count, 1)}%`;
    this.window.hidden = !range;
    this.shades.forEach((shade) => (shade.hidden = !range));
    Object.assign(this.window.style, { left: share(first), width: share(end - first) });
    Object.assign(this.shades[0].style, { left: "0", width: share(first) });
    Object.assign(this.shades[1].style, { left: share(end), width: share(count - end) });
    [first, end].forEach((at, side) => {
      const handle = this.handles[side];
      handle.style.left = share(at);
      handle.setAttribute("aria-valuemin", String(side ? first + 1 : 0));
      handle.setAttribute("aria-valuemax", String(side ? count : end - 1));
      handle.setAttribute("aria-valuenow", String(at));
      handle.setAttribute("aria-valuetext", this.on.words(at, Boolean(side)));
    });
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button || !this.count) return;
    event.preventDefault();
    const [first, end] = this.range ?? [0, this.count];
    const at = this.#at(event);
    const side = this.handles.indexOf(/** @type {HTMLElement} */ (event.target));
    const inside = this.range && event.target === this.window;
    if (side >= 0) this.handles[side].focus();
    /** @type {(now: number) => [number, number]} */
    const drag = inside
      ? (now) => this.#slid([first, end], Math.round(now - at))
      : side >= 0
        ? (now) => this.#turned(side ? [first, Math.round(now)] : [Math.round(now), end], side ? first : end)
        : (now) => this.#turned([Math.round(Math.min(at, now) - 0.5), Math.round(Math.max(at, now) + 0.5)], Math.floor(at));
    this.dragging = true;
    this.chart.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ moved) => this.#move(drag(this.#at(moved)));
    const done = () => {
      this.chart.removeEventListener("pointermove", move);
      this.dragging = false;
      this.#settle(this.range);
    };
    this.chart.addEventListener("pointermove", move);
    this.chart.addEventListener("lostpointercapture", done, { once: true });
  }

  /** Where a pointer is, in stretches and parts of them. @param {PointerEvent} event @returns {number} */
  #at(event) {
    const { left, width } = this.chart.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - left) / width, 0), 1) * this.count;
  }

  /** @param {[number, number]} range @param {number} by @returns {[number, number]} */
  #slid([first, end], by) {
    const step = Math.min(Math.max(by, -first), this.count - end);
    return [first + step, end + step];
  }

  /** A range the right way round, within the axis, and at least one stretch. @param {[number, number]} range @param {number} pivot @returns {[number, number]} */
  #turned([one, other], pivot) {
    const first = Math.max(0, Math.min(one, other));
    const end = Math.min(this.count, Math.max(one, other));
    return end > first ? [first, end] : pivot >= this.count ? [this.count - 1, this.count] : [pivot, pivot + 1];
  }

  /** @param {KeyboardEvent} event @param {number} side */
  #key(event, side) {
    const by = KEYS[event.key];
    if (event.key === "Escape") return this.#settle(null);
    if (!by || !this.count) return undefined;
    event.preventDefault();
    const [first, end] = this.range ?? [0, this.count];
    const moved = /** @type {[number, number]} */ (
      event.shiftKey
        ? this.#slid([first, end], by)
        : side
          ? [first, Math.min(Math.max(end + by, first + 1), this.count)]
          : [Math.max(Math.min(first + by, end - 1), 0), end]
    );
    this.#move(moved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#settle(this.range), SETTLE_MS);
    return undefined;
  }

  /** @param {[number, number]} range */
  #move(range) {
    if (this.range?.[0] === range[0] && this.range[1] === range[1]) return;
    this.show(this.count, range);
    this.on.moved(range);
  }

  /** @param {Range} range */
  #settle(range) {
    const all = range && range[0] === 0 && range[1] === this.count;
    this.show(this.count, all ? null : range);
    this.on.settled(this.range);
  }
}
