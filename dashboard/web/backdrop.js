/** What lies under the marks in; the same out, painted once for a camera and then copied: a filter or a pointer changes none of it. */

export class Backdrop {
  canvas = document.createElement("canvas");
  key = "";

  /** Has it painted anew: the ground or its colours have changed. */
  clear() {
    this.key = "";
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {unknown[]} look  all that it is painted by
   * @param {(context: CanvasRenderingContext2D) => void} draw
   */
  paint(context, look, draw) {
    const { width, height } = context.canvas;
    const key = JSON.stringify([width, height, look]);
    if (key !== this.key) {
      Object.assign(this.canvas, { width, height });
      const own = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
      own.setTransform(context.getTransform());
      draw(own);
      this.key = key;
    }
    context.save();
    context.resetTransform();
    context.drawImage(this.canvas, 0, 0);
    context.restore();
  }
}
