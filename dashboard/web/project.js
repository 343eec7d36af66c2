/** Degrees in, web-mercator out: x and y from 0 to 1, and pixels of a camera. */

/** @typedef {import("./canvas.js").Camera} Camera */

const EDGE = 85.0511287798; // where web-mercator's square ends

/** @param {number} lon @returns {number} */
export const mercatorX = (lon) => lon / 360 + 0.5;

/** @param {number} lat @returns {number} */
export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-EDGE, Math.min(EDGE, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/**
 * @param {Camera} camera
 * @param {number} lon
 * @param {number} lat
 * @returns {[number, number]}
 */
export function toScreen(camera, lon, lat) {
  return [mercatorX(lon) * camera.scale - camera.left, mercatorY(lat) * camera.scale - camera.top];
}

/**
 * The copies of the world that a camera sees: 0, and -1 or 1 where it was dragged over the edge.
 *
 * @param {Camera} camera
 * @returns {number[]}
 */
export function copies(camera) {
  const first = Math.floor(camera.left / camera.scale);
  const last = Math.floor((camera.left + camera.width) / camera.scale);
  return Array.from({ length: Math.min(5, last - first + 1) }, (_, each) => first + each);
}
