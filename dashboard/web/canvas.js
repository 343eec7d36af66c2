/** A paint function in, a Leaflet layer out: one canvas that covers the map and is painted anew as it moves. */

/**
 * @param {any} L  Leaflet
 * @param {(context: CanvasRenderingContext2D, camera: Camera) => void} paint
 * @returns {any} an L.Layer with `repaint()` and `show()`
 *
 * @typedef {object} Camera
 * @property {number} width  CSS pixels
 * @property {number} height
 * @property {number} zoom
 * @property {number} scale  pixels of the whole world at this zoom
 * @property {number} left  pixels of the world left of the canvas
 * @property {number} top
 */
export function canvasLayer(L, paint) {
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
      this._canvas.remove();
    },
    getEvents() {
      return { move: this.repaint, viewreset: this.repaint, resize: this.repaint, zoomanim: this._follow, zoom: this.repaint };
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
      const map = this._map;
      const scale = map.getZoomScale(zoom, this._zoom);
      const corner = map.project(this._center, zoom).subtract(this._half.multiplyBy(scale));
      L.DomUtil.setTransform(this._canvas, corner.subtract(map._getNewPixelOrigin(center, zoom)), scale);
    },
    _paintNow() {
      this._frame = null;
      const map = this._map;
      if (!map || map._animatingZoom) return;
      const size = map.getSize();
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const [width, height] = [Math.round(size.x * density), Math.round(size.y * density)];
      if (this._canvas.width !== width || this._canvas.height !== height) {
        [this._canvas.width, this._canvas.height] = [width, height];
        Object.assign(this._canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
      }
      this._zoom = map.getZoom();
      this._half = size.divideBy(2);
      this._center = map.getCenter();
      L.DomUtil.setTransform(this._canvas, map.containerPointToLayerPoint([0, 0]), 1);
      const corner = map.getPixelBounds().min;
      const context = this._canvas.getContext("2d");
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, size.x, size.y);
      paint(context, {
        width: size.x,
        height: size.y,
        zoom: this._zoom,
        scale: 256 * 2 ** this._zoom,
        left: corner.x,
        top: corner.y,
      });
      this._done?.();
      this._done = undefined;
    },
  });
  return new Canvas();
}
