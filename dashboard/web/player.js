/** A range of stretches and a pace in, the ranges after it out, one at a time: each when the map has shown the last. */

const PATIENCE_MS = 5_000; // a map that does not answer does not stop time

/** @typedef {import("./brush.js").Range} Range */

export class Player {
  playing = false;
  awaited = false;

  /** @param {{step: () => boolean, changed: () => void, pace: () => number}} on  `step` moves on, and tells whether it could; `pace` in milliseconds */
  constructor(on) {
    this.on = on;
  }

  toggle() {
    if (this.playing) this.stop();
    else this.#start();
  }

  stop() {
    clearTimeout(this.timer);
    this.playing = false;
    this.on.changed();
  }

  /** The map has painted what was asked for last. */
  seen() {
    this.awaited = false;
    if (this.playing && this.due) this.#next();
  }

  #start() {
    this.playing = true;
    this.on.changed();
    this.#next();
  }

  #next() {
    this.due = false;
    clearTimeout(this.timer);
    if (!this.on.step()) {
      this.stop();
      return;
    }
    this.awaited = true;
    this.timer = setTimeout(() => this.#tick(), this.on.pace());
  }

  #tick() {
    this.due = true;
    if (!this.awaited) this.#next();
    else this.timer = setTimeout(() => this.#next(), PATIENCE_MS);
  }
}
