/** The map's view in, the page's address out, and back: `lat lon zoom focus`, written without a reload. */

/**
 * @param {Location} location
 * @returns {{lat: number, lon: number, zoom: number} | null}  null where the address does not hold a whole view
 */
export function viewIn(location) {
  const asked = new URLSearchParams(location.search);
  const [lat, lon, zoom] = ["lat", "lon", "zoom"].map((name) => (asked.get(name) ? Number(asked.get(name)) : NaN));
  const whole = Math.abs(lat) <= 85.06 && Math.abs(lon) <= 540 && zoom >= 0 && zoom <= 18;
  return whole ? { lat, lon, zoom } : null;
}

/**
 * @param {Location} location
 * @returns {string | null}  id of the Feature in focus
 */
export function focusIn(location) {
  return new URLSearchParams(location.search).get("focus") || null;
}

/**
 * Writes parameters into the address of a window; null takes one away.
 *
 * @param {Window} host
 * @param {Record<string, string | null>} changes
 */
export function writeAddress(host, changes) {
  const address = new URL(host.location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  if (address.href !== host.location.href) host.history.replaceState(host.history.state, "", address);
}
