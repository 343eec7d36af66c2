/** A key in, what it decides on the review page out. Letters are those of the keyboard's own layout. */

const ALL = ["mention", "visit", "border"];

/** @type {{keys: string[], words: string, kinds: string[]}[]} */
export const KEYS = [
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
