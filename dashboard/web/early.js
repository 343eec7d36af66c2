/**
 * The page's address in; the first view's answers, asked for while Streamlit is still on its way, out.
 *
 * `window.datelineEarly` holds them by address until `getJson` takes each once. An answer for another view than the page
 * then shows is not taken.
 */

import { fitOf, LINES, listOf, PAGE, WORLD } from "./asked.js";
import { tokenIn } from "./choice.js";

const asked = new URLSearchParams(location.search);
if (!asked.has("page")) {
  const token = tokenIn(asked, document.cookie);
  const fits = asked.has("lat") ? [] : [fitOf(token)];
  const focus = asked.get("focus");
  const listed = listOf(token, { limit: String(PAGE), ...(focus ? { focus } : {}) });
  /** @type {any} */ (window).datelineEarly = new Map([...fits, LINES, WORLD, listed].map((address) => [address, fetch(address).catch(() => null)]));
}
