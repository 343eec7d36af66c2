/** A card in; a button that shows references to its sources, each in three forms to copy, out. */

import { citeOf } from "./asked.js";
import { copied } from "./copy.js";
import { element } from "./dom.js";
import { getJson } from "./request.js";

const MOST = 50; // sentences of a card that are asked about, as the route answers
/** @type {[string, string][]} */
const FORMS = [
  ["footnote", "Footnote"],
  ["bibtex", "BibTeX"],
  ["wiki", "Wiki"],
];

/** @param {import("./card.js").CardData} card @returns {HTMLElement | null}  null where nothing can be cited */
export function citeButton(card) {
  const panel = element("div", { class: "references", hidden: true });
  const button = element("button", { type: "button", class: "cite", "aria-expanded": "false", onclick: toggle }, "Cite");
  async function toggle() {
    const open = panel.hidden;
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open && !panel.childNodes.length) await fill(panel, card);
  }
  return element("div", { class: "citing" }, button, panel);
}

/** @param {HTMLElement} panel @param {import("./card.js").CardData} card */
async function fill(panel, card) {
  const view = new URL(location.href);
  view.searchParams.set("focus", card.ids[0]);
  try {
    const { references } = await getJson(citeOf(card.ids.slice(0, MOST), view.href.slice(0, 1000)));
    panel.replaceChildren(...references.map(reference));
  } catch {
    const again = element("button", { type: "button", onclick: () => fill(panel, card) }, "Try again");
    panel.replaceChildren("The references get no answer. ", again);
  }
}

/** @param {Record<string, string>} of @returns {HTMLElement} */
function reference(of) {
  const forms = FORMS.map(([name, words]) => {
    const said = element("span", { class: "copied", role: "status" });
    const copy = element("button", { type: "button", onclick: () => copied(() => of[name], said, words) }, "Copy");
    copy.setAttribute("aria-label", `Copy ${words}: ${of.title}`);
    return element("li", {}, element("span", { class: "form" }, words), copy, said, element("pre", { dir: "auto" }, of[name]));
  });
  return element("section", { "aria-label": of.title }, element("p", { class: "of" }, of.title), element("ul", {}, ...forms));
}
