/** The lines of data/boundaries and what the events say of them in; strokes, and where each can be pressed, out. */

import { copies, mercatorX, mercatorY } from "./project.js";

/** @typedef {import("./canvas.js").Camera} Camera */

/**
 * @typedef {object} Frontier
 * @property {string} id
 * @property {Record<string, any>} properties
 * @property {Float64Array[]} strands  x, y, x, y ... of mercator
 */

/** How a line's status is drawn: pixels of stroke and gap. */
export const DASHES = {
  thin: [],
  solid: [],
  dashed: [7, 5],
  dotted: [1.5, 4],
};

/**
 * @param {any} collection  GeoJSON of the route `api/lines`
 * @returns {Frontier[]}
 */
export function readFrontiers(collection) {
  return collection.features
    .filter((/** @type {any} */ each) => each.geometry)
    .map((/** @type {any} */ each) => {
      const { type, coordinates } = each.geometry;
      const strands = type === "MultiLineString" ? coordinates : [coordinates];
      return {
        id: String(each.id ?? each.properties.id),
        properties: each.properties,
        strands: strands.map((/** @type {number[][]} */ strand) =>
          Float64Array.from(strand.flatMap(([lon, lat]) => [mercatorX(lon), mercatorY(lat)])),
        ),
      };
    });
}

/**
 * The sections of the border agreed in 2024: points of villages and a date, never a line between them.
 *
 * @param {any} collection
 * @returns {import("./status.js").Section[]}
 */
export function readSections(collection) {
  return collection.features.map((/** @type {any} */ { geometry, properties }) => ({
    name: properties.name,
    points: geometry?.coordinates ?? [],
    steps: [
      [properties.agreed_provisionally, "provisionally agreed"],
      [properties.description_agreed, "description agreed"],
      [properties.border_guards, "border guards took over"],
    ],
  }));
}

/**
 * Strokes a line and returns it in pixels.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Camera} camera
 * @param {Frontier} frontier
 * @param {{colour: string, casing: string, width: number}} how
 * @returns {[number, number][][]}
 */
export function drawFrontier(context, camera, frontier, { colour, casing, width }) {
  const dash = DASHES[/** @type {"solid"} */ (frontier.properties.style)] ?? DASHES.dashed;
  const strands = copies(camera).flatMap((copy) =>
    frontier.strands.map((strand) => {
      /** @type {[number, number][]} */
      const points = [];
      for (let each = 0; each < strand.length; each += 2) {
        points.push([
          (strand[each] + copy) * camera.scale - camera.left,
          strand[each + 1] * camera.scale - camera.top,
        ]);
      }
      return points;
    }),
  );
  context.lineJoin = context.lineCap = "round";
  for (const [stroke, lineWidth, pattern] of /** @type {[string, number, number[]][]} */ ([
    [casing, width + 3, []],
    [colour, width, dash],
  ])) {
    context.beginPath();
    for (const points of strands) points.forEach(([x, y], each) => (each ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.setLineDash(pattern);
    context.strokeStyle = stroke;
    context.lineWidth = lineWidth;
    context.stroke();
  }
  context.setLineDash([]);
  return strands;
}

/**
 * The middle one of a line's vertices that are in view, where its number stands.
 *
 * @param {[number, number][][]} strands
 * @param {Camera} camera
 * @returns {[number, number] | null}
 */
export function middleInView(strands, camera) {
  const inside = strands
    .map((points) => points.filter(([x, y]) => x > 24 && y > 24 && x < camera.width - 24 && y < camera.height - 48))
    .sort((one, other) => other.length - one.length)[0];
  return inside?.length ? inside[Math.floor(inside.length / 2)] : null;
}

/**
 * @param {[number, number][][]} strands
 * @param {number} x
 * @param {number} y
 * @returns {number}  pixels to the nearest stretch of the line
 */
export function distanceTo(strands, x, y) {
  let least = Infinity;
  for (const points of strands) {
    for (let each = 1; each < points.length; each += 1) {
      const [[ax, ay], [bx, by]] = [points[each - 1], points[each]];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
      least = Math.min(least, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
    }
  }
  return least;
}
