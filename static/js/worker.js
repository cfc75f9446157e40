/* The service worker. It keeps the files of one page, that without a line, and that page;
   and it shows notices. No answer of the server is kept: no message, no name, no list. */

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

/* Notices. They say that something waits; the words come from the server, in the reader's
   language, and name nobody. */

const HOME = "/messages/discussions";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

self.addEventListener("push", (event) => {
  const told = toldBy(event.data);
  // A browser that hears nothing of a push shows words of its own, then takes the right away.
  event.waitUntil(Promise.all([self.registration.showNotification(...noticeOf(told)), setBadge(told.count)]));
});

function toldBy(data) {
  try {
    return data.json() ?? {};
  } catch {
    return {};
  }
}

/** What the browser is asked to show; a later one of the same tag replaces it silently. */
function noticeOf({ title = "Relais", body = "", tag = "relais", kind, subject, urgent = false }) {
  // A trial is about no conversation.
  const data = { subject: kind !== "test" && ID.test(subject) ? subject : null };
  return [title, { body, tag, renotify: urgent === true, data }];
}

/** On the app's icon, where there is one: how much waits. */
async function setBadge(count) {
  if (!Number.isInteger(count) || count < 0) return;
  await self.navigator.setAppBadge?.(count).catch(() => undefined);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openSubject(event.notification.data?.subject ?? null));
});

/** In a page of ours that is open, the one in front first; else in a new one. */
async function openSubject(subject) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = pages.filter((page) => new URL(page.url).pathname.startsWith("/messages/"));
  const page = ours.find((one) => one.focused) ?? ours.find((one) => one.visibilityState === "visible") ?? ours[0];
  const shown = await page?.focus().catch(() => null);
  if (!shown) return self.clients.openWindow(subject ? `${HOME}/${subject}` : HOME);
  if (subject) shown.postMessage({ type: "open", subject });
  return shown;
}
