/** Several events of one place in; a fan of single marks round it out. */

import { drawMark, radiusOf } from "./marks.js";

/** Events that fan out; more are a number, a breakdown and the list. */
export const MAX_LEGS = 24;

/**
 * @typedef {object} Fan
 * @property {number} lon
 * @property {number} lat
 * @property {import("./card.js").CardData[]} cards
 */

/**
 * Where the marks of a fan stand: one ring, or two where one would be too tight.
 *
 * @param {number} count
 * @returns {[number, number][]}  pixels from the middle
 */
export function legs(count) {
  const inner = count <= 10 ? count : Math.ceil(count / 3);
  return Array.from({ length: count }, (_, each) => {
    const [ring, place, size] = each < inner ? [0, each, inner] : [1, each - inner, count - inner];
    const radius = (ring ? 68 : 40) + (count > 6 && !ring ? 4 : 0);
    const angle = -Math.PI / 2 + (2 * Math.PI * (place + ring / 2)) / size;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} middle
 * @param {import("./card.js").CardData[]} cards
 * @param {Record<string, string>} colours
 * @returns {{at: [number, number], radius: number, card: import("./card.js").CardData}[]}
 */
export function drawFan(context, [x, y], cards, colours) {
  const ends = legs(cards.length).map(([dx, dy]) => /** @type {[number, number]} */ ([x + dx, y + dy]));
  context.beginPath();
  for (const end of ends) {
    context.moveTo(x, y);
    context.lineTo(...end);
  }
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1;
  context.stroke();
  context.beginPath();
  context.arc(x, y, 3, 0, 2 * Math.PI);
  context.fillStyle = colours.quiet;
  context.fill();
  return cards.map((card, each) => {
    const mark = { kind: card.kinds[0], status: card.status, role: card.role, stage: card.stage };
    drawMark(context, ends[each], mark, colours);
    return { at: ends[each], radius: radiusOf(mark), card };
  });
}
