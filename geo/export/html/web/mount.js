/** A shadow root in; the root with our styles, which the file holds, out: it stands for the mount.js that loads them. */

import { element } from "./dom.js";
import { held } from "./held.js";

/**
 * @template T
 * @param {ShadowRoot} root
 * @param {{styles: string[], make: (holder: HTMLElement) => T}} how
 * @returns {Promise<T>}
 */
export async function mounted(root, { styles, make }) {
  const kept = /** @type {any} */ (root);
  if (!kept.datelineMade) {
    root.adoptedStyleSheets = styles.map((name) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(held.styles[name]);
      return sheet;
    });
    const holder = element("div", { class: "holder" });
    root.append(holder);
    kept.datelineMade = make(holder);
  }
  return kept.datelineMade;
}
