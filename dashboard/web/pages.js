/** A page's name in; its address and the row of links above it out. The map is the page without a name. */

import { element } from "./dom.js";

const APP = new URL("../../", import.meta.url); // this module is web/VERSION/pages.js
const KEPT = ["names", "asof"]; // go along from page to page

/**
 * @param {Record<string, string>} [set]  parameters of the page: `page`, `name`, `actor`
 * @returns {string}
 */
export function pageAddress(set = {}) {
  const address = new URL(APP);
  const here = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(set)) address.searchParams.set(name, value);
  for (const name of KEPT) {
    const value = here.get(name);
    if (value) address.searchParams.set(name, value);
  }
  return address.href;
}

/** @param {string} name @returns {string} */
export const actorAddress = (name) => pageAddress({ page: "actor", name });

/** @param {string} current  name of the page @returns {HTMLElement} */
export function siteHead(current) {
  const link = (/** @type {string} */ page, /** @type {string} */ words) =>
    element("a", { href: pageAddress(page ? { page } : {}), "aria-current": page === current ? "page" : null }, words);
  return element(
    "header",
    { class: "site" },
    element("a", { class: "brand", href: pageAddress() }, "Dateline"),
    element("nav", { "aria-label": "Pages" }, link("", "Map"), link("delimitation", "Delimitation"), link("add", "Add articles"), link("review", "Review")),
  );
}
