/** The view in; the list of the evidence, whose presses are this tab's own, out. */

import { pressed, taken } from "./choice.js";
import evidence from "./evidence.js";

/** @param {{data: import("./evidence.js").EvidenceData & import("./choice.js").Now, parentElement: ShadowRoot}} component */
export default async function list({ data, parentElement }) {
  if (!taken(data)) return undefined;
  return evidence({ data, parentElement, setTriggerValue: pressed });
}
