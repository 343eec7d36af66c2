/** Stands for the page's pages.js: the file has no pages beside the map, so nothing leads to one. */

/** @returns {null} */
export const pageAddress = () => null;

/** @returns {null} */
export const actorAddress = () => null;
