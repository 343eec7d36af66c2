/** A paint function in, a Leaflet layer out: one canvas that covers the map, moves with it, and is painted anew after it. */

const LATE_MS = 50; // what is painted moves with the map that long before it is painted anew: by then the answer is there

/**
 * @param {any} L  Leaflet
 * @param {{paint: (context: CanvasRenderingContext2D, camera: Camera) => void, prepare: (context: CanvasRenderingContext2D, camera: Camera) => void}} scene
 * @returns {any} an L.Layer with `prepare()`, `repaint()` and `show()`
 *
 * @typedef {object} Camera
 * @property {number} width  CSS pixels
 * @property {number} height
 * @property {number} zoom
 * @property {number} scale  pixels of the whole world at this zoom
 * @property {number} left  pixels of the world left of the canvas
 * @property {number} top
 */
export function canvasLayer(L, scene) {
  const Canvas = L.Layer.extend({
    onAdd(map) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", this.getPane("overlayPane"));
      this._canvas.style.pointerEvents = "none";
      this._canvas.setAttribute("aria-hidden", "true");
      this._paintNow();
      return map && this;
    },
    onRemove() {
      L.Util.cancelAnimFrame(this._frame);
      clearTimeout(this._late);
      this._canvas.remove();
    },
    getEvents() {
      return { move: this._moved, viewreset: this._moved, resize: this.repaint, zoomanim: this._follow, zoom: this._moved };
    },
    /** Asks for a paint before the next frame is shown. */
    repaint() {
      if (!this._frame) this._frame = L.Util.requestAnimFrame(this._paintNow, this);
    },
    /** Paints what has come for the next frame, without waiting for its turn. @param {() => void} done  called when it is painted */
    show(done) {
      this._done = done;
      L.Util.cancelAnimFrame(this._frame);
      this._paintNow();
    },
    /** Stretches what is painted along with Leaflet's own zoom animation. */
    _follow({ center, zoom }) {
      this._stretch(zoom, this._map._getNewPixelOrigin(center, zoom));
    },
    /** Puts what is painted where it belongs in the map as it is now; the paint follows with the answer, or by itself. */
    _moved() {
      const map = this._map;
      if (map._animatingZoom) return;
      this._stretch(map.getZoom(), map.getPixelOrigin());
      this._late ??= setTimeout(() => this._paintNow(), LATE_MS);
    },
    /** @param {number} zoom @param {any} origin  of the map's layers, in pixels of the world at that zoom */
    _stretch(zoom, origin) {
      const scale = this._map.getZoomScale(zoom, this._zoom);
      const corner = this._map.project(this._center, zoom).subtract(this._half.multiplyBy(scale));
      L.DomUtil.setTransform(this._canvas, corner.subtract(origin), scale);
    },
    _paintNow() {
      this._frame = null;
      clearTimeout(this._late);
      this._late = undefined;
      const map = this._map;
      if (!map || map._animatingZoom) return;
      const { size, density } = this._sized();
      this._zoom = map.getZoom();
      this._half = size.divideBy(2);
      this._center = map.getCenter();
      L.DomUtil.setTransform(this._canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const context = this._canvas.getContext("2d");
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, size.x, size.y);
      scene.paint(context, this._camera(size));
      this._done?.();
      this._done = undefined;
    },
    /** Has ready what does not depend on the answer that is awaited. */
    prepare() {
      if (this._map && !this._map._animatingZoom) scene.prepare(this._canvas.getContext("2d"), this._camera(this._map.getSize()));
    },
    /** Makes the canvas as large as the map. */
    _sized() {
      const size = this._map.getSize();
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const [width, height] = [Math.round(size.x * density), Math.round(size.y * density)];
      if (this._canvas.width !== width || this._canvas.height !== height) {
        [this._canvas.width, this._canvas.height] = [width, height];
        Object.assign(this._canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
      }
      return { size, density };
    },
    /** @param {{x: number, y: number}} size @returns {Camera} */
    _camera(size) {
      const zoom = this._map.getZoom();
      const corner = this._map.getPixelBounds().min;
      return { width: size.x, height: size.y, zoom, scale: 256 * 2 ** zoom, left: corner.x, top: corner.y };
    },
  });
  return new Canvas();
}
