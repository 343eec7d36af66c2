/** The view in; the slider of the as-of date, whose rest is a change of the view, out. */

import asof from "./asof.js";
import { choose, taken } from "./choice.js";

/** @param {{data: import("./asof.js").AsofData & import("./choice.js").Now, parentElement: ShadowRoot}} component */
export default async function moment({ data, parentElement }) {
  if (!taken(data)) return undefined;
  return asof({ data, parentElement, setTriggerValue: (_, { asof: day }) => choose({ asof: day }) });
}
