/** A view's token in, the settings that the browser itself needs out; and the token of other settings. */

/**
 * @param {string} token  base64url of JSON, or empty
 * @returns {{names: string, asof: string | null, actors: string[]}}
 */
export function readView(token) {
  const { names = "both", asof = null, actor = [] } = chosenIn(token);
  return { names, asof, actors: actor };
}

/**
 * The same view as of another day.
 *
 * @param {string} token
 * @param {string | null} asof
 * @returns {string}
 */
export function withAsof(token, asof) {
  return withSet(token, { asof });
}

/**
 * The same view with other dates of its filter.
 *
 * @param {string} token
 * @param {{from: string | null, to: string | null}} dates  ISO 8601 days, null for no bound
 * @returns {string}
 */
export function withDates(token, { from, to }) {
  return withSet(token, { from, to });
}

/** A token with other values; null takes one away. @param {string} token @param {Record<string, string | null>} changes @returns {string} */
function withSet(token, changes) {
  return tokenOf(Object.fromEntries(Object.entries({ ...chosenIn(token), ...changes }).filter(([, value]) => value !== null)));
}

/**
 * The token of what is set, in the canonical form of state.py: keys sorted, no spaces, UTF-8; empty for nothing.
 *
 * @param {Record<string, any>} set  under the names of the address
 * @returns {string}
 */
export function tokenOf(set) {
  const entries = Object.entries(set).sort(([one], [other]) => (one < other ? -1 : 1));
  if (!entries.length) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What a token sets, under the names of the address; nothing where it is none. @param {string} token @returns {Record<string, any>} */
export function chosenIn(token) {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return {};
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * @param {string | null} iso  ISO 8601 date; null for today
 * @returns {string}  "24 November 2026"
 */
export function writtenDay(iso) {
  const [year, month, day] = (iso ?? new Date().toISOString().slice(0, 10)).split("-").map(Number);
  return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
}
