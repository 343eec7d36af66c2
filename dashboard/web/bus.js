/**
 * A window in, the channel of its tab out: how the map and the evidence speak of the same event without a rerun.
 *
 * @typedef {object} Message
 * @property {"hover" | "focus" | "at" | "cleared" | "hello" | "ready" | "view" | "dates"} type
 * @property {"map" | "list" | "asof" | "time"} source
 * @property {string[]} [ids]  ids of Features
 * @property {string | null} [event]
 * @property {[number, number][]} [points]  lon, lat in degrees, of what is lit
 * @property {string[]} [areas]  ids of places drawn as areas
 * @property {string[]} [lines]  ids of lines of data/boundaries
 * @property {Record<string, string>} [query]  `at`: what narrows the list (at, place or line)
 * @property {string} [label]  `at`: what the narrowed list is called
 * @property {string | null} [from]  `dates`: first day that the map is to show while the time axis is moved
 * @property {string | null} [to]  `dates`: the last
 * @property {string} [token]  `view`: of the view that is shown while the as-of date moves; `ready`: that is painted
 * @property {number} [shown]  `ready`: events that pass
 * @property {boolean} [still]  `focus`: light it and leave the view where it is
 */

/**
 * @param {Window & {datelineTab?: string}} host  the page's window, not the frame's
 * @returns {BroadcastChannel}
 */
export function joinTab(host) {
  host.datelineTab ??= [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return new BroadcastChannel(`dateline-${host.datelineTab}`);
}
