/* The service worker. It keeps the files of one page, that without a line, and that page.
   No answer of the server is kept otherwise: no message, no name, no list. */

const { version, files, offline } = self.SHELL;
const CACHE = `relais-${version}`;
const kept = new Set(files.map((file) => new URL(file, self.location.origin).href));

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...files, offline]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => withoutLine()));
  else if (kept.has(request.url)) event.respondWith(fetch(request).catch(() => keptFile(request)));
});

async function withoutLine() {
  return (await caches.match(offline)) ?? Response.error();
}

async function keptFile(request) {
  return (await caches.match(request)) ?? Response.error();
}
