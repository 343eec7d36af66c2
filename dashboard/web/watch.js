/** The map's frame in; a sentence while the map does not come up out: the list then stands for it. */

import { element } from "./dom.js";

const PATIENCE_MS = 12_000; // on a slow line the map takes some seconds
const STEP_MS = 1_000;

/** @returns {HTMLElement} hidden as long as there is hope */
export function mapWatch() {
  const said = element("p", { class: "no-map", role: "alert", hidden: true }, "The map cannot start. The list holds the same events as text.");
  const began = Date.now();
  const look = () => {
    const told = state();
    if (told?.ready) {
      said.hidden = true;
      return;
    }
    if (told?.failed || Date.now() - began > PATIENCE_MS) said.hidden = false;
    setTimeout(look, STEP_MS);
  };
  look();
  return said;
}

/** What the map tells of itself. @returns {{ready?: boolean, failed?: boolean} | undefined} */
function state() {
  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("iframe[title^='streamlit_folium']"));
  return /** @type {any} */ (frame?.contentWindow)?.dateline;
}

/** @returns {boolean}  whether the map has painted its marks */
export function mapIsReady() {
  return Boolean(state()?.ready);
}
