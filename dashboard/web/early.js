/**
 * The first view and the files of the map's frame in; their answers, asked for while Streamlit is still drawing, out.
 *
 * `window.datelineEarly` holds them by address until `getJson` takes each once.
 */

import { fitOf, LINES, listOf, PAGE, WORLD } from "./asked.js";

/** @param {{token: string, files: string[]}} first  `files`: names of this folder that the map's frame loads */
export function early({ token, files }) {
  const fits = new URLSearchParams(location.search).has("lat") ? [] : [fitOf(token)];
  const asked = [WORLD, LINES, ...fits, listOf(token, { limit: String(PAGE) })];
  /** @type {any} */ (window).datelineEarly = new Map(asked.map((address) => [address, fetch(address).catch(() => null)]));
  // Kept for ever under their version: the frame then finds them without asking.
  for (const name of files) fetch(new URL(name, import.meta.url)).catch(() => null);
}
