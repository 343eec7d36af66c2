/** A view's token in, the settings that the browser itself needs out: the names policy and the as-of date. */

/**
 * @param {string} token  base64url of JSON, or empty
 * @returns {{names: string, asof: string | null}}
 */
export function readView(token) {
  const view = { names: "both", asof: null };
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return view;
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const set = JSON.parse(new TextDecoder().decode(bytes));
    return { names: set.names ?? view.names, asof: set.asof ?? view.asof };
  } catch {
    return view;
  }
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * @param {string | null} iso  ISO 8601 day; null for today
 * @returns {string}  "24 November 2026"
 */
export function writtenDay(iso) {
  const [year, month, day] = (iso ?? new Date().toISOString().slice(0, 10)).split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
