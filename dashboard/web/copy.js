/** A text in, the same on the clipboard out; where the browser forbids it, a field to copy from. */

import { element } from "./dom.js";

const SAID_MS = 2_500; // how long "Copied" stands

/**
 * @param {() => string} text
 * @param {HTMLElement} said  where it is told
 * @param {string} name  of the field
 */
export async function copied(text, said, name) {
  const content = text();
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    // A frame of another site may not write to the clipboard unless that site lets it.
    const field = /** @type {HTMLTextAreaElement} */ (element("textarea", { class: "address", readonly: true, "aria-label": name }));
    field.value = content;
    said.replaceChildren(field);
    field.select();
    return;
  }
  said.textContent = "Copied";
  setTimeout(() => (said.textContent = ""), SAID_MS);
}
