/** What lies under the marks in; the same out, painted once for a camera and then copied: a filter or a pointer changes none of it. */

export class Backdrop {
  canvas = document.createElement("canvas");
  key = "";

  /** Has it painted anew: the ground or its colours have changed. */
  clear() {
    this.key = "";
  }

  /**
   * Puts it under what is painted.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {unknown[]} look  all that it is painted by
   * @param {(context: CanvasRenderingContext2D) => void} draw
   */
  paint(context, look, draw) {
    this.prepare(context.canvas, context.getTransform(), look, draw);
    context.save();
    context.resetTransform();
    context.drawImage(this.canvas, 0, 0);
    context.restore();
  }

  /**
   * Has it ready for a canvas of that size.
   *
   * @param {{width: number, height: number}} size
   * @param {DOMMatrix} transform
   * @param {unknown[]} look
   * @param {(context: CanvasRenderingContext2D) => void} draw
   */
  prepare({ width, height }, transform, look, draw) {
    const key = JSON.stringify([width, height, look]);
    if (key === this.key) return;
    Object.assign(this.canvas, { width, height });
    const own = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    own.setTransform(transform);
    draw(own);
    this.key = key;
  }
}
