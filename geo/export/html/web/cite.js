/** Stands for the page's cite.js: references are made by the server alone. */

/** @returns {null} */
export const citeButton = () => null;
