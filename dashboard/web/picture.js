/** The map as it is shown and a size in; a picture of it for print and social media, and its words, out. */

import { mapOf } from "./asked.js";
import { mercatorX, mercatorY } from "./project.js";
import { getJson } from "./request.js";
import { Scene } from "./scene.js";
import { SvgContext } from "./svg.js";
import { readView, writtenDay } from "./view.js";
import { counted } from "./words.js";

const STRIP = 96; // pixels under the map for caption, date and credit
const PRINT = 2_000; // pixels of width from which everything is drawn twice as large
const EQUATOR_M = 40_075_017;
const BAR = 140; // pixels that the scale bar may have
const MOST_PLACES = 6; // that the alternative text names
const FONT = "system-ui, sans-serif";

/**
 * @typedef {object} Asked
 * @property {number} width  pixels of the picture
 * @property {number} height
 * @property {"png" | "svg"} type
 * @property {string} caption
 */

/**
 * @param {any} chart  of map.js
 * @param {Asked} asked
 * @returns {Promise<{blob: Blob, alt: string}>}
 */
export async function picture(chart, { width, height, type, caption }) {
  const factor = width >= PRINT ? 2 : 1;
  const size = { width: width / factor, height: height / factor };
  const camera = cameraOf(chart.map, size);
  const drawn = await getJson(mapOf(chart.token, Math.round(camera.zoom), boxOf(camera)));
  await chart.scene.ground?.fill(camera);
  const scene = new Scene();
  const { ground, frontiers, sections, colours, route } = chart.scene;
  Object.assign(scene, { ground, frontiers, sections, colours, route, drawn: chart.titled(drawn) });
  scene.covered = () => [[0, camera.height - 44, BAR + 40, camera.height]];
  const words = wordsOf(chart, drawn, caption);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = type === "png" ? [width, height] : [1, 1];
  const flat = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const context = /** @type {any} */ (type === "svg" ? new SvgContext(width, height, flat) : flat);
  context.scale(factor, factor);
  draw(context, scene, { size, camera, words });
  const blob = type === "svg" ? new Blob([context.text({ title: words.caption, description: words.alt })], { type: "image/svg+xml" }) : await pngOf(canvas);
  return { blob, alt: words.alt };
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
function pngOf(canvas) {
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture of that size"))), "image/png"));
}

/**
 * The camera that shows all that the map shows, at the picture's size.
 *
 * @param {any} map  Leaflet's
 * @param {{width: number, height: number}} size
 * @returns {import("./canvas.js").Camera}
 */
function cameraOf(map, { width, height }) {
  const [seen, room] = [map.getSize(), { x: width, y: height - STRIP }];
  const zoom = map.getZoom() + Math.log2(Math.min(room.x / seen.x, room.y / seen.y));
  const scale = 256 * 2 ** zoom;
  const { lat, lng } = map.getCenter();
  return { width: room.x, height: room.y, zoom, scale, left: mercatorX(lng) * scale - room.x / 2, top: mercatorY(lat) * scale - room.y / 2 };
}

/** @param {import("./canvas.js").Camera} camera @returns {number[]}  west, south, east, north */
function boxOf({ left, top, width, height, scale }) {
  const lon = (/** @type {number} */ x) => (x / scale - 0.5) * 360;
  const lat = (/** @type {number} */ y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / scale))) * 180) / Math.PI;
  return [lon(left), Math.max(-85.05, lat(top + height)), lon(left + width), Math.min(85.05, lat(top))];
}

/** @param {any} chart @param {any} drawn @param {string} caption */
function wordsOf(chart, drawn, caption) {
  const { asof } = readView(chart.token);
  const facts = chart.host.datelinePage ?? {};
  const day = `As of ${writtenDay(asof ?? facts.as_of ?? null)}`;
  const places = [...drawn.cells, ...drawn.areas].filter(({ label }) => label).sort((one, other) => other.n - one.n);
  const named = places.slice(0, MOST_PLACES).map(({ label, n }) => `${label} (${n})`);
  const most = named.length ? ` Most events: ${named.join(", ")}.` : "";
  return {
    caption,
    day: `${day}. ${facts.disclaimer ?? ""}`,
    credit: ["Dateline", ...(facts.credits ?? [])].join(" · "),
    alt: `Map of ${counted(drawn.shown, "event")}: ${caption}.${most} ${day}.`,
  };
}

/** @param {CanvasRenderingContext2D} context @param {Scene} scene @param {{size: {width: number, height: number}, camera: import("./canvas.js").Camera, words: ReturnType<typeof wordsOf>}} what */
function draw(context, scene, { size, camera, words }) {
  const { colours } = scene;
  context.save();
  context.beginPath();
  context.rect(0, 0, camera.width, camera.height);
  context.clip();
  scene.paint(context, camera);
  scaleBar(context, camera, colours);
  context.restore();
  context.fillStyle = colours.paper;
  context.fillRect(0, camera.height, size.width, STRIP);
  context.textAlign = "left";
  context.textBaseline = "middle";
  /** @type {[string, number, string, string][]} */
  const lines = [
    [words.caption, 26, `600 19px ${FONT}`, colours.ink],
    [words.day, 53, `400 12.5px ${FONT}`, colours.quiet],
    [words.credit, 74, `400 12.5px ${FONT}`, colours.quiet],
  ];
  for (const [text, down, font, colour] of lines) {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(shortened(context, text, size.width - 40), 20, camera.height + down);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number} room @returns {string} */
function shortened(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  const letters = [...text];
  let [fits, most] = [0, letters.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (context.measureText(`${letters.slice(0, middle).join("")}…`).width <= room) fits = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, fits).join("").trimEnd()}…`;
}

/** The length of a round number of kilometres at the middle of the map. @param {CanvasRenderingContext2D} context @param {import("./canvas.js").Camera} camera @param {Record<string, string>} colours */
function scaleBar(context, { scale, top, height }, colours) {
  const middle = Math.PI * (1 - (2 * (top + height / 2)) / scale);
  const metres = EQUATOR_M / Math.cosh(middle) / scale; // of a pixel
  const most = BAR * metres;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = power * (/** @type {number} */ ([5, 2, 1].find((each) => each * power <= most)));
  const [left, down, wide] = [20, height - 16, length / metres];
  context.beginPath();
  context.moveTo(left, down - 6);
  context.lineTo(left, down);
  context.lineTo(left + wide, down);
  context.lineTo(left + wide, down - 6);
  for (const [colour, pen] of /** @type {[string, number][]} */ ([[colours.halo, 5], [colours.ink, 1.5]])) {
    context.strokeStyle = colour;
    context.lineWidth = pen;
    context.stroke();
  }
  context.font = `500 12px ${FONT}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.halo;
  context.fillStyle = colours.ink;
  const text = length >= 1000 ? `${(length / 1000).toLocaleString("en")} km` : `${length} m`;
  context.strokeText(text, left + 4, down - 13);
  context.fillText(text, left + 4, down - 13);
}
