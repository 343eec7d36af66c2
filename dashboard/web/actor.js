/** A person's name in; where the person went and what the person said, with the sentences and their sources, out. */

import { actorOf } from "./asked.js";
import { cardParts } from "./card.js";
import { element } from "./dom.js";
import { mounted } from "./mount.js";
import { pageAddress, siteHead } from "./pages.js";
import { getJson } from "./request.js";
import { writtenDay } from "./view.js";
import { counted } from "./words.js";

/**
 * @typedef {object} ActorData
 * @property {string} name
 * @property {string} token  of the view: its names and its as-of date
 * @property {string | null} asof
 *
 * @typedef {object} Person  as `api/actor` answers it
 * @property {string} name
 * @property {boolean} known
 * @property {import("./card.js").CardData[]} visits
 * @property {import("./card.js").CardData[]} statements
 * @property {number} others
 * @property {number} later
 * @property {number} more
 */

/** @param {{data: ActorData, parentElement: ShadowRoot}} component */
export default async function actor({ data, parentElement }) {
  const holder = await mounted(parentElement, { styles: ["card.css", "pages.css"], make: (made) => made });
  const asked = JSON.stringify(data);
  if (holder.dataset.asked === asked) return;
  holder.dataset.asked = asked;
  const main = element("div", {}, element("h1", {}, data.name), element("p", { class: "lead" }, "Looking for the sentences …"));
  holder.replaceChildren(siteHead("actor"), main);
  if (!data.name) {
    main.replaceChildren(element("h1", {}, "Actors"), element("p", { class: "lead" }, "Choose a person in the map's filters or on a card of its list."), mapLink({}, "To the map"));
    return;
  }
  try {
    main.replaceChildren(...told(await getJson(actorOf(data.name, data.token)), data.asof));
  } catch {
    main.replaceChildren(element("h1", {}, data.name), element("p", { class: "lead", role: "alert" }, "The page gets no answer; reload it to try again."));
  }
}

/** @param {Person} person @param {string | null} asof @returns {HTMLElement[]} */
function told(person, asof) {
  const { name, known, visits, statements, others, later, more } = person;
  const title = element("h1", { dir: "auto" }, name);
  if (!known) {
    return [title, element("p", { class: "lead" }, "No event of this data names a person so. "), mapLink({}, "To the map")];
  }
  const counts = [counted(visits.length, "visit"), counted(statements.length, "statement")].join(", ");
  const until = asof ? `, as of ${writtenDay(asof)}${later ? ` (${counted(later, "event")} later, not shown)` : ""}` : "";
  return [
    title,
    element("p", { class: "lead" }, `${counts}${until}.`),
    mapLink({ actor: name }, "Show on the map"),
    ...part("Itinerary", "No sentence tells of a visit.", visits),
    ...part("Statements", "No sentence quotes this person or gives this person's words on a border.", statements),
    others ? element("p", { class: "rest" }, `${counted(others, "other event names", "other events name")} this person; the map's list has them.`) : null,
    more ? element("p", { class: "rest" }, `${more.toLocaleString("en")} more are not on this page; the map's list has them.`) : null,
  ].filter((each) => each !== null);
}

/** @param {string} title @param {string} none @param {import("./card.js").CardData[]} cards @returns {HTMLElement[]} */
function part(title, none, cards) {
  const items = cards.map((card) =>
    element(
      "li",
      { class: card.date ? null : "undated" },
      element("p", { class: "day" }, card.date_text),
      element("article", { class: "card" }, ...cardParts(card, { heading: "h3", day: false, people: true })),
    ),
  );
  return [element("h2", {}, title), items.length ? element("ol", { class: "course" }, ...items) : element("p", { class: "none" }, none)];
}

/** @param {Record<string, string>} set @param {string} words @returns {HTMLElement} */
const mapLink = (set, words) => element("p", { class: "to-map" }, element("a", { href: pageAddress(set) }, words));
