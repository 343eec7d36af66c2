/** A map's frame in; its legend and its foot, and the boxes where they cover the map, out. */

import { element } from "./dom.js";
import { foot, legend } from "./legend.js";

const [WIDE, HIGH] = [640, 520]; // pixels of the frame from which the legend stands open
const LEGEND = 260; // its pixels on the left, which the first view keeps free of the story

export class Corner {
  /** @param {any} L  Leaflet @param {any} map */
  constructor(L, map) {
    this.frame = /** @type {HTMLElement} */ (map.getContainer());
    this.foot = element("footer", { class: "foot" });
    this.box = element("div", { class: "corner" }, this.foot);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
    this.frame.append(this.box);
    new ResizeObserver(([{ contentRect }]) => document.documentElement.style.setProperty("--foot", `${contentRect.height}px`)).observe(this.foot);
    // Measured once: asking at each paint would have the page laid out each time.
    const moved = new ResizeObserver(() => (this.boxes = undefined));
    for (const each of [this.frame, this.box, this.foot]) moved.observe(each);
  }

  /** @returns {boolean} */
  get roomy() {
    return this.frame.clientWidth >= WIDE && this.frame.clientHeight >= HIGH;
  }

  /** Pixels on the left that the first view keeps free. @returns {number} */
  get width() {
    return this.roomy ? LEGEND : 0;
  }

  /** @param {Omit<Parameters<typeof legend>[0], "open" | "disclaimer"> & {facts: import("./legend.js").PageFacts}} what */
  show({ facts, ...what }) {
    const before = this.box.querySelector("details");
    const box = legend({ ...what, open: before ? before.open : this.roomy, disclaimer: facts.disclaimer });
    before?.remove();
    this.box.prepend(box);
    this.foot.replaceChildren(...foot({ facts, asof: what.asof }));
    this.boxes = undefined;
  }

  /** The boxes of the map where no label can be read. @returns {import("./labels.js").Box[]} */
  covered() {
    this.boxes ??= this.#measured();
    return this.boxes;
  }

  /** @returns {import("./labels.js").Box[]} */
  #measured() {
    const { left, top } = this.frame.getBoundingClientRect();
    return [...this.frame.querySelectorAll(".legend, .foot, .leaflet-control-zoom")].map((each) => {
      const box = each.getBoundingClientRect();
      return [box.left - left, box.top - top, box.right - left, box.bottom - top];
    });
  }
}
