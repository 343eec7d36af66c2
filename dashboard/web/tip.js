/** What is under the pointer in, the few words beside it out. */

import { signed } from "./signs.js";
import { breakdown, KIND_WORDS, nature } from "./words.js";

/**
 * @param {import("./scene.js").Hit} hit
 * @returns {string}
 */
export function tipText({ type, what }) {
  if (type === "leg") return `${nature(what)}, ${what.date_text}`;
  const kinds = breakdown(what.kinds);
  const name = signed(what.label ?? what.title ?? "");
  const said = what.n === 1 ? [what.status === "planned" || what.status === "cancelled" ? `${what.status} ` : "", KIND_WORDS[kinds[0][0]][0], what.stage && what.stage !== "mentioned" ? `, ${what.stage}` : ""].join("") : kinds.map(([, words]) => words).join(", ");
  return name ? `${name}: ${said}` : said;
}
