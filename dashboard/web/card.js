/** An evidence card as `api/list` answers it in; the same as elements out, for the list and for the map. */

import { element, hostOf, kindMark, link } from "./dom.js";
import { actorAddress, pageAddress } from "./pages.js";
import { nature } from "./words.js";

/**
 * @typedef {object} CardData
 * @property {string} event
 * @property {string[]} ids
 * @property {string} day
 * @property {string} date_text
 * @property {string | null} date_source
 * @property {string[]} kinds
 * @property {string | null} status
 * @property {string | null} role
 * @property {string | null} stage
 * @property {string | null} process
 * @property {string | null} document
 * @property {string | null} title
 * @property {string[]} actors
 * @property {string | null} speaker
 * @property {{id: string | null, label: string, lon: number | null, lat: number | null, feature: string,
 *   role: string | null, reason: string | null, line: string | null}[]} places
 * @property {string[]} lines
 * @property {{kind: string, article: string | null, title: string | null, source: string | null, url: string | null,
 *   published: string | null, method: string | null, says?: string | null, parts: ["text" | "place", string][]}[]} evidence
 * @property {number} more
 * @property {{text: string, sources: string[], to_be_confirmed: boolean} | null} summary
 */

/**
 * The parts of a card, without the element that holds them.
 *
 * @param {CardData} card
 * @param {{sentences?: number, heading?: string, place?: (place: CardData["places"][number]) => void, day?: boolean,
 *   people?: boolean}} [how]
 *   `sentences`: at most so many are shown; `heading`: tag of the title; `place`: makes places buttons; `day`: whether
 *   the date stands on it; `people`: makes actors links to their pages
 * @returns {HTMLElement[]}
 */
export function cardParts(card, { sentences = Infinity, heading = "h4", place, day = true, people = false } = {}) {
  const rest = Math.max(0, card.evidence.length - sentences) + card.more;
  return [
    element(
      "p",
      { class: "what" },
      ...card.kinds.map((kind) => kindMark(kind, { status: kind === "visit" ? card.status : null, stage: card.stage, pale: card.role === "associative" })),
      element("span", { class: "nature" }, nature(card)),
      day && element("span", { class: "when" }, card.date_text),
    ),
    element(heading, { class: "title" }, ...titleOf(card, place)),
    ...(card.summary ? [summary(card.summary)] : []),
    ...card.evidence.slice(0, sentences).map((each) => quotation(each, card.evidence.length === 1 ? card.speaker : null, people ? card.ids : null)),
    ...(rest ? [element("p", { class: "rest" }, `${rest} more in the list`)] : []),
    ...(people && card.actors.length ? [peopleOf(card.actors)] : []),
    facts(card, people),
  ].filter((part) => part.childNodes.length);
}

/**
 * What is lit where an event is hovered or in focus.
 *
 * @param {CardData} card
 * @returns {Partial<import("./bus.js").Message>}
 */
export function litBy(card) {
  return {
    ids: card.ids,
    event: card.event,
    points: card.places.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [/** @type {[number, number]} */ ([lon, lat])])),
    areas: card.places.flatMap(({ id }) => (id ? [id] : [])),
    lines: card.lines,
  };
}

/** @param {CardData} card @param {((place: CardData["places"][number]) => void) | undefined} place @returns {(Node | string)[]} */
function titleOf(card, place) {
  const places = card.places.map((each) => placeName(each, place));
  const listed = places.flatMap((each, index) => (index ? [", ", each] : [each]));
  return card.title ? [card.title, element("span", { class: "places" }, ...listed)] : listed;
}

/** @param {CardData["places"][number]} where @param {((place: CardData["places"][number]) => void) | undefined} press @returns {HTMLElement} */
function placeName(where, press) {
  const off = where.lon === null && !where.line;
  const note = off ? [element("span", { class: "off" }, " not on the map")] : [];
  return press && where.lon !== null
    ? element("button", { class: "place", type: "button", title: "Show on the map", onclick: () => press(where) }, where.label)
    : element("span", { class: "place" }, where.label, ...note);
}

/** A quotation in a serif, its places marked, and whose words it is. @param {CardData["evidence"][number]} evidence @param {string | null} speaker @param {string[] | null} ids  of the card's Features, where links to the text are wanted @returns {HTMLElement} */
function quotation(evidence, speaker, ids) {
  const words = evidence.parts.map(([part, text]) => (part === "place" ? element("mark", {}, text) : text));
  const about = [evidence.source, evidence.published].filter(Boolean).join(", ");
  return element(
    "figure",
    { class: "quotation" },
    element("blockquote", { dir: "auto" }, ...words),
    element(
      "figcaption",
      {},
      ...(speaker ? [element("span", { class: "speaker" }, `${speaker}, quoted in `)] : []),
      link(evidence.url, evidence.title ?? evidence.article ?? "Article"),
      ...(about ? [`, ${about}`] : []),
      ...(evidence.says ? [element("span", { class: "says" }, ` · here: ${evidence.says}`)] : []),
      ...(ids && evidence.article ? textLinks(evidence.article, ids) : []),
    ),
  );
}

/** Where the sentence is read in its article, and where a wrong place is mended. @param {string} article @param {string[]} ids @returns {(Node | string)[]} */
function textLinks(article, ids) {
  const focus = ids.find((id) => id.startsWith(`${article}:`));
  const to = (/** @type {string} */ page) => pageAddress({ page, article, ...(focus ? { focus } : {}) });
  return to("read") ? [" · ", element("a", { href: to("read") }, "Read"), " · ", element("a", { href: to("review") }, "Mend")] : [];
}

/** Our own words about a milestone, and where they come from. @param {NonNullable<CardData["summary"]>} said @returns {HTMLElement} */
function summary({ text, sources, to_be_confirmed: open }) {
  const named = sources.map((url) => link(url, hostOf(url)));
  return element(
    "div",
    { class: "summary" },
    element("p", { dir: "auto" }, text),
    ...(open ? [element("p", { class: "open" }, "To be confirmed")] : []),
    element("p", { class: "sources" }, named.length > 1 ? "Sources: " : "Source: ", ...named.flatMap((each, index) => (index ? [", ", each] : [each]))),
  );
}

/** @param {string[]} actors @returns {HTMLElement} */
function peopleOf(actors) {
  const links = actors.map((name) => element("a", { href: actorAddress(name), title: "Itinerary and statements" }, name));
  return element("p", { class: "people" }, ...links.flatMap((each, index) => (index ? [", ", each] : [each])));
}

/** @param {CardData} card @param {boolean} people  whether the actors stand elsewhere @returns {HTMLElement} */
function facts(card, people) {
  const told = [
    card.actors.length && !people ? card.actors.join(", ") : null,
    card.speaker && card.evidence.length > 1 ? `quotes ${card.speaker}` : null,
    card.document,
    card.date_source && card.date_source !== "text" && card.date_source !== card.event ? "date from the table of milestones" : null,
    card.role === "associative" ? "the name stands for a government, a team, or is part of another name" : null,
    ...card.places.filter((each) => each.lon === null && each.reason).map((each) => `${each.label}: ${each.reason}`),
  ].filter(Boolean);
  return element("p", { class: "facts" }, ...(told.length ? [told.join(" · ")] : []));
}
