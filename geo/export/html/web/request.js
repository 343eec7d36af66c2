/** An address of the app in, the answer that the file itself gives out: it stands for the request.js that asks a server. */

import { answer } from "./answer.js";

/** @param {string | URL} address @returns {Promise<any>} */
export async function getJson(address) {
  return answer(new URL(address));
}

/** What the page's own request.js has: here nothing is ever in flight. */
export class Latest {
  /** @param {string | URL} address @returns {Promise<any>} */
  get(address) {
    return getJson(address);
  }

  stop() {}
}
