/** Relais as an app of the device. The service worker keeps the page without a line and
 * nothing that came from the server (see worker.js). */
export function install(worker) {
  const register = () => navigator.serviceWorker.register(worker).catch(() => undefined);
  // The first reading comes first.
  if (navigator.serviceWorker) window.addEventListener("load", register, { once: true });
}

/** Leave nothing of Relais on the device: it may be another's in a moment. */
export async function uninstall() {
  if (!navigator.serviceWorker) return;
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((one) => one.unregister()));
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
