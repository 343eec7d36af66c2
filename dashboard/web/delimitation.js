/** The course of the delimitation as of a day in; its meetings, its chains of steps and its pairs of villages out. */

import { element, hostOf, link } from "./dom.js";
import { mounted } from "./mount.js";
import { siteHead } from "./pages.js";
import { writtenDay } from "./view.js";
import { counted } from "./words.js";

const CLOSE = 0.034; // of the row's length: of nearer squares every other one is raised

/**
 * @typedef {{id: string, date: string, date_text: string, title: string, places: string[], text: string, sources: string[], unconfirmed: string | null}} Entry
 * @typedef {{number: number, entry: Entry, gap: number | null}} Meeting
 * @typedef {{words: string, entry: Entry | null}} Step
 *
 * @typedef {object} Course
 * @property {string} day
 * @property {string} known
 * @property {number | null} days
 * @property {Entry | null} last
 * @property {Meeting[]} meetings
 * @property {number} later
 * @property {{title: string, remark: string, steps: Step[]}[]} chains
 * @property {{name: string, drawn: string[], listed: string[], step: string, date_text: string, note: string | null, sources: string[]}[]} pairs
 */

/** @param {{data: Course, parentElement: ShadowRoot}} component */
export default async function delimitation({ data, parentElement }) {
  const holder = await mounted(parentElement, { styles: ["card.css", "pages.css"], make: (made) => made });
  const { meetings, chains, pairs, later, day, known } = data;
  holder.replaceChildren(
    siteHead("delimitation"),
    element(
      "div",
      {},
      element("h1", {}, "Delimitation of the border of Armenia and Azerbaijan"),
      element("p", { class: "lead" }, "Meetings, documents and sections, step by step, each with its sources."),
      since(data),
      element("h2", {}, "Meetings of the border commissions"),
      ...(meetings.length ? [row(meetings, day), list(meetings)] : [element("p", { class: "none" }, `None had been held by ${writtenDay(day)}.`)]),
      later ? element("p", { class: "note" }, `${counted(later, "meeting")} later than ${writtenDay(day)}, not shown.`) : null,
      element("h2", {}, "Steps, and what is still open"),
      ...chains.flatMap((each) => chain(each, known)),
      element("h2", {}, "Pairs of villages agreed in 2024"),
      ...(pairs.length ? [table(pairs)] : [element("p", { class: "none" }, `No section had been agreed by ${writtenDay(day)}.`)]),
      element("p", { class: "note" }, "No line of these sections has been published that could be drawn. A village without a sourced point is listed, not drawn. No view is taken on the status of any territory."),
    ),
  );
}

/** @param {Course} course @returns {HTMLElement} */
function since({ day, known, days, last }) {
  if (days === null || !last) return element("p", { class: "since" }, element("span", {}, `No step had been taken by ${writtenDay(day)}.`));
  const until = known < day ? ` The table's last entry is of ${writtenDay(known)}.` : "";
  return element(
    "p",
    { class: "since" },
    element("b", {}, days.toLocaleString("en")),
    element("span", {}, `${days === 1 ? "day" : "days"} since the last step in the table (${last.title}, ${last.date_text}), as of ${writtenDay(day)}.${until}`),
  );
}

/** The meetings as squares along the years, each leading to its row below. @param {Meeting[]} meetings @param {string} day @returns {HTMLElement} */
function row(meetings, day) {
  const [start, end] = [Date.parse(`${meetings[0].entry.date.slice(0, 4)}-01-01`), Date.parse(day)];
  const at = (/** @type {string} */ date) => (Date.parse(date) - start) / Math.max(1, end - start);
  let [last, lift] = [-1, 0];
  const squares = meetings.map(({ number, entry }) => {
    const where = at(entry.date);
    lift = where - last < CLOSE && !lift ? 1 : 0;
    last = where;
    const go = (/** @type {Event} */ event) => {
      event.preventDefault();
      const item = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).getRootNode().querySelector(`#${entry.id}`));
      item?.scrollIntoView({ block: "start" });
      item?.focus();
    };
    const words = `${ordinal(number)} meeting, ${entry.date_text}`;
    return placed(element("a", { href: `#${entry.id}`, "aria-label": words, title: words, onclick: go }), where, lift);
  });
  const years = [];
  for (let year = Number(day.slice(0, 4)); at(`${year}-01-01`) >= 0; year -= 1) years.push(placed(element("span", { "aria-hidden": "true" }, String(year)), at(`${year}-01-01`)));
  return element("div", { class: "row", role: "group", "aria-label": "Meetings along the years" }, ...squares, ...years);
}

