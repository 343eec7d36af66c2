/** What is wanted in, the address of the route that answers it out. */

const APP = new URL("../../", import.meta.url); // this module is web/VERSION/asked.js

export const PAGE = 30; // cards of one request: some three screens
export const LINES = new URL("api/lines", APP).href;
export const WORLD = new URL("api/outlines/world", APP).href;

/** @param {string} name  of a cell of the finer outlines, "40_30" */
export const cellOf = (name) => new URL(`api/outlines/detail?cell=${name}`, APP).href;

/** @param {string} token @param {number} zoom @param {number[]} box  west, south, east, north @param {string} [part]  `cells`: what another box of the view changes, without its areas and lines */
export const mapOf = (token, zoom, box, part) => new URL(`api/map?s=${token}&z=${zoom}&b=${box.map((each) => each.toFixed(5)).join(",")}${part ? `&part=${part}` : ""}`, APP).href;

/** @param {string} token */
export const fitOf = (token) => new URL(`api/fit?s=${token}`, APP).href;

/** @param {string} token */
export const timelineOf = (token) => new URL(`api/timeline?s=${token}`, APP).href;

/** @param {string} token */
export const routeOf = (token) => new URL(`api/route?s=${token}`, APP).href;

/** @param {string} name @param {string} token */
export const actorOf = (name, token) => new URL(`api/actor?${new URLSearchParams({ name, s: token })}`, APP).href;

/** @param {string} token @param {Record<string, string>} query */
export const listOf = (token, query) => new URL(`api/list?${new URLSearchParams({ s: token, ...query })}`, APP).href;

/** @param {string} id @param {string} token */
export const articleOf = (id, token) => new URL(`api/article?${new URLSearchParams({ id, s: token })}`, APP).href;

/** @param {string} token @param {string} ending  of the file */
export const exportOf = (token, ending) => new URL(`api/export?${new URLSearchParams({ s: token, format: ending })}`, APP).href;

/** References to Features. @param {string[]} ids @param {string} view  address of what is shown */
export const citeOf = (ids, view) => new URL(`api/cite?${new URLSearchParams([...ids.map((id) => ["id", id]), ["view", view]])}`, APP).href;
