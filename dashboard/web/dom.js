/** A tag and its content in, an element out. Text always goes in as text, links only as http or https. */

import { signed, signedNodes } from "./signs.js";
import { stageStyle } from "./words.js";

/** Attributes that are read out or shown. */
const SEEN = new Set(["title", "aria-label", "placeholder", "alt"]);

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined | ((event: any) => void)>} [set]  attributes; `on...`: listeners
 * @param {...(Node | string | null | undefined | false)} content
 * @returns {HTMLElement}
 */
export function element(tag, set = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, SEEN.has(name) ? signed(value) : value);
  }
  for (const each of content) {
    if (typeof each === "string") made.append(...signedNodes(each));
    else if (each) made.append(each);
  }
  return made;
}

/**
 * @param {string | null | undefined} url
 * @returns {string | null}  the address where it is http or https, else null
 */
export function webAddress(url) {
  try {
    const parsed = new URL(url ?? "");
    return /^https?:$/.test(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * A link that opens elsewhere, or the bare text where the address is not one of the web.
 *
 * @param {string | null | undefined} url
 * @param {string} text
 * @returns {HTMLElement}
 */
export function link(url, text) {
  const href = webAddress(url);
  return href
    ? element("a", { href, target: "_blank", rel: "noopener noreferrer" }, text)
    : element("span", {}, text);
}

/** @param {string} url @returns {string} the host of an address, any other text as it is */
export function hostOf(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, [string, Record<string, string>]>} */
const SHAPES = {
  visit: ["circle", { cx: "8", cy: "8", r: "5.5" }],
  border: ["path", { d: "M8 1.2 14.8 8 8 14.8 1.2 8Z" }],
  excerpt: ["circle", { cx: "8", cy: "8", r: "4.6" }],
  milestone: ["rect", { x: "3", y: "3", width: "10", height: "10" }],
};

/**
 * The mark of a kind as a picture of 16 pixels; the words beside it say the same.
 *
 * @param {string} kind
 * @param {{status?: string | null, stage?: string | null, pale?: boolean}} [how]  `stage`: of a border reference
 * @returns {SVGElement}
 */
export function kindMark(kind, { status = null, stage = null, pale = false } = {}) {
  const [tag, geometry] = SHAPES[kind] ?? SHAPES.excerpt;
  const svg = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, tag);
  const style = kind === "border" ? stageStyle(stage) : "full";
  const hollow = kind === "excerpt" || status === "planned" || status === "cancelled" || style !== "full";
  for (const [name, value] of Object.entries(geometry)) shape.setAttribute(name, value);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `kind ${kind}${hollow ? " hollow" : ""}${pale ? " pale" : ""}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(shape);
  if (style === "half") svg.append(path("M1.2 8H14.8L8 14.8Z", "lower"));
  if (status === "cancelled" || style === "struck") svg.append(path("M2 14 14 2", "strike"));
  return svg;
}

/** @param {string} course @param {string} name @returns {SVGElement} */
function path(course, name) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", course);
  made.setAttribute("class", name);
  return made;
}
