/** The visits of one person in order of date in; a thin line from each to the next, with its direction, out. */

import { toScreen } from "./project.js";

/** @typedef {import("./canvas.js").Camera} Camera */

/**
 * @typedef {object} Route  as `api/route` answers it
 * @property {string | null} actor
 * @property {{lon: number, lat: number, date_text: string, label: string, event: string}[]} stops
 * @property {{start: number, end: number, planned: boolean}[]} legs
 */

const DASH = [5, 5];
const KEEP_OFF = 13; // pixels from the middle of a mark at which its line begins and ends
const ARROW = 6; // pixels
const SHORTEST = 2 * KEEP_OFF + ARROW; // a shorter line would be hidden by its marks

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Camera} camera
 * @param {Route} route
 * @param {Record<string, string>} colours
 */
export function drawRoute(context, camera, { stops, legs }, colours) {
  for (const { start, end, planned } of legs) {
    const from = stops[start];
    const to = { ...stops[end] };
    // The shorter way round the globe.
    if (Math.abs(to.lon - from.lon) > 180) to.lon += to.lon < from.lon ? 360 : -360;
    drawLeg(context, toScreen(camera, from.lon, from.lat), toScreen(camera, to.lon, to.lat), { planned, colours });
  }
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to @param {{planned: boolean, colours: Record<string, string>}} how */
function drawLeg(context, [ax, ay], [bx, by], { planned, colours }) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < SHORTEST) return;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  context.save();
  context.lineCap = "butt";
  for (const [colour, width, dash] of /** @type {[string, number, number[]][]} */ ([
    [colours.halo, 4, []],
    [colours.visit, 1.5, planned ? DASH : []],
  ])) {
    context.beginPath();
    context.moveTo(ax + ux * KEEP_OFF, ay + uy * KEEP_OFF);
    context.lineTo(bx - ux * KEEP_OFF, by - uy * KEEP_OFF);
    context.setLineDash(dash);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
  // The arrow's tip is where the line ends.
  context.translate(bx - ux * KEEP_OFF, by - uy * KEEP_OFF);
  context.rotate(Math.atan2(uy, ux));
  context.beginPath();
  context.moveTo(1, 0);
  context.lineTo(-ARROW - 2, ARROW * 0.7);
  context.lineTo(-ARROW - 2, -ARROW * 0.7);
  context.closePath();
  context.fillStyle = colours.visit;
  context.fill();
  context.restore();
}
