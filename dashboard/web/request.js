/** An address in, JSON out; of requests for the same thing only the latest counts. */

const TIMEOUT_MS = 20_000; // an answer takes milliseconds: past this the line is dead

/**
 * @param {string | URL} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function getJson(address, signal) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const held = early(String(address));
  // Without anything to wait for the request leaves at once, before what else a press has to do.
  const answer =
    (held && (await held)) ??
    (await fetch(address, {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      credentials: "same-origin",
    }));
  // An unknown path is answered by Streamlit's own page with 200.
  if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) {
    throw new Error(`no answer (${answer.status})`);
  }
  return answer.json();
}

/** What `early.js` asked for already: each answer serves once. @param {string} address @returns {Promise<Response | null> | undefined} */
function early(address) {
  const kept = /** @type {Map<string, Promise<Response | null>> | undefined} */ (/** @type {any} */ (window).datelineEarly);
  const answer = kept?.get(address);
  kept?.delete(address);
  return answer;
}

/** Keeps one request in flight: a new one ends the one before. */
export class Latest {
  #controller = new AbortController();

  /**
   * @param {string | URL} address
   * @returns {Promise<any | null>}  null where a later request took over
   */
  async get(address) {
    this.stop();
    const { signal } = (this.#controller = new AbortController());
    try {
      const answer = await getJson(address, signal);
      return signal.aborted ? null : answer;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  /** Ends what is in flight. */
  stop() {
    this.#controller.abort();
  }
}
