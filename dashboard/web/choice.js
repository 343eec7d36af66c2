/**
 * A press on a filter in; the view that it makes, in the address and told to map, list and page at once, out.
 *
 * The address is what is set: nothing waits for the server to know of it. Each change has a number, by which the page
 * says which one its answer is of; an answer to an earlier one is left alone.
 */

import { joinTab, painted } from "./bus.js";
import { chosenIn, tokenOf } from "./view.js";

/** @typedef {Record<string, any>} Chosen  under the names of the address: lists, and text for the rest */
/** @typedef {{token: string, turn: number}} Now */

const LISTS = ["kind", "actor", "place", "status", "stage", "role", "article"];
const FILTERS = [...LISTS, "from", "to", "q"];
const NAMES = [...FILTERS, "names", "asof"];
const DEFAULT_NAMES = "both"; // never stands in an address
const MAX_TOKEN = 8_000; // characters, as state.py: a request line much longer is refused by common proxies
const MAX_TEXT = 300; // characters of a value, as state.py
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/; // as Python's split

/**
 * The token of what an address sets, and of what the visitor added.
 *
 * @param {URLSearchParams} asked
 * @param {string} cookies
 * @returns {string}
 */
export function tokenIn(asked, cookies) {
  const set = Object.fromEntries(NAMES.map((name) => [name, LISTS.includes(name) ? asked.getAll(name) : asked.getAll(name).at(-1)]));
  const mine = /(?:^|; )dateline_mine=([A-Za-z0-9_-]+)/.exec(cookies)?.[1];
  return tokenOf({ ...canonical(set), ...(mine ? { mine } : {}) });
}

/** What the tab shows now. @param {Window} [host]  the page's window @returns {Now | undefined} undefined before the page has told */
export const now = (host = window) => /** @type {any} */ (host).datelineNow;

/** @returns {Chosen} */
export const chosen = () => chosenIn(now()?.token ?? "");

/** @returns {boolean}  whether anything narrows the events */
export const narrowed = () => FILTERS.some((name) => name in chosen());

/**
 * Takes what the page knows as what is shown, unless a later press has overtaken it.
 *
 * @param {Now} told
 * @returns {boolean}  whether it is the answer to the latest change
 */
export function taken({ token, turn }) {
  const held = now();
  if (held && turn < held.turn) return false;
  if (held?.token !== token) show({ token, turn });
  return true;
}

/**
 * Changes the view.
 *
 * @param {Chosen} changes  an empty value or null takes the facet away
 */
export function choose(changes) {
  const set = canonical({ ...chosen(), ...changes });
  const token = tokenOf(set);
  if (token === now()?.token || token.length > MAX_TOKEN) return;
  show({ token, turn: (now()?.turn ?? 0) + 1 });
  // The browser looks for the page's icon anew at each address: there is time for it behind the map.
  painted(/** @type {any} */ (window).datelineChoice, token).then(() => token === now()?.token && write(set));
}

/** Adds a value to a list facet, or takes it out. @param {string} name @param {string} value */
export function toggle(name, value) {
  const held = chosen()[name] ?? [];
  choose({ [name]: held.includes(value) ? held.filter((/** @type {string} */ each) => each !== value) : [...held, value] });
}

/** What a chip, the names or the list asks for. @param {string} asked @param {any} value */
export function pressed(asked, value) {
  if (asked === "clear") choose(Object.fromEntries(FILTERS.map((name) => [name, null])));
  else if (asked === "names") choose({ names: value });
  else if (asked === "drop") {
    const held = chosen()[value.name];
    choose({ [value.name]: Array.isArray(held) && value.value !== null ? held.filter((each) => each !== value.value) : null });
  }
}

/** @param {Now} view */
function show(view) {
  const host = /** @type {any} */ (window);
  const first = !host.datelineNow;
  host.datelineNow = view;
  host.datelineChoice ??= joinTab(window);
  if (first) return;
  host.datelineMap?.view(view.token);
  host.datelineChoice.postMessage({ type: "view", source: "choice", ...view });
}

/** What is set as `View.canonical` of state.py has it. @param {Chosen} set @returns {Chosen} */
function canonical(set) {
  const found = Object.entries(set).map(([name, value]) => {
    if (LISTS.includes(name)) return [name, [...new Set((value ?? []).filter(Boolean))].sort(order)];
    return [name, name === "q" ? cut(value ?? "").split(SPACES).filter(Boolean).join(" ") : value];
  });
  return Object.fromEntries(found.filter(([name, value]) => value?.length && !(name === "names" && value === DEFAULT_NAMES)));
}

/** @param {string} text */
const cut = (text) => Array.from(text).slice(0, MAX_TEXT).join("");

/** The order of Python's texts, by code point. @param {string} one @param {string} other @returns {number} */
function order(one, other) {
  const [left, right] = [one, other].map((text) => Array.from(text, (each) => /** @type {number} */ (each.codePointAt(0))));
  const at = left.findIndex((each, position) => each !== right[position]);
  if (at < 0) return left.length - right.length;
  return at < right.length ? left[at] - right[at] : 1;
}

/** @param {Chosen} set */
function write(set) {
  const address = new URL(location.href);
  for (const name of NAMES) address.searchParams.delete(name);
  for (const name of NAMES) [set[name] ?? []].flat().forEach((value) => address.searchParams.append(name, value));
  history.replaceState(history.state, "", address);
}
