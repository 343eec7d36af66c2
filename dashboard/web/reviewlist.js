/** An article's title and counts in, its row in the list of the review out. */

import { element } from "./dom.js";
import { pageAddress } from "./pages.js";
import { counted } from "./words.js";

/**
 * @typedef {object} Reviewed
 * @property {string} id
 * @property {string} title
 * @property {number | null} marks null where the map does not know the article yet
 * @property {number | null} confirmed
 */

/** @param {Reviewed} article */
export function row({ id, title, marks, confirmed }) {
  const link = element("a", { href: pageAddress({ page: "review", article: id }), dir: "auto" }, title);
  return element("li", {}, link, element("span", { class: "done" }, done(marks, confirmed)));
}

/** @param {number | null} marks @param {number | null} confirmed */
function done(marks, confirmed) {
  if (marks === null || confirmed === null) return "not on the map yet";
  return `${counted(marks, "mark")}, ${confirmed === marks ? "all" : confirmed.toLocaleString("en")} confirmed`;
}
