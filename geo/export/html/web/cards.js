/** The Features of an event in, its evidence card out, as `api/list` answers it. */

import { grouped } from "./cells.js";
import { written } from "./days.js";
import { labelOf } from "./dated.js";
import { webAddress } from "./dom.js";
import { KINDS } from "./held.js";

const MAX_EVIDENCE = 50; // sentences of one card; the rest are counted
const OPEN = "(to be confirmed)";

/** @param {any[]} rows @param {string} name @returns {any} */
const said = (rows, name) => rows.find((row) => row[name])?.[name] ?? null;

/** @param {any[]} rows @param {string} name @returns {string[]} */
const distinct = (rows, name) => [...new Set(rows.flatMap((row) => row[name] ?? []))];

/** @param {any[]} rows  at least one, in the order of the list @param {import("./dated.js").Seen} seen @returns {import("./card.js").CardData & Record<string, any>} */
export function card(rows, seen) {
  const [first] = rows;
  const milestone = rows.find(({ summary }) => summary);
  const sentences = [...grouped(rows.filter(({ excerpt }) => excerpt !== undefined), (row) => JSON.stringify([row.article, row.start, row.excerpt])).values()];
  const says = told(sentences.map(leading));
  return {
    event: first.event,
    ids: rows.map(({ id }) => id),
    day: written(first.date, first.date_end, true),
    date: first.date ?? null,
    date_end: first.date_end ?? null,
    date_text: written(first.date, first.date_end),
    date_source: said(rows, "date_source"),
    kinds: KINDS.filter((kind) => rows.some((row) => row.kind === kind)),
    status: said(rows, "status"),
    role: rows.some(({ role }) => role === "literal") ? "literal" : said(rows, "role"),
    stage: said(rows, "stage"),
    process: said(rows, "process"),
    document: said(rows, "document"),
    title: milestone?.title ?? null,
    actors: distinct(rows, "actors"),
    speaker: said(rows, "speaker"),
    parties: distinct(rows, "parties"),
    places: places(rows, seen),
    lines: distinct(rows, "line"),
    evidence: sentences.slice(0, MAX_EVIDENCE).map((each, at) => ({ ...evidence(each), says: says[at] })),
    more: Math.max(0, sentences.length - MAX_EVIDENCE),
    summary: milestone ? { text: milestone.summary, sources: milestone.sources.filter(webAddress), to_be_confirmed: milestone.summary.includes(OPEN) } : null,
  };
}

/** The row that a sentence is shown for. @param {any[]} rows @returns {any} */
const leading = (rows) => rows.reduce((one, other) => (KINDS.indexOf(other.kind) < KINDS.indexOf(one.kind) ? other : one));

/** For each sentence what it tells otherwise than another of its card. @param {any[]} leads @returns {(string | null)[]} */
function told(leads) {
  const said = leads.map((row) => [row.status, row.stage, row.date ? written(row.date, row.date_end) : undefined]);
  const differ = [0, 1, 2].map((which) => new Set(said.map((each) => each[which]).filter(Boolean)).size > 1);
  return said.map((each) => each.filter((value, which) => value && differ[which]).join(", ") || null);
}

/** @param {any[]} rows  of one sentence @returns {any} */
function evidence(rows) {
  const lead = leading(rows);
  const start = lead.start ?? 0;
  const spans = rows.filter((row) => row.mention_start !== undefined).map((row) => [row.mention_start - start, row.mention_end - start]);
  return {
    kind: lead.kind,
    article: lead.article ?? null,
    title: lead.title ?? null,
    source: lead.source ?? null,
    url: webAddress(lead.url) && lead.url,
    published: lead.published ?? null,
    method: lead.method ?? null,
    confidence: lead.confidence ?? null,
    parts: parts(lead.excerpt, spans),
  };
}

/**
 * A sentence at its places; joined, the parts are the sentence again.
 *
 * @param {string} excerpt
 * @param {number[][]} spans  in code points, as the contract counts
 * @returns {["text" | "place", string][]}
 */
export function parts(excerpt, spans) {
  const points = [...excerpt];
  const text = (/** @type {number} */ start, /** @type {number | undefined} */ end) => points.slice(start, end).join("");
  /** @type {["text" | "place", string][]} */
  const pieces = [];
  let done = 0;
  for (const [start, end] of [...spans].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    if (start < done || start >= end || end > points.length) continue;
    pieces.push(["text", text(done, start)], ["place", text(start, end)]);
    done = end;
  }
  pieces.push(["text", text(done, undefined)]);
  return pieces.filter(([, piece]) => piece);
}

/** @param {any[]} rows @param {import("./dated.js").Seen} seen @returns {any[]} */
function places(rows, seen) {
  const found = new Map();
  for (const row of rows) {
    if (!row.place_id && !row.mention) continue;
    const key = row.place_id ?? `mention ${row.mention}`;
    const kept = found.get(key);
    if (kept && (kept.lon !== null || row.lon === undefined)) continue;
    found.set(key, {
      id: row.place_id ?? null,
      label: labelOf(row, seen, true) ?? row.place ?? row.mention ?? "",
      lon: row.lon ?? null,
      lat: row.lat ?? null,
      feature: row.id,
      role: row.role ?? null,
      reason: row.reason ?? null,
      line: row.line ?? null,
    });
  }
  return [...found.values()];
}
