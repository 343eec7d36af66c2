/** TopoJSON of `api/outlines` in, arcs in web-mercator out, and what traces them. Shape: docs/architecture.md. */

import { mercatorX, mercatorY } from "./project.js";

/**
 * @typedef {[number, number, number, number]} Box  of mercator: left, top, right, bottom
 * @typedef {{points: Float64Array, box: Box}} Arc  x, y, x, y ... from 0 to 1
 * @typedef {{arcs: Arc[], box: Box}} Chain  arcs that follow one another, none of them backwards
 */

/**
 * @param {any} topology
 * @returns {Arc[]}
 */
export function decodeArcs(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((/** @type {number[][]} */ arc) => {
    const points = new Float64Array(arc.length * 2);
    let [x, y] = [0, 0];
    arc.forEach(([right, up], each) => {
      [x, y] = [x + right, y + up];
      points[2 * each] = mercatorX(x * scale[0] + translate[0]);
      points[2 * each + 1] = mercatorY(y * scale[1] + translate[1]);
    });
    return { points, box: boxOf(points) };
  });
}

/**
 * @param {number[]} indexes
 * @param {Arc[]} arcs
 * @returns {Chain}
 */
export function chain(indexes, arcs) {
  const found = indexes.map((index) => arcs[index]);
  return { arcs: found, box: joined(found.map(({ box }) => box)) };
}

/** @param {Box[]} boxes @returns {Box} */
export function joined(boxes) {
  /** @type {Box} */
  const all = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    all[0] = Math.min(all[0], box[0]);
    all[1] = Math.min(all[1], box[1]);
    all[2] = Math.max(all[2], box[2]);
    all[3] = Math.max(all[3], box[3]);
  }
  return all;
}

/** @param {Float64Array} points @returns {Box} */
function boxOf(points) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let each = 0; each < points.length; each += 2) {
    box[0] = Math.min(box[0], points[each]);
    box[1] = Math.min(box[1], points[each + 1]);
    box[2] = Math.max(box[2], points[each]);
    box[3] = Math.max(box[3], points[each + 1]);
  }
  return box;
}

/**
 * @param {Box} box
 * @param {import("./canvas.js").Camera} camera
 * @returns {boolean}
 */
export function seen(box, { scale, left, top, width, height }) {
  return (
    box[2] * scale >= left &&
    box[0] * scale <= left + width &&
    box[3] * scale >= top &&
    box[1] * scale <= top + height
  );
}

/**
 * Adds the chains that a camera sees to the context's path.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Chain[]} chains
 * @param {import("./canvas.js").Camera} camera
 */
export function trace(context, chains, camera) {
  const { scale, left, top } = camera;
  for (const { arcs, box } of chains) {
    if (!seen(box, camera)) continue;
    let first = true;
    for (const { points } of arcs) {
      let [lastX, lastY] = [NaN, NaN];
      for (let each = 0; each < points.length; each += 2) {
        const x = points[each] * scale - left;
        const y = points[each + 1] * scale - top;
        // A step of under half a pixel is not seen; ends are kept, so that arcs meet.
        if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.5 && each < points.length - 2) continue;
        if (first) context.moveTo(x, y);
        else context.lineTo(x, y);
        [first, lastX, lastY] = [false, x, y];
      }
    }
  }
}
