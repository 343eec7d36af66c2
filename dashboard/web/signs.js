/** Text in, the same with every mark that is not seen but obeyed (direction, zero width, control) as a visible sign out. */

const NAMES = {
  0x34f: "CGJ", 0x61c: "ALM", 0x180e: "MVS", 0x200b: "ZWSP", 0x200c: "ZWNJ", 0x200d: "ZWJ", 0x200e: "LRM", 0x200f: "RLM",
  0x2028: "LS", 0x2029: "PS", 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x2060: "WJ",
  0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xfeff: "BOM",
};

// Unicode 16, chapter 23.2: joiners belong between letters of these scripts, and within emoji (UTS 51).
const SCRIPTS = [
  ...["Arabic", "Syriac", "Mandaic", "Mongolian", "Nko", "Phags_Pa", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"],
  ...["Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Tibetan", "Myanmar", "Khmer", "Tai_Tham", "Balinese", "Javanese"],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");
const JOINS = [
  `(?<=[${SCRIPTS}])[\\u200c\\u200d](?=[${SCRIPTS}])`,
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})",
  "(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,6})[\\u{e0020}-\\u{e007f}]", // flags of regions
].join("|");
const UNSEEN = [
  "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e",
  "\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e007f}",
].join("");
const MARKS = new RegExp(`(?!${JOINS})([${UNSEEN}])\\1*`, "gu");

/** @param {string} run  one mark, once or several times @returns {string} */
function sign(run) {
  const [mark, ...more] = run;
  const code = /** @type {number} */ (mark.codePointAt(0));
  const name = /** @type {Record<number, string>} */ (NAMES)[code] ?? code.toString(16).toUpperCase().padStart(4, "0");
  return `‹${name}${more.length ? `×${more.length + 1}` : ""}›`;
}

/**
 * The text for what has no elements: a canvas, a tooltip, an attribute.
 *
 * @param {string} text
 * @returns {string}
 */
export const signed = (text) => text.replace(MARKS, sign);

/**
 * The text as nodes. The marks stay in the text, so that offsets and copies of the source are true; what is drawn for
 * them is their sign, in a tree of its own where nothing around can be turned by them.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function signedNodes(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(MARKS)) {
    nodes.push(text.slice(done, found.index), drawn(found[0]));
    done = found.index + found[0].length;
  }
  return [...nodes, text.slice(done)].filter((node) => node !== "");
}

/** @param {string} run @returns {HTMLElement} */
function drawn(run) {
  const kept = document.createElement("span");
  kept.className = "sign";
  kept.title = "A mark that is not seen";
  kept.style.cssText = "direction: ltr; unicode-bidi: isolate; font: 0.75em ui-monospace, monospace; opacity: 0.75";
  kept.append(run);
  kept.attachShadow({ mode: "open" }).textContent = sign(run);
  return kept;
}
