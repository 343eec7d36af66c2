/** The cells of the whole world in; the view that shows most of the story out. */

const SHARE = 0.6; // of the events: a few far away do not make the rest small
const OF_THE_STORY = 0.05; // of the events in one place, which then belongs to the view
const AS_FAR_AGAIN = 2; // as the farthest of the rest: beyond, the view would show little but the way there

/**
 * @param {{lon: number, lat: number, n: number}[]} cells
 * @returns {[[number, number], [number, number]] | null}  south-west and north-east, lat and lon; null without cells
 */
export function storyBounds(cells) {
  const total = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (!total) return null;
  const middle = { lon: median(cells, "lon"), lat: median(cells, "lat") };
  const near = [...cells].sort((one, other) => away(one, middle) - away(other, middle));
  let seen = 0;
  const kept = near.filter((cell) => {
    const within = seen < SHARE * total;
    seen += cell.n;
    return within;
  });
  const reach = Math.max(...kept.map((cell) => away(cell, middle)));
  kept.push(...near.filter((cell) => cell.n >= OF_THE_STORY * total && away(cell, middle) <= AS_FAR_AGAIN * reach));
  const [lats, lons] = [kept.map(({ lat }) => lat), kept.map(({ lon }) => lon)];
  return [
    [Math.min(...lats), Math.min(...lons)],
    [Math.max(...lats), Math.max(...lons)],
  ];
}

/** @param {{lon: number, lat: number, n: number}[]} cells @param {"lon" | "lat"} axis @returns {number} */
function median(cells, axis) {
  const sorted = [...cells].sort((one, other) => one[axis] - other[axis]);
  const half = sorted.reduce((sum, cell) => sum + cell.n, 0) / 2;
  let seen = 0;
  return (sorted.find((cell) => (seen += cell.n) >= half) ?? sorted[0])[axis];
}

/** @param {{lon: number, lat: number}} one @param {{lon: number, lat: number}} other @returns {number} */
function away(one, other) {
  return Math.hypot((one.lon - other.lon) * Math.cos((other.lat * Math.PI) / 180), one.lat - other.lat);
}
