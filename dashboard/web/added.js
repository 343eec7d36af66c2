/** What became of each thing that was brought in; links to the map and the text, and a press to save it, out. */

import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { pageAddress, siteHead } from "./pages.js";
import { counted } from "./words.js";

/**
 * @typedef {object} Brought
 * @property {string} name
 * @property {string | null} id
 * @property {string | null} title
 * @property {number} events
 * @property {number} placed
 * @property {string | null} reason
 * @property {boolean} saved
 *
 * @typedef {object} AddedData
 * @property {string} mine  token of what this visitor alone added
 * @property {boolean} writable
 * @property {string | null} said
 * @property {Brought[]} results
 */

/** @param {{data: AddedData, parentElement: ShadowRoot, setTriggerValue: (name: string, value: any) => void}} component */
export default async function added({ data, parentElement, setTriggerValue }) {
  const holder = await mounted(parentElement, { styles: ["pages.css", "desk.css"], make: firstVisit });
  remember(data.mine);
  const list = element("ol", { class: "brought" }, ...data.results.map((each) => row(each, data.writable, setTriggerValue)));
  holder.replaceChildren(
    siteHead("add"),
    element("h1", {}, "Add articles"),
    element("p", { class: "lead" }, data.writable ? "What you add is on your own map at once. It is lost when you leave, unless you save it." : "What you add is on your own map at once, seen by nobody else, and is lost when you leave."),
    element("p", { class: "told", role: "status" }, data.said ?? ""),
    ...(data.results.length ? [list] : []),
  );
}

/** The text field has the keyboard as soon as the page is there. @param {HTMLElement} holder @returns {HTMLElement} */
function firstVisit(holder) {
  holder.classList.add("above");
  const field = /** @type {HTMLElement | null} */ (document.querySelector(".st-key-page textarea"));
  if (field && document.activeElement === document.body) field.focus({ preventScroll: true });
  return holder;
}

/** Keeps the token for the pages of this browser session, and for this site alone. @param {string} token */
function remember(token) {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `dateline_mine=${token}; Path=/; SameSite=Strict${secure}`;
}

/** @param {Brought} brought @param {boolean} writable @param {(name: string, value: any) => void} trigger @returns {HTMLElement} */
function row({ name, id, title, events, placed, reason, saved }, writable, trigger) {
  const said = reason ?? `${counted(events, "event")}, ${placed} on the map${saved ? ", saved" : ""}.`;
  const links = id
    ? [
        element("a", { class: "go", href: pageAddress({ article: id }) }, "Show on the map"),
        element("a", { href: pageAddress({ page: "read", article: id }) }, "Read"),
        ...(writable && saved ? [element("a", { href: pageAddress({ page: "review", article: id }) }, "Review")] : []),
        ...(writable && !saved ? [element("button", { type: "button", onclick: () => trigger("save", { id }) }, "Save to data/articles")] : []),
      ]
    : [];
  return element(
    "li",
    { class: id ? null : "failed" },
    element("p", { class: "title", dir: "auto" }, title || name),
    element("p", { class: "said" }, said),
    ...(links.length ? [element("p", { class: "links" }, ...links)] : []),
  );
}