/** @param {HTMLElement} made @param {number} at @param {number} [lift] @returns {HTMLElement} */
function placed(made, at, lift = 0) {
  made.style.setProperty("--at", String(at));
  made.style.setProperty("--lift", String(lift));
  return made;
}

/** @param {Meeting[]} meetings @returns {HTMLElement} */
function list(meetings) {
  const items = meetings.map(({ number, entry, gap }) =>
    element(
      "li",
      { id: entry.id, tabindex: "-1" },
      element("p", { class: "day" }, entry.date_text, gap === null ? null : element("span", { class: "gap" }, `${counted(gap, "day")} after the ${ordinal(number - 1)}`)),
      element("div", {}, element("h3", { class: "title" }, entry.title), ...evidence(entry)),
    ),
  );
  return element("ol", { class: "course" }, ...items);
}

/** @param {Entry} entry @returns {HTMLElement[]} */
function evidence({ places, text, unconfirmed, sources: urls }) {
  return [
    element("p", { class: "where" }, places.join(", ")),
    element("p", { class: "said" }, text),
    ...(unconfirmed ? [element("p", { class: "open" }, "To be confirmed")] : []),
    sources(urls),
  ];
}

/** @param {string[]} urls @returns {HTMLElement} */
function sources(urls) {
  const links = urls.map((url) => link(url, hostOf(url)));
  return element("p", { class: "sources" }, links.length > 1 ? "Sources: " : "Source: ", ...links.flatMap((each, index) => (index ? [", ", each] : [each])));
}

/** @param {Course["chains"][number]} chain @param {string} known @returns {HTMLElement[]} */
function chain({ title, remark, steps }, known) {
  const items = steps.map(({ words, entry }) =>
    element(
      "li",
      { class: entry ? null : "open-step" },
      element("p", { class: "title" }, words),
      entry ? element("p", { class: "day" }, entry.date_text) : element("p", { class: "where" }, `Not by ${writtenDay(known)}, as far as the table goes`),
      ...(entry?.unconfirmed ? [element("p", { class: "open" }, entry.unconfirmed)] : []),
      ...(entry ? [sources(entry.sources)] : []),
    ),
  );
  return [element("h3", {}, title), element("ol", { class: "chain" }, ...items), element("p", { class: "note" }, remark)];
}

/** @param {Course["pairs"]} pairs @returns {HTMLElement} */
function table(pairs) {
  const cell = (/** @type {(Node | string)[]} */ ...content) => element("td", {}, ...content);
  const rows = pairs.map(({ name, drawn, listed, step, date_text: date, note, sources: urls }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      cell(`${step} ${date}`),
      cell(
        ...(drawn.length ? [element("p", {}, `Drawn: ${drawn.join(", ")}`)] : []),
        ...(listed.length ? [element("p", {}, `Listed, not drawn: ${listed.join(", ")}`)] : []),
        ...(note ? [element("p", { class: "note" }, note)] : []),
        sources(urls),
      ),
    ),
  );
  const head = ["Section", "Last step", "On the map"].map((words) => element("th", { scope: "col" }, words));
  return element("table", { class: "pairs" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

/** @param {number} number @returns {string} */
function ordinal(number) {
  const suffix = { one: "st", two: "nd", few: "rd", other: "th" };
  return `${number}${suffix[/** @type {"one"} */ (new Intl.PluralRules("en", { type: "ordinal" }).select(number))]}`;
}
