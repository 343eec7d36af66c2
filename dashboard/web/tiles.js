/** The reader's wish in, street tiles under the map out; where they cannot load, the outlines stay and a line says so. */

const FAILURES = 4; // tiles that fail before one has come: the provider is not to be reached

/**
 * @param {any} L
 * @param {any} map
 * @param {{addresses: {light: string, dark: string}, credit: string, key: () => string | undefined,
 *   changed: (on: boolean, said: string) => void}} how  `key`: the deployment's own, where it has one
 * @returns {{on: boolean, set: (on: boolean) => void}}
 */
export function streetTiles(L, map, { addresses, credit, key, changed }) {
  /** @type {any} */
  let layer = null;
  const off = (/** @type {string} */ said) => {
    layer?.remove();
    layer = null;
    changed(false, said);
  };
  return {
    get on() {
      return Boolean(layer);
    },
    set(on) {
      off("");
      if (!on) return;
      const dark = document.documentElement.style.colorScheme === "dark";
      let [came, failed] = [0, 0];
      const apikey = key();
      const address = dark ? addresses.dark : addresses.light;
      layer = L.tileLayer(apikey ? address : address.split("?")[0], { apikey, subdomains: "abcd", maxZoom: 18, keepBuffer: 1 });
      layer.on("tileload", () => {
        came += 1;
        if (came === 1) changed(true, credit);
      });
      layer.on("tileerror", () => {
        failed += 1;
        if (!came && failed === FAILURES) off("Street tiles cannot be loaded; the outlines stay.");
      });
      layer.addTo(map);
    },
  };
}
