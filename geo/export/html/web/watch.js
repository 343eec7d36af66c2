/** Stands for the page's watch.js: in the file the map is part of the document, and says itself where it fails. */

import { element } from "./dom.js";

/** @returns {HTMLElement} */
export const mapWatch = () => element("p", { hidden: true });
