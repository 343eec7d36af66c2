/**
 * What is drawn on a canvas in, the same as SVG out: a context that the scene draws on, and that keeps elements.
 *
 * It knows what our own drawing uses. Points are transformed as they come, as a canvas does; elements are made by the
 * DOM and serialised by the browser, which escapes every text.
 */

const SVG = "http://www.w3.org/2000/svg";
const MIDDLE = 0.35; // of the size of a font: from the middle of a line down to where its letters stand
const UNSAID = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu; // has no place in XML 1.0 (section 2.2)
const KEPT = ["fillStyle", "strokeStyle", "lineWidth", "lineJoin", "lineCap", "globalAlpha", "font", "textAlign", "textBaseline", "dash", "matrix", "parent"];

export class SvgContext {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  lineJoin = "miter";
  lineCap = "butt";
  globalAlpha = 1;
  font = "10px sans-serif";
  textAlign = "start";
  textBaseline = "alphabetic";
  /** @type {number[]} */
  dash = [];
  matrix = new DOMMatrix();
  /** @type {string[]} */
  path = [];
  /** @type {Record<string, any>[]} */
  states = [];
  clips = 0;

  /** @param {number} width @param {number} height @param {CanvasRenderingContext2D} ruler  by which texts are measured */
  constructor(width, height, ruler) {
    this.ruler = ruler;
    this.root = made("svg", { xmlns: null, viewBox: `0 0 ${width} ${height}`, width, height, role: "img" });
    this.parent = this.root;
  }

  /** The file. @param {{title: string, description: string}} words @returns {string} */
  text({ title, description }) {
    const [name, told] = [made("title"), made("desc")];
    name.textContent = spoken(title);
    told.textContent = spoken(description);
    this.root.prepend(name, told);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(this.root)}\n`;
  }

  save() {
    this.states.push(Object.fromEntries(KEPT.map((name) => [name, /** @type {any} */ (this)[name]])));
  }

  restore() {
    Object.assign(this, this.states.pop() ?? {});
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.matrix = this.matrix.translate(x, y);
  }

  /** @param {number} angle  radians */
  rotate(angle) {
    this.matrix = this.matrix.rotate((angle * 180) / Math.PI);
  }

  /** @param {number} by */
  scale(by) {
    this.matrix = this.matrix.scale(by);
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.path = [];
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path.push(`M${this.#at(x, y)}`);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path.push(`${this.path.length ? "L" : "M"}${this.#at(x, y)}`);
  }

  closePath() {
    this.path.push("Z");
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.path.push(`M${this.#at(x, y)}L${this.#at(x + width, y)}L${this.#at(x + width, y + height)}L${this.#at(x, y + height)}Z`);
  }

  /** @param {number} x @param {number} y @param {number} radius @param {number} start @param {number} end  clockwise */
  arc(x, y, radius, start, end) {
    const on = (/** @type {number} */ angle) => this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const size = short(radius * this.#factor);
    const middle = (start + end) / 2;
    // Two halves: one arc of SVG cannot be a whole circle.
    this.path.push(`${this.path.length ? "L" : "M"}${on(start)}`);
    for (const angle of [middle, end]) this.path.push(`A${size} ${size} 0 0 1 ${on(angle)}`);
  }

  clip() {
    const name = `clip${(this.clips += 1)}`;
    const clip = made("clipPath", { id: name });
    clip.append(made("path", { d: this.path.join("") }));
    const group = made("g", { "clip-path": `url(#${name})` });
    this.parent.append(clip, group);
    this.parent = group;
  }

  /** @param {"evenodd" | "nonzero"} [rule] */
  fill(rule = "nonzero") {
    if (this.path.length) this.parent.append(made("path", { d: this.path.join(""), fill: this.fillStyle, "fill-rule": rule, opacity: this.#opacity }));
  }

  stroke() {
    if (this.path.length) this.parent.append(made("path", { d: this.path.join(""), fill: "none", ...this.#pen() }));
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    const kept = this.path;
    this.path = [];
    this.rect(x, y, width, height);
    this.fill();
    this.path = kept;
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.#write(text, x, y, { fill: this.fillStyle });
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.#write(text, x, y, { fill: "none", ...this.#pen() });
  }

  /** @param {string} text @returns {TextMetrics} */
  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y @param {Record<string, any>} look */
  #write(text, x, y, look) {
    const [, weight, pixels, family] = /** @type {string[]} */ (/^(?:(\S+) )?([\d.]+)px (.+)$/.exec(this.font));
    const size = Number(pixels);
    const [left, top] = this.#at(x, this.textBaseline === "middle" ? y + MIDDLE * size : y).split(" ");
    const anchor = { center: "middle", right: "end", end: "end" }[this.textAlign] ?? "start";
    const written = made("text", { x: left, y: top, "font-size": short(size * this.#factor), "font-weight": weight ?? null, "font-family": family, "text-anchor": anchor, opacity: this.#opacity, ...look });
    written.textContent = spoken(text);
    this.parent.append(written);
  }

  #pen() {
    const factor = this.#factor;
    const dash = this.dash.map((each) => short(each * factor)).join(" ");
    return {
      stroke: this.strokeStyle,
      "stroke-width": short(this.lineWidth * factor),
      "stroke-linejoin": this.lineJoin,
      "stroke-linecap": this.lineCap,
      "stroke-dasharray": dash || null,
      opacity: this.#opacity,
    };
  }

  get #opacity() {
    return this.globalAlpha === 1 ? null : this.globalAlpha;
  }

  /** How much longer the matrix makes a line. */
  get #factor() {
    return Math.hypot(this.matrix.a, this.matrix.b);
  }

  /** @param {number} x @param {number} y @returns {string} */
  #at(x, y) {
    const { a, b, c, d, e, f } = this.matrix;
    return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
  }
}

/** @param {number} value @returns {number}  to the hundredth of a pixel */
const short = (value) => Math.round(value * 100) / 100;

/** @param {string} text @returns {string} */
const spoken = (text) => text.toWellFormed().replace(UNSAID, "\ufffd");

/** @param {string} tag @param {Record<string, any>} [set] @returns {SVGElement} */
function made(tag, set = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(set)) {
    if (value !== null) element.setAttribute(name, String(value));
  }
  return element;
}
