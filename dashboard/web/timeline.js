/**
 * A view without its dates in; the time axis under the map out, as soon as the map is there: nobody waits for it first.
 */

import { TimeAxis } from "./axis.js";
import { choose, taken } from "./choice.js";
import { mapIsReady } from "./watch.js";
import { mounted } from "./mount.js";

const PATIENCE_MS = 10_000; // a map that does not come up keeps no axis away
const STEP_MS = 100;

/** @param {{data: import("./axis.js").TimelineData & {view: import("./choice.js").Now}, parentElement: ShadowRoot}} component */
export default async function timeline({ data, parentElement }) {
  const made = await mounted(parentElement, { styles: ["timeline.css"], make });
  if (taken(data.view)) made.show(data, (_, dates) => choose(dates));
  return () => made.close();
}

/** @param {HTMLElement} holder */
async function make(holder) {
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "Timeline");
  const began = performance.now();
  while (!mapIsReady() && performance.now() - began < PATIENCE_MS) await new Promise((done) => setTimeout(done, STEP_MS));
  return new TimeAxis(holder);
}
