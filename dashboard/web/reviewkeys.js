/** A key in, what it decides on the review page out. Letters are those of the keyboard's own layout. */

import { element } from "./dom.js";

/**
 * @typedef {{id: string, name: string, about: string, lon: number | null, lat: number | null, score: number | null, reasons: string[]}} Choice
 *
 * @typedef {object} Item
 * @property {string} key
 * @property {"mention" | "visit" | "border"} kind
 * @property {number} start
 * @property {string} words
 * @property {[string, string, string]} sentence
 * @property {Choice | null} place
 * @property {Choice[]} choices
 * @property {number} confidence
 * @property {boolean} decided
 * @property {string | null} reason
 * @property {boolean} refused
 * @property {string} actor
 * @property {string | null} status
 * @property {string | null} stage
 * @property {string | null} speaker
 * @property {string | null} date
 *
 * @typedef {object} ReviewData
 * @property {string} article
 * @property {string} [title]
 * @property {number | null} focus
 * @property {boolean} writable
 * @property {string} refused
 * @property {[number, number] | null} confirmed
 * @property {{said: string, lines: string[]} | null} changes
 * @property {boolean} undo
 * @property {import("./reviewlist.js").Reviewed[]} articles
 * @property {Item[] | null} items
 * @property {string[]} [people]
 * @property {string | null} error
 * @property {string[]} statuses
 * @property {string[]} stages
 */

const ALL = ["mention", "visit", "border"];

/** @type {{keys: string[], words: string, kinds: string[]}[]} */
const KEYS = [
  { keys: ["a"], words: "right as it is", kinds: ALL },
  { keys: ["1", "…", "9"], words: "this place", kinds: ["mention"] },
  { keys: ["↑", "↓", "Enter"], words: "mark a place, take it", kinds: ["mention"] },
  { keys: ["/"], words: "search the gazetteer", kinds: ["mention"] },
  { keys: ["p"], words: "set a point on the map", kinds: ["mention"] },
  { keys: ["n"], words: "not a place", kinds: ["mention"] },
  { keys: ["n"], words: "not an event", kinds: ["visit", "border"] },
  { keys: ["Shift"], words: "with a, n or a digit: all the same in this article", kinds: ["mention"] },
  { keys: ["Ctrl", "Alt"], words: "with a, n or a digit: in all articles", kinds: ["mention"] },
  { keys: ["w", "s", "d"], words: "who, status or stage, date", kinds: ["visit", "border"] },
  { keys: ["j", "k"], words: "next, previous", kinds: ALL },
  { keys: ["u"], words: "take the last decision back", kinds: ALL },
];

/** @type {Record<string, string>} */
const PLAIN = { p: "point", j: "next", k: "previous", u: "undo", w: "who", s: "status", d: "date" };
/** @type {Record<string, string>} */
const SCOPED = { a: "accept", n: "reject" };

/**
 * @param {{shiftKey: boolean, ctrlKey: boolean, altKey: boolean, metaKey?: boolean}} event
 * @returns {"here" | "article" | "all"}
 */
export function scopeOf({ shiftKey, ctrlKey, altKey }) {
  if (ctrlKey || altKey) return "all";
  return shiftKey ? "article" : "here";
}

/**
 * @param {KeyboardEvent} event
 * @param {string} kind  of what is open
 * @returns {{do: string, number: number, scope: string} | null}
 */
export function decisionOf(event, kind) {
  const scope = scopeOf(event);
  const made = (/** @type {string} */ what, number = 0) => ({ do: what, number, scope: kind === "mention" ? scope : "here" });
  const mention = kind === "mention";
  if (event.key === "/") return mention ? made("search") : null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit) return mention ? made("choose", Number(digit[1])) : null;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return mention ? made("mark", event.key === "ArrowDown" ? 1 : -1) : null;
  if (event.key === "Enter") return mention ? made("choose-marked") : null;
  // With Alt some layouts write another letter: then the key's place counts.
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase() ?? "";
  if (letter in SCOPED) return made(SCOPED[letter]);
  if (scope !== "here" || !(letter in PLAIN)) return null;
  const fits = { point: mention, who: !mention, status: !mention, date: !mention };
  return /** @type {any} */ (fits)[PLAIN[letter]] === false ? null : made(PLAIN[letter]);
}

/** @param {string} kind @returns {HTMLElement} */
export function legendOf(kind) {
  const rows = KEYS.filter(({ kinds }) => kinds.includes(kind)).flatMap(({ keys, words }) => [element("dt", {}, ...keys.map((key) => element("kbd", {}, key))), element("dd", {}, words)]);
  return element("details", { class: "legend-keys", open: matchMedia("(min-width: 769px)").matches }, element("summary", {}, "Keys"), element("dl", {}, ...rows));
}
