/** What lies under the marks in; the same out, painted once for a camera and then copied: a pointer changes none of it, a filter some outlines. */

/**
 * @typedef {object} Look
 * @property {unknown[]} key  all that the ground is painted by
 * @property {(context: CanvasRenderingContext2D) => void} ground
 * @property {{key: string, draw: (context: CanvasRenderingContext2D) => void}[]} over  what is drawn over it, in any order
 */

export class Backdrop {
  canvas = document.createElement("canvas");
  key = "";
  /** @type {Set<string>} */
  over = new Set();

  /** Has it painted anew: the ground or its colours have changed. */
  clear() {
    this.key = "";
  }

  /**
   * Puts it under what is painted.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {Look} look
   */
  paint(context, look) {
    this.prepare(context.canvas, context.getTransform(), look);
    context.save();
    context.resetTransform();
    context.drawImage(this.canvas, 0, 0);
    context.restore();
  }

  /**
   * Has it ready for a canvas of that size. The ground takes long: it is painted again only where something over it is to go.
   *
   * @param {{width: number, height: number}} size
   * @param {DOMMatrix} transform
   * @param {Look} look
   */
  prepare({ width, height }, transform, { key, ground, over }) {
    const wanted = JSON.stringify([width, height, key]);
    const own = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    const stays = new Set(over.map((each) => each.key));
    if (wanted !== this.key || [...this.over].some((each) => !stays.has(each))) {
      Object.assign(this.canvas, { width, height });
      own.setTransform(transform);
      ground(own);
      this.key = wanted;
      this.over.clear();
    }
    for (const each of over) {
      if (!this.over.has(each.key)) each.draw(own);
      this.over.add(each.key);
    }
  }
}
