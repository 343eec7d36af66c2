/** Names and where they may stand in; those that fit on the canvas out: no label covers a mark or another label. */

import { signed } from "./signs.js";

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {[number, number]} at  pixels
 * @property {number} [gap]  pixels kept from `at`: the radius of its mark; 0 stands on it
 * @property {"place" | "area" | "pale" | "ground"} look  pale: an area that is only named for its government or in another name
 * @property {boolean} [lit]
 * @property {number} [reach]  pixels that the name of an area may give way
 *
 * @typedef {[number, number, number, number]} Box  left, top, right, bottom
 */

const LINE_HEIGHT = 14;
const NUDGES = [0, -20, 20, -40, 40, -60, 60]; // pixels that an area's name gives way by, up or down
const MAX_WIDTH = 190; // pixels; a longer name goes on at its next "/" or "("
const FAR = 2 * MAX_WIDTH; // pixels beyond the canvas from which no label reaches into it
const MOST_MEASURED = 5_000; // labels whose widths are remembered: those of some screens
const LOOKS = {
  place: { font: "500 12px system-ui, sans-serif", colour: "ink" },
  area: { font: "600 12.5px system-ui, sans-serif", colour: "ink" },
  pale: { font: "500 11.5px system-ui, sans-serif", colour: "quiet" },
  ground: { font: "400 11px system-ui, sans-serif", colour: "name" },
};

/** The space that is taken, and the labels that found some. */
export class Labels {
  /** @param {CanvasRenderingContext2D} context @param {Record<string, string>} colours @param {{width: number, height: number}} size */
  constructor(context, colours, size) {
    this.context = context;
    this.colours = colours;
    this.size = size;
    /** @type {Box[]} */
    this.taken = [];
  }

  /** Keeps a box free of labels. @param {Box} box */
  keep(box) {
    this.taken.push(box);
  }

  /**
   * Draws a label at the first of its places that is free.
   *
   * @param {Label} label
   * @returns {Box | null}  null where none is
   */
  place(label) {
    const { context } = this;
    const [x, y] = label.at;
    if (x < -FAR || y < -FAR || x > this.size.width + FAR || y > this.size.height + FAR) return null;
    context.font = LOOKS[label.look].font;
    const { lines, width } = measured(label, context);
    const height = lines.length * LINE_HEIGHT;
    /** @type {[Box, CanvasTextAlign][]} */
    const found = candidates(label, width, height).map(([left, top, align]) => [[left - 2, top - 1, left + width + 2, top + height + 1], align]);
    // A name that the edge cuts off is better than none, and worse than any other.
    const whole = found.filter(([box]) => this.#inside(box));
    for (const [box, align] of [...whole, ...found.filter((each) => !whole.includes(each))]) {
      if (!this.#free(box)) continue;
      this.taken.push(box);
      this.#write(label, lines, { left: box[0] + 2, top: box[1] + 1, width, align });
      return box;
    }
    return null;
  }

  /** @param {Box} box @returns {boolean} */
  #inside([left, top, right, bottom]) {
    return left >= 0 && top >= 0 && right <= this.size.width && bottom <= this.size.height;
  }

  /** @param {Box} box @returns {boolean} */
  #free([left, top, right, bottom]) {
    if (right < 0 || bottom < 0 || left > this.size.width || top > this.size.height) return false;
    return this.taken.every((box) => box[2] < left || box[0] > right || box[3] < top || box[1] > bottom);
  }

  /** @param {Label} label @param {string[]} lines @param {{left: number, top: number, width: number, align: CanvasTextAlign}} where */
  #write(label, lines, { left, top, width, align }) {
    const { context, colours } = this;
    context.textAlign = align;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colours.halo;
    context.fillStyle = label.lit ? colours.accent : colours[LOOKS[label.look].colour];
    const x = align === "center" ? left + width / 2 : align === "right" ? left + width : left;
    lines.forEach((line, each) => {
      const y = top + LINE_HEIGHT * (each + 0.5);
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
}

/**
 * @param {Label} label
 * @param {number} width
 * @param {number} height
 * @returns {[number, number, CanvasTextAlign][]}  left, top and the side that the text keeps to
 */
function candidates({ at: [x, y], gap = 0, look, reach = 0 }, width, height) {
  const middle = y - height / 2;
  if (!gap) {
    // The name of a country or region that is far from it misleads: better none.
    const nudges = NUDGES.filter((by) => Math.abs(by) <= reach);
    return nudges.map((by) => /** @type {[number, number, CanvasTextAlign]} */ ([x - width / 2, middle + by, "center"]));
  }
  return [
    [x + gap + 5, middle, "left"],
    [x - gap - 5 - width, middle, "right"],
    [x - width / 2, y + gap + 3, "center"],
    [x - width / 2, y - gap - 3 - height, "center"],
  ];
}

/** @type {Map<string, {lines: string[], width: number}>} */
const known = new Map();

/** The lines of a label and their width; measured once, since a pan draws the same ones again. @param {Label} label @param {CanvasRenderingContext2D} context  with the label's font */
function measured({ text, look }, context) {
  const key = `${look} ${text}`;
  const held = known.get(key);
  if (held) return held;
  const lines = wrapped(signed(text), (part) => context.measureText(part).width);
  const found = { lines, width: Math.max(...lines.map((line) => context.measureText(line).width)) };
  if (known.size >= MOST_MEASURED) known.clear();
  known.set(key, found);
  return found;
}

/** @param {string} text @param {(text: string) => number} measure @returns {string[]} */
function wrapped(text, measure) {
  if (measure(text) <= MAX_WIDTH) return [text];
  const lines = [""];
  for (const piece of text.split(/(?<=\/ )|(?= \()/)) {
    const longer = lines[lines.length - 1] + piece;
    if (measure(longer) > MAX_WIDTH && lines[lines.length - 1]) lines.push(piece.trimStart());
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim());
}
