/** What is set in; a caption, a size and a kind of picture to choose, and the picture to save, out. */

import { copied } from "./copy.js";
import { element } from "./dom.js";
import { FACET_WORDS } from "./words.js";

const MAX_CAPTION = 160; // characters: what fits on one line
/** @type {[string, number, number][]} */
const SIZES = [
  ["Wide, 1200 × 675", 1200, 675],
  ["Square, 1080 × 1080", 1080, 1080],
  ["Print, 2400 × 1600", 2400, 1600],
];

/**
 * @param {Record<string, string[]>} query
 * @returns {HTMLElement}
 */
export function pictures(query) {
  const caption = /** @type {HTMLInputElement} */ (element("input", { type: "text", "aria-label": "Caption", maxlength: String(MAX_CAPTION) }));
  caption.value = captionOf(query).slice(0, MAX_CAPTION);
  const size = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": "Size" }, ...SIZES.map(([words], each) => element("option", { value: String(each) }, words))));
  const told = element("p", { class: "alt", role: "status" });
  const save = async (/** @type {"png" | "svg"} */ type) => {
    const [, width, height] = SIZES[Number(size.value)];
    const draw = mapWindow()?.datelinePicture;
    if (!draw) {
      told.textContent = "The map is not there yet.";
      return;
    }
    try {
      const { blob, alt } = await draw({ width, height, type, caption: caption.value });
      saved(blob, `dateline-${width}x${height}.${type}`);
      const said = element("span", { role: "status" });
      told.replaceChildren("Alternative text: ", element("q", {}, alt), " ", element("button", { type: "button", onclick: () => copied(() => alt, said, "Alternative text") }, "Copy"), said);
    } catch {
      told.textContent = "The picture could not be made; try again.";
    }
  };
  const button = (/** @type {"png" | "svg"} */ type) => element("button", { type: "button", onclick: () => save(type) }, type.toUpperCase());
  return element("div", { class: "pictures" }, caption, size, button("png"), button("svg"), told);
}

/** What is set, in words. @param {Record<string, string[]>} query @returns {string} */
function captionOf(query) {
  const set = Object.entries(query).filter(([name]) => name !== "names" && name !== "asof");
  return set.map(([name, values]) => `${FACET_WORDS[name]}: ${values.join(", ")}`).join(" · ") || "All events";
}

/** The frame that the map is in. @returns {any} */
function mapWindow() {
  const frames = [...document.querySelectorAll("iframe")].map((frame) => /** @type {any} */ (frame.contentWindow));
  return frames.find((each) => each?.dateline?.ready);
}

/** @param {Blob} blob @param {string} name */
function saved(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
