/** What a view sets in; the Features that pass, and what each value of a facet would leave, out. */

import { features, fold, NEVER } from "./held.js";

/** @typedef {Record<string, any>} Chosen  under the names of the address */

/** @type {Record<string, (feature: any) => string[]>} */
const FACETS = {
  kind: ({ kind }) => [kind],
  actor: ({ actors }) => actors,
  place: ({ value }) => (value === undefined ? [] : [value]),
  status: ({ status }) => (status ? [status] : []),
  stage: ({ stage }) => (stage ? [stage] : []),
  role: ({ role }) => (role ? [role] : []),
  article: ({ article }) => (article ? [article] : []),
};
const MAX_WORDS = 20; // of one search, as the page

/** @param {string} query @returns {string[]} */
const wordsOf = (query) =>
  [...query.matchAll(/"([^"]*)"?|([^\s"]+)/g)]
    .map(([, quoted, plain]) => fold(quoted || plain || "").trim())
    .filter(Boolean)
    .slice(0, MAX_WORDS);

/**
 * @param {Chosen} chosen
 * @param {string} [without]  a facet that is left out
 * @returns {any[]}
 */
export function passing(chosen, without = "") {
  const sets = Object.entries(FACETS)
    .filter(([name]) => name !== without && chosen[name]?.length)
    .map(([name, of]) => /** @type {[(feature: any) => string[], Set<string>]} */ ([of, new Set(chosen[name])]));
  const words = wordsOf(chosen.q ?? "");
  return features.filter(
    (feature) =>
      sets.every(([of, set]) => of(feature).some((value) => set.has(value))) &&
      within(feature, chosen) &&
      words.every((word) => feature.text.some((/** @type {string} */ text) => text.includes(word))),
  );
}

/** @param {any} feature @param {Chosen} chosen @returns {boolean} */
function within({ first, last }, { from, to, asof }) {
  if ((from || to) && first === NEVER) return false;
  if (from && to && from > to) return false;
  return !(from && last < from) && !(to && first > to) && !(asof && first !== NEVER && first > asof);
}

/**
 * The values of a facet with how many Features each would leave, given all other facets: most first, then by name.
 *
 * @param {string} name
 * @param {Chosen} chosen
 * @returns {[string, number][]}
 */
export function valuesOf(name, chosen) {
  /** @type {Map<string, number>} */
  const counts = new Map(features.flatMap(FACETS[name]).map((value) => [value, 0]));
  for (const feature of passing(chosen, name)) {
    for (const value of new Set(FACETS[name](feature))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
}
