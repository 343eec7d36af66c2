/** What is shown in; its link, the code that embeds it, and the files to take away out. */

import { exportOf } from "./asked.js";
import { copied } from "./copy.js";
import { element } from "./dom.js";
import { pictures } from "./pictures.js";

const FRAME_PX = 560; // height of an embedded map: legend and foot fit

/**
 * @typedef {object} Share
 * @property {string} token
 * @property {number} shown
 * @property {{ending: string, title: string, most: number, fits: boolean}[]} formats
 */

/** @param {Record<string, string[]>} query @returns {HTMLElement} */
export function copier(query) {
  const said = element("span", { class: "said", role: "status" });
  const copy = () => copied(() => wholeAddress(query), said, "Link to this view");
  return element("span", { class: "share" }, element("button", { type: "button", "data-at": "copy", onclick: copy }, "Copy link"), said);
}

/** The menu of what can be taken away. @param {import("./head.js").HeadData} data @returns {HTMLElement} */
export function shareMenu({ query, share }) {
  const said = element("span", { class: "said", role: "status" });
  const embed = element("button", { type: "button", onclick: () => copied(() => embedCode(query), said, "Code that embeds this view") }, "Copy embed code");
  const menu = element("details", { class: "take", onkeydown: (event) => event.key === "Escape" && (menu.removeAttribute("open"), menu.querySelector("summary")?.focus()) });
  menu.append(
    element("summary", { "data-at": "take" }, "Take away"),
    element(
      "div",
      { class: "sheet" },
      element("h3", {}, "On another page"),
      embed,
      said,
      element("h3", {}, "As a file"),
      element("ul", {}, ...share.formats.map((format) => element("li", {}, fileOf(format, share.token)))),
      element("h3", {}, "As a picture"),
      pictures(query),
    ),
  );
  return menu;
}

/** @param {Share["formats"][number]} format @param {string} token @returns {HTMLElement} */
function fileOf({ ending, title, most, fits }, token) {
  const words = title[0].toUpperCase() + title.slice(1);
  if (!fits) return element("span", { class: "too-many" }, `${words}: at most ${most.toLocaleString("en")} events; set a filter`);
  return element("a", { href: exportOf(token, ending), download: "" }, words);
}

/**
 * The address of what is seen: the view as the server knows it, and where the map is. Built whole here, since a site
 * that frames the page does not show its address.
 *
 * @param {Record<string, string[]>} query
 * @returns {string}
 */
export function wholeAddress(query) {
  const address = new URL(location.pathname, location.origin);
  for (const [name, values] of Object.entries(query)) values.forEach((value) => address.searchParams.append(name, value));
  const here = new URLSearchParams(location.search);
  for (const name of ["lat", "lon", "zoom", "focus"]) {
    const value = here.get(name);
    if (value) address.searchParams.set(name, value);
  }
  return address.href;
}

/**
 * The element that shows this view in another page.
 *
 * @param {Record<string, string[]>} query
 * @returns {string}
 */
export function embedCode(query) {
  const address = new URL(wholeAddress(query));
  address.searchParams.set("embed", "true");
  const frame = document.createElement("iframe");
  for (const [name, value] of Object.entries({ src: address.href, title: "Dateline: a map of events with their sources", width: "100%", height: String(FRAME_PX), style: "border:0", loading: "lazy" })) {
    frame.setAttribute(name, value);
  }
  return frame.outerHTML;
}
