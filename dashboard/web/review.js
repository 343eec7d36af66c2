/** What an article says, least certain first, in; a person's decision about each, by keys or pointer, out. */

import { Chartlet } from "./chartlet.js";
import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { pageAddress, siteHead } from "./pages.js";
import { getJson } from "./request.js";
import { decisionOf, legendOf, scopeOf } from "./reviewkeys.js";
import { row } from "./reviewlist.js";
import { counted } from "./words.js";

const GAZETTEER = new URL("../../api/gazetteer", import.meta.url);
const KINDS = /** @type {Record<string, string>} */ ({ mention: "Place", visit: "Visit", border: "Border reference" });

/** @typedef {import("./reviewkeys.js").Choice} Choice @typedef {import("./reviewkeys.js").Item} Item @typedef {import("./reviewkeys.js").ReviewData} ReviewData */

/** @param {{data: ReviewData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export default async function review({ data, parentElement, setTriggerValue }) {
  const made = await mounted(parentElement, { styles: ["pages.css", "desk.css", "review.css"], make: (holder) => new Review(holder) });
  made.show(data, setTriggerValue);
}

class Review {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.current = "";
    this.marked = 0;
    /** @type {Choice[]} */
    this.found = [];
    this.chart = new Chartlet((lon, lat) => this.#decide("point", `${lon.toFixed(5)},${lat.toFixed(5)}`));
    this.head = element("div");
    this.told = element("div", { class: "told-of", role: "status" });
    this.queue = element("ol", { class: "queue", "aria-label": "By doubt" });
    this.open = element("section", { class: "open-item", "aria-label": "What is decided", tabindex: "-1" });
    this.desk = element("div", { class: "desk" }, this.queue, this.open);
    holder.classList.add("wide");
    holder.append(siteHead("review"), this.head, this.told, this.desk);
    holder.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {ReviewData} data @param {(name: string, value: any) => void} trigger */
  show(data, trigger) {
    const first = this.data?.article !== data.article;
    Object.assign(this, { data, trigger });
    const items = data.items ?? [];
    if (first) this.current = items.find(({ start, kind }) => start === data.focus && kind === "mention")?.key ?? items[0]?.key ?? "";
    if (!items.some(({ key }) => key === this.current)) this.current = items[0]?.key ?? "";
    this.head.replaceChildren(...this.#heading());
    if (data.changes) this.#tell(data.changes);
    this.desk.hidden = !items.length;
    if (items.length) this.#draw();
  }

  /** @returns {HTMLElement[]} */
  #heading() {
    const { data } = this;
    const share = data.confirmed ? `${data.confirmed[0].toLocaleString("en")} of ${data.confirmed[1].toLocaleString("en")} marks confirmed by a person.` : "";
    const lead = (/** @type {string} */ words) => element("p", { class: "lead" }, words);
    if (data.error) return [element("h1", {}, "Review"), lead(data.error)];
    if (!data.items) {
      const links = data.articles.map(row);
      const missing = data.article ? "This article is not among those of data/articles: one that is on your own map alone is saved first. " : "";
      return [element("h1", {}, "Review"), lead(`${missing}Choose the article to look through. ${share}`), element("ul", { class: "articles" }, ...links)];
    }
    const open = data.items.filter(({ decided, refused }) => !decided && !refused).length;
    return [
      element("h1", { dir: "auto" }, data.title ?? ""),
      lead(`${open ? `${counted(open, "mention or event", "mentions and events")} to look at, the least certain first.` : "Everything was looked at."} ${share}`),
      element("p", { class: "links" }, element("a", { href: pageAddress({ page: "read", article: data.article }) }, "Read the article"), element("a", { href: pageAddress({ article: data.article }) }, "Show on the map")),
      ...(data.writable ? [] : [element("p", { class: "told" }, data.refused)]),
      ...(data.items.length ? [] : [lead("No place is named in it.")]),
    ];
  }

  /** What a decision changed, a line a mark. @param {{said: string, lines: string[]}} changes */
  #tell({ said, lines }) {
    const undo = this.data.undo ? [" ", element("button", { type: "button", onclick: () => this.trigger("undo", true) }, "Take back", element("kbd", {}, "u"))] : [];
    const diff = lines.length ? [element("details", {}, element("summary", {}, "What changed"), element("ul", {}, ...lines.map((line) => element("li", {}, line))))] : [];
    this.told.replaceChildren(element("div", { class: "told" }, said, ...undo, ...diff));
  }

  #draw() {
    const { items } = /** @type {{items: Item[]}} */ (this.data);
    const inside = this.open.contains(/** @type {ShadowRoot} */ (this.holder.getRootNode()).activeElement);
    this.queue.replaceChildren(...items.map((item) => this.#entry(item)));
    this.found = [];
    this.#opened();
    this.queue.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    if (inside || document.activeElement === document.body) this.open.focus({ preventScroll: true });
  }

  /** @param {Item} item @returns {HTMLElement} */
  #entry(item) {
    const now = item.key === this.current;
    const meant = item.kind === "mention" ? (item.place?.name ?? "no place") : item.kind === "visit" ? item.actor : (item.stage ?? "");
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", "aria-current": now ? "true" : null, class: item.decided ? "decided" : null, onclick: () => this.#go(item.key) },
        element("span", { class: "words", dir: "auto" }, item.words.slice(0, 60)),
        element("span", { class: "meant" }, `${KINDS[item.kind]}: ${meant}`),
        element("span", { class: "sure" }, item.decided ? "confirmed" : item.refused ? "not read as one" : `${Math.round(item.confidence * 100)} %`),
      ),
    );
  }

  /** @returns {Item | undefined} */
  get item() {
    return this.data.items?.find(({ key }) => key === this.current);
  }

  /** @returns {Choice[]} */
  get choices() {
    return this.found.length ? this.found : (this.item?.choices ?? []);
  }

  #opened() {
    const item = /** @type {Item} */ (this.item);
    const [before, words, after] = item.sentence;
    const chosen = this.choices.findIndex(({ id }) => id === item.place?.id);
    this.marked = Math.max(0, chosen);
    const parts = item.kind === "mention" ? this.#places(item) : this.#fields(item);
    this.open.replaceChildren(
      element("h2", {}, `${KINDS[item.kind]}${item.kind === "visit" ? ` of ${item.actor}` : ""}`),
      element("blockquote", { dir: "auto" }, before, element("mark", {}, words), after),
      element("p", { class: "now" }, this.#said(item)),
      ...parts,
      element("div", { class: "keys" }, ...this.#buttons(item)),
      legendOf(item.kind),
    );
    if (item.kind === "mention") this.chart.show(this.choices, item.place?.id ?? "");
  }

  /** @param {Item} item @returns {string} */
  #said(item) {
    const sure = item.decided ? "confirmed by a person" : `confidence ${Math.round(item.confidence * 100)} %`;
    if (item.refused) return item.decided ? "No place; confirmed by a person." : `Not read as a place: ${item.reason ?? "no reason is kept"}. A digit makes it one.`;
    if (item.kind !== "mention") return `Found by rule; ${sure}.`;
    const place = item.place ? `${item.place.name}${item.place.about ? ` (${item.place.about})` : ""}` : (item.reason ?? "no place");
    return `Now: ${place}; ${sure}.`;
  }

  /** @param {Item} item @returns {HTMLElement[]} */
  #places(item) {
    this.list = element("ol", { class: "choices" });
    this.field = /** @type {HTMLInputElement} */ (
      element("input", { type: "search", "aria-label": "Search the gazetteer", placeholder: "Another name, then Enter", onkeydown: (event) => this.#typed(event) })
    );
    this.#choices(item);
    const search = element("p", { class: "search" }, this.field, element("button", { type: "button", onclick: () => this.#search() }, "Search", element("kbd", {}, "/")));
    return [element("div", { class: "between" }, element("div", {}, this.list, search), this.chart.body)];
  }

  /** @param {Item} item */
  #choices(item) {
    const rows = this.choices.map((choice, index) =>
      element(
        "li",
        { class: index === this.marked ? "marked" : null },
        element(
          "button",
          { type: "button", "aria-pressed": String(choice.id === item.place?.id), onclick: (event) => this.#choose(index, scopeOf(event)) },
          element("kbd", {}, String(index + 1)),
          element("span", { class: "name" }, choice.name),
          element("span", { class: "about" }, [choice.about, choice.score === null ? null : `score ${choice.score}`].filter(Boolean).join(", ")),
          element("span", { class: "why" }, choice.reasons.join(", ")),
        ),
      ),
    );
    this.list?.replaceChildren(...(rows.length ? rows : [element("li", { class: "none" }, "The gazetteer has no place of this name. Search for another, or set a point.")]));
  }

  /** @param {Item} item @returns {HTMLElement[]} */
  #fields(item) {
    const options = (/** @type {string[]} */ all, /** @type {string | null} */ now) => all.map((each) => element("option", { value: each, selected: each === now }, each));
    const send = (/** @type {string} */ action) => (/** @type {any} */ event) => this.#decide(action, event.target.value.trim());
    const text = (/** @type {string} */ action, /** @type {string} */ value, /** @type {Record<string, string>} */ more = {}) =>
      element("input", { type: "text", value, "data-field": action, onchange: send(action), ...more });
    const choice = (/** @type {string} */ action, /** @type {string[]} */ all, /** @type {string | null} */ now) =>
      element("select", { "data-field": action, onchange: send(action) }, ...options(all, now));
    const people = element("datalist", { id: "people" }, ...(this.data.people ?? []).map((value) => element("option", { value })));
    const label = (/** @type {string} */ words, /** @type {string} */ key, /** @type {HTMLElement} */ field) => element("label", {}, element("span", {}, words, element("kbd", {}, key)), field);
    const who = item.kind === "visit" ? label("Who", "w", text("actor", item.actor, { list: "people" })) : label("Who says it", "w", text("speaker", item.speaker ?? "", { list: "people" }));
    const what = item.kind === "visit" ? label("Status", "s", choice("status", this.data.statuses, item.status)) : label("Stage", "s", choice("stage", this.data.stages, item.stage));
    return [element("div", { class: "fields" }, people, who, what, label("Date", "d", text("date", item.date ?? "", { placeholder: "2024-08-19, 2024-08 or empty" })))];
  }

  /** @param {Item} item @returns {HTMLElement[]} */
  #buttons(item) {
    const press = (/** @type {string} */ action, /** @type {string} */ words, /** @type {string} */ key) =>
      element("button", { type: "button", onclick: (event) => this.#decide(action, "", scopeOf(event)) }, words, element("kbd", {}, key));
    const no = item.kind === "mention" ? "Not a place" : "Not an event";
    const pick = item.kind === "mention" ? [element("button", { type: "button", onclick: () => this.chart.pick(true) }, "Set a point", element("kbd", {}, "p"))] : [];
    return [press("accept", "Right as it is", "a"), press("reject", no, "n"), ...pick];
  }

  /** @param {number} index @param {string} scope */
  #choose(index, scope) {
    const choice = this.choices[index];
    if (!choice) return;
    if (choice.id === this.item?.place?.id) this.#decide("accept", "", scope);
    else this.#decide("place", choice.id, scope);
  }

  /** Sends a decision and goes on to the next. @param {string} action @param {string} now @param {string} [scope] */
  #decide(action, now, scope = "here") {
    const key = this.current;
    const items = this.data.items ?? [];
    const at = items.findIndex((item) => item.key === key);
    const next = [...items.slice(at + 1), ...items.slice(0, at)].find(({ decided }) => !decided);
    // One field of an event mended often needs the next one looked at too.
    if (["accept", "reject", "place", "point"].includes(action) && next) this.current = next.key;
    this.told.replaceChildren(element("p", { class: "told" }, "Keeping it …"));
    this.trigger("decide", { article: this.data.article, key, action, now, scope, at: Date.now() });
  }

  /** @param {string} key */
  #go(key) {
    this.current = key;
    this.#draw();
    this.open.focus({ preventScroll: true });
  }

  /** @param {number} by */
  #step(by) {
    const items = this.data.items ?? [];
    const at = items.findIndex(({ key }) => key === this.current);
    const next = items[at + by];
    if (next) this.#go(next.key);
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    if (event.key === "Escape") this.open.focus();
    if (event.key === "Enter") this.#search();
  }

  async #search() {
    const name = this.field?.value.trim();
    if (!name) return this.field?.focus();
    const address = new URL(GAZETTEER);
    address.searchParams.set("q", name);
    const asked = this.current;
    const answer = await getJson(address).catch(() => null);
    if (asked !== this.current || !this.item) return null;
    this.found = answer?.places ?? [];
    this.marked = 0;
    this.#choices(this.item);
    if (!this.found.length) this.list?.prepend(element("li", { class: "none" }, answer ? "No place of this name is known." : "The gazetteer gives no answer."));
    this.chart.show(this.choices, this.item.place?.id ?? "");
    return this.open.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (!this.item || ["INPUT", "SELECT", "TEXTAREA", "CANVAS"].includes(target.tagName)) return;
    const asked = decisionOf(event, this.item.kind);
    if (!asked) return;
    if (asked.do === "choose-marked" && target.tagName !== "SECTION") return; // Enter on a button is the button's
    event.preventDefault();
    this.#act(asked);
  }

  /** @param {{do: string, number: number, scope: string}} asked */
  #act(asked) {
    const field = (/** @type {string[]} */ names) => /** @type {HTMLElement | null} */ (this.open.querySelector(names.map((name) => `[data-field=${name}]`).join()))?.focus();
    /** @type {Record<string, () => void>} */
    const acts = {
      accept: () => this.#decide("accept", "", asked.scope),
      reject: () => this.#decide("reject", "", asked.scope),
      choose: () => this.#choose(asked.number - 1, asked.scope),
      "choose-marked": () => this.#choose(this.marked, asked.scope),
      mark: () => this.#mark(asked.number),
      search: () => this.field?.focus(),
      point: () => this.chart.pick(true),
      next: () => this.#step(1),
      previous: () => this.#step(-1),
      undo: () => this.data.undo && this.trigger("undo", true),
      who: () => field(["actor", "speaker"]),
      status: () => field(["status", "stage"]),
      date: () => field(["date"]),
    };
    acts[asked.do]?.();
  }

  /** @param {number} by */
  #mark(by) {
    this.marked = Math.max(0, Math.min(this.choices.length - 1, this.marked + by));
    [...(this.list?.children ?? [])].forEach((row, index) => row.classList.toggle("marked", index === this.marked));
  }
}
