/**
 * A window in, the channel of its tab out: how the map and the evidence speak of the same event without a rerun.
 *
 * @typedef {object} Message
 * @property {"hover" | "focus" | "at" | "cleared" | "hello" | "ready" | "view" | "dates"} type
 * @property {"map" | "list" | "asof" | "time" | "choice"} source
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
 * @property {number} [turn]  `view` of choice.js: number of the change
 * @property {number} [shown]  `ready`: events that pass
 * @property {boolean} [still]  `focus`: light it and leave the view where it is
 */

const BEHIND_MS = 250; // what follows the map waits no longer for it

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

/** Resolves when the map has painted a view, or has had its time. @param {BroadcastChannel} channel @param {string} token @returns {Promise<void>} */
export function painted(channel, token) {
  return new Promise((done) => {
    const finish = () => {
      channel.removeEventListener("message", heard);
      done();
    };
    const heard = (/** @type {MessageEvent} */ { data }) => data.type === "ready" && data.token === token && finish();
    channel.addEventListener("message", heard);
    setTimeout(finish, BEHIND_MS);
  });
}
