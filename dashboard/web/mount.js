/** A Streamlit component's shadow root in; the root with our styles, ready to be filled, out. */

import { element } from "./dom.js";

const BASE = new URL("./", import.meta.url);

/**
 * Puts an element into a component's root once; later renders of the same component get the same element.
 *
 * @template T
 * @param {ShadowRoot | HTMLElement} root
 * @param {{styles: string[], make: (holder: HTMLElement) => T}} how
 * @returns {Promise<T>}
 */
export function mounted(root, { styles, make }) {
  const kept = /** @type {any} */ (root);
  kept.datelineMade ??= (async () => {
    const holder = element("div", { class: "holder" });
    await Promise.all(styles.map((name) => styled(root, name)));
    root.append(holder);
    return make(holder);
  })();
  return kept.datelineMade;
}

/** @param {ShadowRoot | HTMLElement} root @param {string} name @returns {Promise<void>} */
function styled(root, name) {
  return new Promise((done) => {
    // A style that does not come leaves the words readable.
    const sheet = element("link", { rel: "stylesheet", href: new URL(name, BASE).href, onload: () => done(), onerror: () => done() });
    root.append(sheet);
  });
}
