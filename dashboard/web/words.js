/** Terms of the contract in, words of the page out. */

/** @type {Record<string, [string, string]>} one, several */
export const KIND_WORDS = {
  visit: ["visit", "visits"],
  border: ["border reference", "border references"],
  excerpt: ["excerpt", "excerpts"],
  milestone: ["milestone", "milestones"],
};

/** @type {Record<string, string>} */
export const FACET_WORDS = {
  kind: "Kind",
  actor: "Actor",
  place: "Place",
  status: "Status",
  stage: "Stage",
  role: "Role",
  article: "Article",
  from: "From",
  to: "To",
  q: "Search",
  asof: "As of",
};

/** @type {Record<string, string>} */
export const NAME_POLICIES = { both: "All names", hy: "Armenian", az: "Azerbaijani", en: "English" };

/** @type {Record<string, "half" | "full" | "struck">} stages beyond what was only said */
const STAGE_STYLES = {
  agreed: "half",
  initialled: "half",
  signed: "half",
  ruled: "half",
  ratified: "full",
  "in force": "full",
  delimited: "full",
  demarcated: "full",
  rejected: "struck",
};

/**
 * How the mark of a border reference is drawn: hollow where something was said, offered, proposed or announced, half
 * full from agreed to signed, full from ratified on. The words beside it say which of them it is.
 *
 * @param {string | null | undefined} stage
 * @returns {"hollow" | "half" | "full" | "struck"}
 */
export const stageStyle = (stage) => STAGE_STYLES[stage ?? ""] ?? "hollow";

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [several]
 * @returns {string}  "1 event", "1,204 events"
 */
export function counted(count, one, several = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
}

/**
 * @param {number[]} kinds  in the order of `KIND_WORDS`
 * @returns {[string, string][]}  kind and "3 visits", of those that are there
 */
export function breakdown(kinds) {
  return Object.entries(KIND_WORDS)
    .map(([kind, words], each) => /** @type {[string, number, string]} */ ([kind, kinds[each], counted(kinds[each], ...words)]))
    .filter(([, count]) => count > 0)
    .map(([kind, , words]) => [kind, words]);
}

/**
 * What an event is, beyond its kind: "planned visit", "offered: delimitation and demarcation".
 *
 * @param {import("./card.js").CardData} card
 * @returns {string}
 */
export function nature(card) {
  const kind = KIND_WORDS[card.kinds[0]]?.[0] ?? "";
  const visit = card.kinds.includes("visit") && card.status && card.status !== "completed" ? `${card.status} ` : "";
  const said = card.stage && card.stage !== "mentioned" ? `, ${card.stage}` : "";
  const process = card.process ? `: ${card.process}` : "";
  return `${visit}${kind}${said}${process}`;
}
