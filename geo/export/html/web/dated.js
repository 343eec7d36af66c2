/** A Feature's place, a policy and a day in, the label to show out: the same rule as geo/gazetteer/labels.py. */

import { held } from "./held.js";

const ORDER = ["en", "hy", "az"]; // of `both`: English first, then by the English name of the language

/** @typedef {{names?: string, asof?: string}} Seen  policy and day of a view */
/** @typedef {[string, string, string, string, string]} Name  language, text, local spelling, and since and until when, ISO 8601 or empty */

/** Whether a name was used on some day of a date; on none, whether it still is. @param {Name} name @param {string | undefined} date @returns {boolean} */
function holds([, , , since, until], date) {
  if (!date) return !until;
  const [first, last] = ["0000-01-01", "0000-12-31"].map((rest) => date + rest.slice(date.length));
  return (!since || since <= last) && (!until || first < until);
}

/** @param {Name} name @returns {string} */
function withLanguage([language, text, local]) {
  if (language === "en") return text;
  return `${text} (${language}${local && language === "az" ? `: ${local}` : ""})`;
}

/**
 * @param {any} feature
 * @param {Seen} seen
 * @param {boolean} alone  whether the label stands for this event alone, and follows its date and its words
 * @returns {string | null}  null where it has no place
 */
export function labelOf({ place_id: id, place, date, mention }, { names: policy = "both", asof }, alone) {
  if (!id) return null;
  if (policy === "source" && alone && mention) return mention;
  /** @type {Name[]} */
  const current = (held.places[id].names ?? []).filter((/** @type {Name} */ name) => holds(name, asof ?? (alone ? date : undefined)));
  const shown =
    policy === "both"
      ? ORDER.flatMap((language) => current.filter((each) => each[0] === language)).map(withLanguage)
      : current.filter(([language]) => language === (policy === "source" ? "en" : policy)).map(([, text]) => text);
  return shown.join(" / ") || place || id;
}
