/** The page's own facts and the lines on the map in; the legend and the map's foot out. */

import { element, kindMark, link } from "./dom.js";
import { writtenDay } from "./view.js";

/**
 * @typedef {object} PageFacts  what page.py knows and the map shows
 * @property {string | null} [contact]  address for corrections
 * @property {string | null} [as_of]  ISO 8601
 * @property {string} [disclaimer]
 * @property {string[]} [credits]
 * @property {[number, number]} [confirmed]  marks of articles that a person confirmed, and all
 * @property {string} [tiles_key]  the deployment's own, for the street tiles
 */

/** @type {[string, {status?: string, stage?: string, pale?: boolean}[], string][]} */
const KEY = [
  ["visit", [{}], "Visit"],
  ["visit", [{ status: "planned" }, { status: "cancelled" }], "planned, cancelled"],
  ["border", [{ stage: "mentioned" }], "Border reference: said, offered, announced"],
  ["border", [{ stage: "signed" }, { stage: "in force" }, { stage: "rejected" }], "agreed to signed; ratified and after; rejected"],
  ["excerpt", [{}, { pale: true }], "Excerpt; pale: the name stands for a government or is part of another name"],
  ["milestone", [{}], "Milestone"],
];

const STROKES = { solid: "", dashed: "7 5", dotted: "1.5 4" };

/**
 * @param {{lines: import("./frontiers.js").Frontier[], sections: {step: string, date: string}[], asof: string | null, route: import("./route.js").Route | null, tiles: {on: boolean, set: (on: boolean) => void} | null, open: boolean, disclaimer?: string}} what
 * @returns {HTMLElement}
 */
export function legend({ lines, sections, asof, route, tiles, open, disclaimer }) {
  const box = element("details", { class: "legend", open });
  box.append(
    element("summary", {}, "Legend"),
    element(
      "ul",
      {},
      ...KEY.map(([kind, hows, words]) => element("li", {}, ...hows.map((how) => kindMark(kind, how)), words)),
      ...routeKey(route),
      element("li", {}, clusterKey(), "Several events, ring by kind"),
      element("li", {}, stroke("", "quiet", { broad: true }), "Country spoken of as a whole"),
      ...lineKeys(lines, sections, asof).map(([style, words]) => element("li", {}, stroke(STROKES[/** @type {"solid"} */ (style)] ?? "", "quiet"), words)),
      ...sectionKey(sections),
    ),
  );
  if (disclaimer) box.append(element("p", {}, disclaimer));
  if (tiles) {
    const switched = element("input", { type: "checkbox", checked: tiles.on, onchange: (event) => tiles.set(event.target.checked) });
    box.append(element("label", { class: "tiles" }, switched, "Street tiles, from carto.com"));
  }
  return box;
}

/** @type {Record<string, string>} */
const STATUS_WORDS = {
  agreed: "Border, agreed",
  "in force": "Border, in force",
  "not delimited": "Border, for the most part not delimited",
  disputed: "Contested line, or line of control",
  former: "Former line, for reference",
};

const UNKNOWN = "Border today; its status on that day was not looked into";

/**
 * One entry a style and status, with its date where one line alone has it.
 *
 * @param {import("./frontiers.js").Frontier[]} lines
 * @param {{step: string}[]} sections
 * @param {string | null} asof
 * @returns {[string, string][]}
 */
function lineKeys(lines, sections, asof) {
  /** @type {Map<string, [string, string, string | null]>} */
  const words = new Map();
  for (const { properties } of lines) {
    const { status, style, name, as_of: asOf } = properties;
    const alone = words.has(status) ? null : `${name}, as of ${writtenDay(asOf)}`;
    words.set(status, [style, STATUS_WORDS[status] ?? UNKNOWN, alone]);
  }
  // Before the first description was agreed, no part of the border was delimited.
  const begun = !asof || sections.some(({ step }) => step !== "provisionally agreed");
  const open = words.get("not delimited");
  if (open && !begun) open[1] = "Border, not delimited";
  return [...words.values()].map(([style, text, alone]) => [style, alone ? `${text} (${alone})` : text]);
}

/** @param {import("./route.js").Route | null} route @returns {HTMLElement[]} */
function routeKey(route) {
  if (!route) return [];
  const planned = route.legs.some((leg) => leg.planned);
  const marks = [stroke("", "visit"), ...(planned ? [stroke("5 5", "visit")] : [])];
  return [element("li", {}, ...marks, planned ? "From visit to visit by date; dashed: planned" : "From visit to visit by date")];
}

/** How far the sections agreed in 2024 have come, where any has. @param {{step: string, date: string}[]} sections @returns {HTMLElement[]} */
function sectionKey([section]) {
  if (!section) return [];
  const mark = element("span", { class: "village", "aria-hidden": "true" });
  return [element("li", {}, mark, `Villages of the sections of 2024: ${section.step} ${writtenDay(section.date)}`)];
}

/**
 * What the foot of the map says: as of when, that it takes no side, whose data, and whom to write to.
 *
 * @param {{facts: PageFacts, asof: string | null}} what  `asof` as asked for; else the newest day that the data knows of
 * @returns {HTMLElement[]}
 */
export function foot({ facts, asof }) {
  const contact = facts.contact ? [" · ", link(facts.contact, "Report an error")] : [];
  const [confirmed, marks] = facts.confirmed ?? [0, 0];
  const people = marks ? ` ${confirmed.toLocaleString("en")} of ${marks.toLocaleString("en")} marks confirmed by a person.` : "";
  return [
    element("span", {}, `As of ${writtenDay(asof ?? facts.as_of ?? null)}. No view is taken on the status of any territory.${people}`),
    element("span", {}, (facts.credits ?? []).join(" · "), ...contact),
  ];
}

/** @param {string} dashes @param {string} colour @param {{broad?: boolean}} [how] @returns {SVGElement} */
function stroke(dashes, colour, { broad = false } = {}) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 8");
  svg.setAttribute("class", "stroke");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", "M1 4H23");
  line.setAttribute("stroke", `var(--${colour})`);
  line.setAttribute("stroke-width", broad ? "7" : "2.2");
  if (broad) line.setAttribute("opacity", "0.3");
  line.setAttribute("stroke-linecap", "round");
  if (dashes) line.setAttribute("stroke-dasharray", dashes);
  svg.append(line);
  return svg;
}

/** @returns {HTMLElement} */
function clusterKey() {
  return element("span", { class: "cluster", "aria-hidden": "true" }, "9");
}
