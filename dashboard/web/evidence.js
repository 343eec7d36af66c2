/** A view's token in; the list of the evidence, fetched page by page and in step with the map, out. */

import { focusIn, writeAddress } from "./address.js";
import { joinTab, painted } from "./bus.js";
import { listOf, PAGE } from "./asked.js";
import { cardParts, litBy } from "./card.js";
import { citeButton } from "./cite.js";
import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { getJson } from "./request.js";
import { mapWatch } from "./watch.js";
import { counted, FACET_WORDS } from "./words.js";

const HOVER_MS = 60; // a pointer that only passes over a card lights nothing
const RUN_MS = 250; // presses in a run, or a slider on its way: the list is made anew no more often

/**
 * @typedef {object} EvidenceData
 * @property {string} token
 * @property {string} version  of the data
 * @property {number} shown
 * @property {number} total
 * @property {number} unplaced
 * @property {{name: string, label: string, leaves: number}[]} remedies  where nothing matches: what to take away
 */

/** @param {{data: EvidenceData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export default async function evidence({ data, parentElement, setTriggerValue }) {
  const made = await mounted(parentElement, { styles: ["card.css", "evidence.css"], make: (holder) => new Evidence(holder) });
  made.show(data, setTriggerValue);
  return () => made.channel.close();
}

class Evidence {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.channel = joinTab(window);
    this.lit = focusIn(location);
    this.followed = -Infinity;
    /** @type {Map<string, {card: import("./card.js").CardData, body: HTMLElement}>} */
    this.cards = new Map();
    this.count = element("h2");
    this.live = element("p", { class: "unseen", role: "status" });
    this.off = element("button", { type: "button", class: "off-map", onclick: () => this.#toggleUnplaced() });
    this.narrowed = element("p", { class: "narrowed", hidden: true });
    this.before = element("button", { type: "button", class: "page", hidden: true, onclick: () => this.#turn("before") }, "Earlier");
    this.list = element("div", { class: "list" });
    this.after = element("button", { type: "button", class: "page", hidden: true, onclick: () => this.#turn("after") }, "Show more");
    this.body = element("div", { class: "scroll" }, this.before, this.list, this.after);
    holder.append(element("header", {}, this.count, this.off), this.live, mapWatch(), this.narrowed, this.body);
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", "Evidence");
    this.channel.addEventListener("message", ({ data }) => this.#heard(data));
    new IntersectionObserver(([seen]) => seen.isIntersecting && !this.after.hidden && this.#turn("after"), { rootMargin: "400px" }).observe(this.after);
  }

  /** @param {EvidenceData} data @param {(name: string, value: any) => void} trigger */
  show(data, trigger) {
    const changed = data.token !== this.data?.token || data.version !== this.data?.version;
    Object.assign(this, { data, trigger });
    this.#tellCount(data.shown);
    if (!changed && !data.shown) this.#nothing();
    if (!changed) return;
    this.query = {};
    this.#bar();
    if (data.shown) this.#open(this.lit ? { focus: this.lit } : {});
    else this.#nothing();
  }

  /** @param {number} shown */
  #tellCount(shown) {
    const { total, unplaced } = this.data;
    this.count.replaceChildren(element("b", {}, shown.toLocaleString("en")), ` of ${total.toLocaleString("en")} shown`);
    this.live.textContent = `${counted(shown, "event")} of ${total.toLocaleString("en")} shown, ${unplaced} not on the map`;
    this.off.hidden = !unplaced;
    this.off.textContent = `${unplaced.toLocaleString("en")} not on the map`;
  }

  /** Follows a change before the page knows of it, after the map; of a run of changes the first, some and the last. @param {string} token */
  async #preview(token) {
    if (token === this.data.token) return;
    this.coming = token;
    await painted(this.channel, token);
    await new Promise((done) => setTimeout(done, this.followed + RUN_MS - performance.now()));
    if (token !== this.coming || token === this.data.token) return;
    this.followed = performance.now();
    this.data = { ...this.data, token };
    this.query = {};
    this.#bar();
    const page = await this.#open({});
    if (page) this.#tellCount(page.shown);
  }

  /** Nothing matches: one press for each filter that can be taken away. */
  #nothing() {
    const { remedies } = this.data;
    this.cards.clear();
    this.before.hidden = this.after.hidden = true;
    const items = remedies.map(({ name, label, leaves }) =>
      element(
        "li",
        {},
        element("button", { type: "button", onclick: () => this.trigger("drop", { name, value: null }) }, `Take away ${FACET_WORDS[name]}: ${label}`),
        element("span", {}, leaves ? counted(leaves, "event") : "still none"),
      ),
    );
    const clear = element("button", { type: "button", onclick: () => this.trigger("clear", true) }, "Clear all filters");
    this.list.replaceChildren(
      element("div", { class: "nothing" }, element("h3", {}, "No event matches all of these filters"), element("ul", {}, ...items), clear),
    );
  }

  /** Fills the list anew. @param {Record<string, string>} asked @returns {Promise<any | null>} the page that it now holds */
  async #open(asked) {
    const page = await this.#ask(asked);
    if (!page) return null;
    this.cards.clear();
    this.list.replaceChildren();
    this.#add(page.cards, "after");
    [this.first, this.next] = [page.offset, page.next];
    this.#pager();
    this.body.scrollTop = 0;
    if (asked.focus && page.focus) this.#focused(page.focus, { scroll: true, tell: true });
    else if (asked.focus) this.lit = null;
    return page;
  }

  /** @param {"before" | "after"} side */
  async #turn(side) {
    if (this.turning) return;
    this.turning = true;
    const offset = side === "after" ? this.next : Math.max(0, this.first - PAGE);
    const limit = side === "after" ? PAGE : this.first - offset;
    const page = await this.#ask({ offset: String(offset), limit: String(limit) });
    this.turning = false;
    if (!page) return;
    this.#add(page.cards, side);
    if (side === "after") this.next = page.next;
    else this.first = page.offset;
    this.#pager();
  }

  #pager() {
    this.before.hidden = !this.first;
    this.after.hidden = this.next === null;
  }

  /** @param {Record<string, string>} asked @returns {Promise<any | null>} null where the view has changed meanwhile, or no answer came */
  async #ask(asked) {
    const [token, query] = [this.data.token, this.query];
    const address = listOf(token, { limit: String(PAGE), ...query, ...asked });
    try {
      const page = await getJson(address);
      return token === this.data.token && query === this.query ? page : null;
    } catch {
      const again = element("button", { type: "button", onclick: () => this.#open({}) }, "Try again");
      if (!this.cards.size) this.list.replaceChildren(element("div", { class: "nothing" }, element("h3", {}, "The list gets no answer"), again));
      return null;
    }
  }

  /** Adds cards under the headings of their days. @param {import("./card.js").CardData[]} cards @param {"before" | "after"} side */
  #add(cards, side) {
    const fresh = cards.filter((card) => !this.cards.has(card.event));
    /** @type {HTMLElement[]} */
    const days = [];
    for (const card of fresh) {
      let day = days.at(-1);
      if (day?.dataset.day !== card.day) {
        day = element("section", { "aria-label": card.day }, element("h3", {}, card.day));
        day.dataset.day = card.day;
        days.push(day);
      }
      day.append(this.#card(card));
    }
    const [edge, meeting] = side === "after" ? [this.list.lastElementChild, days[0]] : [this.list.firstElementChild, days.at(-1)];
    if (edge && meeting && /** @type {HTMLElement} */ (edge).dataset.day === meeting.dataset.day) {
      const moved = [...meeting.querySelectorAll(":scope > article")];
      if (side === "after") edge.append(...moved);
      else edge.querySelector("h3")?.after(...moved);
      days.splice(days.indexOf(meeting), 1);
    }
    if (side === "after") this.list.append(...days);
    else this.list.prepend(...days);
  }

  /** @param {import("./card.js").CardData} card @returns {HTMLElement} */
  #card(card) {
    const place = (/** @type {any} */ where) => this.#press(card, where);
    const body = element(
      "article",
      {
        class: `card ${card.role === "associative" ? "associative" : ""}`,
        onclick: (event) => event.target.closest("a, button, .references") || getSelection()?.toString() || this.#press(card),
        onpointerenter: () => this.#hover(card),
        onpointerleave: () => this.#hover(null),
        onfocusin: () => this.#hover(card),
        onfocusout: () => this.#hover(null),
      },
      ...cardParts(card, { place, people: true }),
      citeButton(card),
    );
    this.cards.set(card.event, { card, body });
    return body;
  }

  /** A card or one of its places was pressed: the map comes to it. @param {import("./card.js").CardData} card @param {any} [where] */
  #press(card, where) {
    const lit = litBy(card);
    const points = where ? [[where.lon, where.lat]] : lit.points;
    this.#focused(card.event, {});
    this.channel.postMessage({ type: "focus", source: "list", ...lit, points, ids: [where?.feature ?? card.ids[0]] });
  }

  /** @param {import("./card.js").CardData | null} card */
  #hover(card) {
    clearTimeout(this.hovering);
    this.hovering = setTimeout(() => {
      this.channel.postMessage({ type: "hover", source: "list", event: null, ...(card ? litBy(card) : {}) });
    }, HOVER_MS);
  }

  /** Marks the card in focus. @param {string} event @param {{scroll?: boolean, tell?: boolean}} how */
  #focused(event, { scroll = false, tell = false }) {
    for (const [each, { body }] of this.cards) {
      body.classList.toggle("focus", each === event);
      if (each === event) body.setAttribute("aria-current", "true");
      else body.removeAttribute("aria-current");
    }
    const found = this.cards.get(event);
    if (!found) return;
    this.lit = found.card.ids.includes(this.lit) ? this.lit : found.card.ids[0];
    if (scroll) this.#bringUp(found.body);
    if (tell) this.#tellFocus(found.card);
  }

  /** Scrolls the list, never the page. @param {HTMLElement} body */
  #bringUp(body) {
    const heading = body.previousElementSibling?.tagName === "H3" ? body.previousElementSibling : body;
    this.body.scrollTop += heading.getBoundingClientRect().top - this.body.getBoundingClientRect().top - 8;
  }

  /** @param {import("./card.js").CardData} card */
  #tellFocus(card) {
    // Where the address says what the map shows, it stays so.
    const still = new URLSearchParams(location.search).has("lat");
    this.channel.postMessage({ type: "focus", source: "list", ...litBy(card), ids: [this.lit], still });
  }

  #toggleUnplaced() {
    if (this.query.unplaced) return this.#narrow({}, "");
    return this.#narrow({ unplaced: "1" }, "Not on the map");
  }

  /** @param {Record<string, string>} query @param {string} label */
  #narrow(query, label) {
    this.query = query;
    this.#bar(label);
    this.#open({});
  }

  #bar(label = "") {
    this.narrowed.hidden = !label;
    this.off.setAttribute("aria-pressed", String(Boolean(this.query.unplaced)));
    const all = element("button", { type: "button", onclick: () => this.#narrow({}, "") }, "Show all");
    this.narrowed.replaceChildren(element("span", {}, label), all);
  }

  /** @param {import("./bus.js").Message} message */
  #heard(message) {
    if (message.type === "view") this.#preview(message.token ?? "");
    if (message.source !== "map") return;
    if (message.type === "hover") {
      for (const [event, { body }] of this.cards) body.classList.toggle("hover", event === message.event);
    } else if (message.type === "at") {
      this.#narrow(message.query ?? {}, message.label ?? "");
    } else if (message.type === "focus") {
      this.lit = message.ids?.[0] ?? null;
      if (this.cards.has(message.event ?? "")) this.#focused(message.event ?? "", { scroll: true });
      else if (this.lit) this.#reach(this.lit);
    } else if (message.type === "cleared") {
      this.#cleared();
    } else if (message.type === "hello") {
      const found = [...this.cards.values()].find(({ card }) => this.lit && card.ids.includes(this.lit));
      if (found) this.#tellFocus(found.card);
    }
  }

  /** Lists the page that holds a Feature, under no narrowing. @param {string} focus */
  #reach(focus) {
    this.query = {};
    this.#bar();
    this.#open({ focus });
  }

  #cleared() {
    this.lit = null;
    writeAddress(window, { focus: null });
    for (const { body } of this.cards.values()) body.classList.remove("focus");
    if (Object.keys(this.query).length && !this.query.unplaced) this.#narrow({}, "");
  }
}
