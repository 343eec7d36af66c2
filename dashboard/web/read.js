/** An article's id in; its text out, with places, people and border references marked, in step with the map. */

import { articleOf } from "./asked.js";
import { joinTab } from "./bus.js";
import { element, link } from "./dom.js";
import { mounted } from "./mount.js";
import { actorAddress, pageAddress, siteHead } from "./pages.js";
import { writtenDay } from "./view.js";

const HOVER_MS = 40; // a pointer that only passes over a word lights nothing

/**
 * @typedef {{kind: "text" | "place" | "person", text: string, ids: string[], name: string | null, points: [number, number][], areas: string[]}} Part
 * @typedef {{number: number, opens: boolean, parts: Part[], ids: string[], events: string[], lines: string[], stage: string | null}} Sentence
 * @typedef {{id: string, title: string, source: string | null, url: string | null, published: string | null, sentences: Sentence[], changed: boolean}} Article
 * @typedef {{article: string, token: string, writable: boolean, facts: import("./legend.js").PageFacts}} ReadData
 */

/** @param {{data: ReadData, parentElement: ShadowRoot}} component */
export default async function read({ data, parentElement }) {
  const made = await mounted(parentElement, { styles: ["pages.css", "read.css"], make: (holder) => new Reader(holder) });
  await made.show(data);
  return () => made.channel.close();
}

class Reader {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    this.channel = joinTab(window);
    /** @type {{ids: string[], events: string[], body: HTMLElement}[]} */
    this.marks = [];
    this.body = element("div", { class: "text" });
    holder.append(siteHead("read"), this.body);
    this.channel.addEventListener("message", ({ data }) => this.#heard(data));
  }

