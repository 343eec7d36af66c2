/** An event or a cluster and where it stands in; its mark on the canvas out. Shape tells the kind, colour repeats it. */

import { stageStyle } from "./words.js";

export const KINDS = ["visit", "border", "excerpt", "milestone"];

/** @typedef {CanvasRenderingContext2D} Context @typedef {Record<string, string>} Colours */

/**
 * @typedef {object} Mark
 * @property {string} kind
 * @property {string | null} [status]  `planned` is hollow, `cancelled` struck
 * @property {string | null} [role]  `associative` is small and pale
 * @property {string | null} [stage]  of a border reference: `stageStyle` says how it is drawn
 */

const RADIUS = 7.5;
const SMALL = 5;

/** @param {Mark} mark @returns {number} pixels from the middle to the edge */
export const radiusOf = ({ role }) => (role === "associative" ? SMALL : RADIUS);

/**
 * @param {Context} context
 * @param {[number, number]} at
 * @param {Mark} mark
 * @param {Colours} colours
 */
export function drawMark(context, [x, y], mark, colours) {
  const radius = radiusOf(mark);
  const colour = colours[mark.kind] ?? colours.excerpt;
  const stage = mark.kind === "border" ? stageStyle(mark.stage) : "full";
  const hollow = mark.status === "planned" || mark.status === "cancelled" || stage !== "full";
  context.save();
  context.translate(x, y);
  outline(context, mark.kind, radius + 1.5);
  context.fillStyle = colours.halo;
  context.fill();
  context.globalAlpha = mark.role === "associative" ? 0.75 : 1;
  context.strokeStyle = context.fillStyle = colour;
  if (mark.kind === "excerpt") {
    outline(context, mark.kind, radius - 1.75);
    context.lineWidth = radius > SMALL ? 3.25 : 2;
    context.stroke();
  } else if (hollow) {
    outline(context, mark.kind, radius - 1);
    context.lineWidth = 2;
    context.stroke();
    if (stage === "half") fillLowerHalf(context, radius);
  } else {
    outline(context, mark.kind, radius);
    context.fill();
  }
  if (mark.status === "cancelled" || stage === "struck") strike(context, radius + 1.5, colour);
  context.restore();
}

/** @param {Context} context @param {string} kind @param {number} radius */
function outline(context, kind, radius) {
  context.beginPath();
  if (kind === "border") {
    const reach = radius * 1.2;
    context.moveTo(0, -reach);
    context.lineTo(reach, 0);
    context.lineTo(0, reach);
    context.lineTo(-reach, 0);
    context.closePath();
  } else if (kind === "milestone") {
    const half = radius * 0.88;
    context.rect(-half, -half, 2 * half, 2 * half);
  } else {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
  }
}

/** Of a diamond. @param {Context} context @param {number} radius */
function fillLowerHalf(context, radius) {
  context.save();
  context.beginPath();
  context.rect(-2 * radius, 0, 4 * radius, 2 * radius);
  context.clip();
  outline(context, "border", radius - 1);
  context.fill();
  context.restore();
}

/** @param {Context} context @param {number} reach @param {string} colour */
function strike(context, reach, colour) {
  context.beginPath();
  context.moveTo(-reach, reach);
  context.lineTo(reach, -reach);
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.stroke();
}

/** @param {number} n @returns {number} pixels; a million is not much larger than a thousand */
export const clusterRadius = (n) => 12 + 3.2 * Math.min(6, Math.log10(n));

/**
 * A neutral disc with its number and a thin ring that shows the share of each kind.
 *
 * @param {Context} context
 * @param {[number, number]} at
 * @param {{n: number, kinds: number[]}} cluster
 * @param {Colours} colours
 */
export function drawCluster(context, [x, y], { n, kinds }, colours) {
  const radius = clusterRadius(n);
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = colours.panel;
  context.fill();
  let angle = -Math.PI / 2;
  context.lineWidth = 3;
  kinds.forEach((count, each) => {
    if (!count) return;
    const end = angle + (count / n) * 2 * Math.PI;
    const gap = count < n ? 0.06 : 0;
    context.beginPath();
    context.arc(x, y, radius - 1, angle + gap, Math.max(angle + gap, end - gap));
    context.strokeStyle = colours[KINDS[each]];
    context.stroke();
    angle = end;
  });
  context.fillStyle = colours.ink;
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(shortCount(n), x, y + 0.5);
}

/** @param {number} n @returns {string} "950", "1.2k", "3M" */
export function shortCount(n) {
  if (n < 1000) return String(n);
  const [value, unit] = n < 1e6 ? [n / 1e3, "k"] : [n / 1e6, "M"];
  return `${value < 10 ? Math.floor(value * 10) / 10 : Math.floor(value)}${unit}`;
}

/**
 * The light round what is hovered or in focus.
 *
 * @param {Context} context
 * @param {[number, number]} at
 * @param {{radius: number, firm: boolean}} how  firm: in focus, not only under the pointer
 * @param {Colours} colours
 */
export function drawLight(context, [x, y], { radius, firm }, colours) {
  context.beginPath();
  context.arc(x, y, radius + 5, 0, 2 * Math.PI);
  context.lineWidth = firm ? 3 : 2;
  context.strokeStyle = colours.accent;
  context.stroke();
}
