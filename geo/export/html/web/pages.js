/** Stands for the page's pages.js: the file has no pages beside the map, so a person's name is no link. */

/** @returns {null} */
export const actorAddress = () => null;