  /** @param {ReadData} data */
  async show(data) {
    /** @type {any} */ (window).datelinePage = data.facts;
    this.channel.postMessage({ type: "page", source: "list" });
    const asked = JSON.stringify([data.article, data.token]);
    if (asked === this.asked) return;
    this.asked = asked;
    this.data = data;
    const address = articleOf(data.article, data.token);
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok && answer.headers.get("content-type")?.includes("json")) this.#fill(await answer.json());
    else this.#missing(answer?.status === 404);
  }

  /** @param {boolean} known  whether the app has answered that it has no such text */
  #missing(known) {
    const why = known ? "The text of this article is not kept here. Its marks and their sentences are on the map." : "The text gets no answer; reload the page to try again.";
    const map = this.data?.article ? { article: this.data.article } : {};
    this.body.replaceChildren(element("h1", { dir: "auto" }, this.data?.article || "Articles"), element("p", { class: "lead", role: "alert" }, why), element("p", { class: "to-map" }, element("a", { href: pageAddress(map) }, "To the map")));
  }

  /** @param {Article} article */
  #fill(article) {
    this.marks = [];
    const about = [article.source, article.published ? writtenDay(article.published) : null].filter(Boolean).join(", ");
    const [title, ...rest] = article.sentences;
    const heading = title && joined(title) === article.title;
    this.body.replaceChildren(
      element("h1", { dir: "auto", id: "s1" }, ...(heading ? this.#words(title) : [article.title])),
      element("p", { class: "about" }, ...(about ? [about, " · "] : []), ...(article.url ? [link(article.url, "Original"), " · "] : []), element("a", { href: pageAddress({ article: article.id }) }, "Map"), ...(this.data?.writable ? [" · ", element("a", { href: pageAddress({ page: "review", article: article.id }) }, "Review")] : [])),
      key(),
      ...(article.changed ? [element("p", { class: "told", role: "status" }, "The text has changed since the map was made: some marks may stand elsewhere. Build the map anew.")] : []),
      ...this.#paragraphs(heading ? rest : article.sentences),
    );
    this.#arrive(article);
  }

  /** @param {Sentence[]} sentences @returns {HTMLElement[]} */
  #paragraphs(sentences) {
    /** @type {HTMLElement[]} */
    const paragraphs = [];
    for (const sentence of sentences) {
      if (sentence.opens || !paragraphs.length) paragraphs.push(element("p", { class: "paragraph", dir: "auto" }));
      const address = pageAddress({ page: "read", article: this.data?.article ?? "", sentence: String(sentence.number) });
      const number = element("a", { class: "number", href: address, "aria-label": `Address of sentence ${sentence.number}`, title: `Sentence ${sentence.number}` }, String(sentence.number));
      const reference = sentence.stage ? [element("span", { class: "stage" }, ` border: ${sentence.stage}`)] : [];
      const body = element("span", { class: sentence.stage ? "sentence reference" : "sentence", id: `s${sentence.number}`, tabindex: "-1" }, ...this.#words(sentence), ...reference);
      this.marks.push({ ids: sentence.ids, events: sentence.events, body });
      paragraphs.at(-1)?.append(number, body, " ");
    }
    return paragraphs;
  }

  /** @param {Sentence} sentence @returns {(Node | string)[]} */
  #words(sentence) {
    return sentence.parts.map((part) => {
      if (part.kind === "person") return element("a", { class: "person", href: actorAddress(part.name ?? part.text), title: part.name }, part.text);
      return part.kind === "place" ? this.#place(part, sentence) : part.text;
    });
  }

  /** @param {Part} part @param {Sentence} sentence @returns {HTMLElement} */
  #place(part, sentence) {
    const lit = { ids: part.ids, event: sentence.events[0] ?? null, points: part.points, areas: part.areas, lines: [] };
    const off = !part.points.length;
    const press = () => this.channel.postMessage({ type: "focus", source: "list", ...lit, ids: part.ids.slice(0, 1) });
    // A button of HTML is a block that no line breaks in: a name of three words runs on with its text.
    const body = element(
      "span",
      {
        role: "button",
        tabindex: "0",
        class: off ? "place off" : "place",
        title: off ? `${part.name ?? part.text}: not on the map` : part.name,
        onpointerenter: () => this.#hover(lit),
        onpointerleave: () => this.#hover(null),
        onfocus: () => this.#hover(lit),
        onblur: () => this.#hover(null),
        onclick: press,
        onkeydown: (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          press();
        },
      },
      part.text,
    );
    this.marks.push({ ids: part.ids, events: [], body });
    return body;
  }

  /** @param {object | null} lit */
  #hover(lit) {
    clearTimeout(this.hovering);
    this.hovering = setTimeout(() => this.channel.postMessage({ type: "hover", source: "list", event: null, ...(lit ?? {}) }), HOVER_MS);
  }

  /** What the map lights, in the text. @param {import("./bus.js").Message} message */
  #heard(message) {
    if (message.source !== "map" || !["hover", "focus", "cleared"].includes(message.type)) return;
    const name = message.type === "hover" ? "hover" : "focus";
    const ids = new Set(message.ids ?? []);
    let first = null;
    for (const { ids: own, events, body } of this.marks) {
      const on = own.some((id) => ids.has(id)) || (message.event !== null && events.includes(message.event ?? ""));
      body.classList.toggle(name, on);
      first ??= on ? body : null;
    }
    if (message.type === "focus") first?.scrollIntoView({ block: "center" });
  }

  /** Goes to the sentence that the address names, by number or by a Feature. @param {Article} article */
  #arrive(article) {
    const asked = new URLSearchParams(location.search);
    const focus = asked.get("focus");
    const number = focus ? article.sentences.find(({ ids }) => ids.includes(focus))?.number : Number(asked.get("sentence"));
    const found = number ? /** @type {HTMLElement | null} */ (this.body.querySelector(`#s${Math.trunc(number)}`)) : null;
    if (!found) return;
    found.classList.add("asked");
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
  }
}

/** @param {Sentence} sentence @returns {string} */
const joined = ({ parts }) => parts.map(({ text }) => text).join("");

/** @returns {HTMLElement} */
function key() {
  return element("p", { class: "key" }, element("span", { class: "place" }, "place"), element("span", { class: "place off" }, "not on the map"), element("span", { class: "person" }, "person"), element("span", { class: "reference" }, "border reference"));
}
