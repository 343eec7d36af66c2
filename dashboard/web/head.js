/** What is set in; the chips above the map, the switch of names and the link out. The page hears here of a change. */

import { joinTab } from "./bus.js";
import { now, pressed, taken } from "./choice.js";
import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { actorAddress } from "./pages.js";
import { copier, shareMenu, wholeAddress } from "./share.js";
import { counted, FACET_WORDS, NAME_POLICIES } from "./words.js";

const REST_MS = 120; // after the map has painted a change the page follows, unless another comes
const SETTLE_MS = 500; // also where the map has not answered by then
const PATIENCE_MS = 15_000; // a map that is not there by now is said to be missing; should it come, the line goes

/**
 * @typedef {object} HeadData
 * @property {{name: string, value: string, label: string}[]} chips
 * @property {string} names  the policy
 * @property {Record<string, string[]>} query  the canonical view, under the names of the address
 * @property {string | null} note  what page.py has to say once: filters that were widened
 * @property {import("./legend.js").PageFacts} facts
 * @property {boolean} embedded  whether the page stands in a frame of another site
 * @property {import("./share.js").Share} share
 * @property {number} turn  the change that this is the answer to
 */

/** @param {{data: HeadData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export default async function head({ data, parentElement, setTriggerValue }) {
  const made = await mounted(parentElement, { styles: ["head.css"], make: (holder) => new Head(holder) });
  made.show(data, setTriggerValue);
  return () => made.close();
}

class Head {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.channel = joinTab(window);
    this.missing = element("p", { class: "missing", role: "alert", hidden: true }, "The map could not start. The list holds the same events.");
    this.bar = element("div", { class: "bar" });
    holder.append(this.bar, this.missing);
    this.channel.addEventListener("message", ({ data }) => this.#heard(data));
    this.timer = setTimeout(() => (this.missing.hidden = mapIsReady()), PATIENCE_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.channel.close();
  }

  /** @param {import("./bus.js").Message} message */
  #heard(message) {
    if (message.type === "ready") this.missing.hidden = true;
    if (message.source === "choice") this.due = message;
    // The map goes before: the page's own run takes the same cores.
    if (message.source === "choice") this.#settle(SETTLE_MS);
    else if (message.type === "ready" && this.due?.token === message.token) this.#settle(REST_MS);
  }

  /** Has the page follow after a while. @param {number} wait */
  #settle(wait) {
    clearTimeout(this.late);
    this.late = setTimeout(() => this.#tell(), wait);
  }

  #tell() {
    this.due = undefined;
    this.trigger("settled", now());
  }

  /** @param {HeadData} data @param {(name: string, value: any) => void} trigger */
  show(data, trigger) {
    this.trigger = trigger;
    if (!taken({ token: data.share.token, turn: data.turn })) {
      // A page that lost its session, and is not about to hear of the change, hears of it again.
      if (!this.due && this.again !== now()?.turn) this.#tell();
      this.again = now()?.turn;
      return;
    }
    /** @type {any} */ (window).datelinePage = data.facts;
    this.channel.postMessage({ type: "page", source: "list" });
    const focused = /** @type {HTMLElement | null} */ (this.holder.getRootNode().activeElement)?.dataset.at;
    if (data.embedded) {
      this.bar.replaceChildren(...framed(data));
      return;
    }
    this.bar.replaceChildren(
      drawer(data.chips.length),
      chips(data.chips, pressed),
      element("div", { class: "tools" }, names(data.names, pressed), copier(data.query), shareMenu(data)),
    );
    this.holder.querySelector(".note")?.remove();
    if (data.note) this.bar.after(note(data.note, trigger));
    // Streamlit renders anew after each press: the place in the row is kept for the keyboard.
    const again = focused && (this.bar.querySelector(`[data-at="${focused}"]`) ?? this.bar.querySelector("button"));
    if (again) /** @type {HTMLElement} */ (again).focus();
  }
}

/** The button of the filters' drawer, on narrow screens, with the number of what is set. @param {number} count @returns {HTMLElement} */
function drawer(count) {
  const open = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stExpandSidebarButton"]'))?.click();
  const number = count ? [element("span", { class: "number" }, String(count))] : [];
  return element("button", { class: "drawer", type: "button", "data-at": "drawer", onclick: open }, "Filters", ...number);
}

/** @param {HeadData["chips"]} set @param {(name: string, value: any) => void} trigger @returns {HTMLElement} */
export function chips(set, trigger) {
  if (!set.length) return element("p", { class: "all" }, "All events");
  const items = set.map(({ name, value, label }, each) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "chip", "data-at": `chip${each}`, "aria-label": `Remove ${FACET_WORDS[name]} ${label}`, onclick: () => trigger("drop", { name, value }) },
        element("span", { class: "facet" }, FACET_WORDS[name]),
        " ",
        element("span", { class: "value" }, label),
        element("span", { class: "cross", "aria-hidden": "true" }, "×"),
      ),
    ),
  );
  const clear = element("button", { type: "button", class: "clear", "data-at": "clear", onclick: () => trigger("clear", true) }, "Clear all");
  const actors = set.filter(({ name }) => name === "actor");
  const person = actors.length === 1 ? actorAddress(actors[0].value) : null;
  if (person) items.push(element("li", {}, element("a", { class: "page", href: person, "data-at": "page" }, "Itinerary and statements")));
  // The as-of date is no filter: "Clear all" leaves it.
  const last = set.some(({ name }) => name !== "asof") ? [element("li", {}, clear)] : [];
  return element("ul", { class: "chips", "aria-label": "Active filters" }, ...items, ...last);
}

/** @param {string} chosen @param {(name: string, value: any) => void} trigger @returns {HTMLElement} */
export function names(chosen, trigger) {
  const options = Object.entries(NAME_POLICIES).map(([value, words]) => element("option", { value, selected: value === chosen }, words));
  return element(
    "label",
    { class: "names", title: "Which of a place's names the map and the list write. All names: the Armenian and the Azerbaijani name side by side, by the alphabet of their languages." },
    element("span", {}, "Names"),
    element("select", { "data-at": "names", onchange: (event) => trigger("names", event.target.value) }, ...options),
  );
}

/** In a frame of another site: how much is shown, and the way to the whole page. @param {HeadData} data @returns {HTMLElement[]} */
function framed({ query, share }) {
  const whole = element("a", { class: "page", href: wholeAddress(query), target: "_blank", rel: "noopener", onfocus: renew, onpointerenter: renew }, "Open with filters and sources");
  function renew() {
    // Where the map has been moved to meanwhile stands in the address of the frame.
    whole.setAttribute("href", wholeAddress(query));
  }
  return [element("p", { class: "all" }, `Dateline · ${counted(share.shown, "event")}`), whole];
}

/** @param {string} text @param {(name: string, value: any) => void} trigger @returns {HTMLElement} */
function note(text, trigger) {
  const close = element("button", { type: "button", "aria-label": "Close this note", onclick: () => trigger("noted", true) }, "×");
  return element("p", { class: "note", role: "status" }, element("span", {}, text), close);
}

/** @returns {boolean} */
function mapIsReady() {
  return [...document.querySelectorAll("iframe")].some((frame) => /** @type {any} */ (frame.contentWindow)?.dateline?.ready);
}
