/** The parts of the map's page by their names: one file for the browser, in the order in which they are seen. */

import filters from "./filters.js";
import head from "./head.js";
import list from "./list.js";
import moment from "./moment.js";
import timeline from "./timeline.js";

/** @type {Record<string, (component: any) => Promise<unknown>>} */
export const parts = { head, list, filters, moment, timeline };
