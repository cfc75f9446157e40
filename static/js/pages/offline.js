/** The page without a line: as soon as there is one, and a server, what was asked for. */

// Not all browsers that a server has lost come back in one moment.
const again = () => 4_000 + Math.random() * 4_000;

async function look() {
  const isThere = navigator.onLine && (await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null));
  if (isThere && isThere.status < 500) location.reload();
  else setTimeout(look, again());
}

window.addEventListener("online", () => location.reload());
setTimeout(look, again());
