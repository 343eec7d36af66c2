/** theme.css in, the colours that hold right now out, as the canvas wants them. */

const NAMES = [
  "paper", "panel", "ink", "quiet", "rule", "accent", "mark", "water", "land", "coast", "frontier", "halo", "name",
  "visit", "border", "excerpt", "milestone",
];

/** @returns {Record<string, string>} */
export function coloursNow() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  /** @type {Record<string, string>} */
  const colours = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

/**
 * Keeps the frame in the page's theme, and tells when it changes.
 *
 * @param {Window} host  the page
 * @param {() => void} changed
 */
export function followTheme(host, changed) {
  const root = document.documentElement;
  const read = () => {
    const app = host.document.querySelector(".stApp");
    const scheme = app && getComputedStyle(app).colorScheme === "dark" ? "dark" : "light";
    if (root.style.colorScheme === scheme) return;
    root.style.colorScheme = scheme;
    changed();
  };
  read();
  // Streamlit sends each frame its theme with every render, also when only the theme has changed.
  window.addEventListener("message", (event) => {
    if (event.source === host && event.data?.type === "streamlit:render") requestAnimationFrame(read);
  });
}
