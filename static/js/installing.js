/** Relais as an app of the device. The service worker keeps the page without a line and
 * nothing that came from the server (see worker.js). */
export function install(worker) {
  if (!navigator.serviceWorker) return;
  const register = () => navigator.serviceWorker.register(trusted(worker)).catch(() => undefined);
  // The first reading comes first.
  window.addEventListener("load", register, { once: true });
}

/** Where no text may become a script, this address alone may. */
function trusted(worker) {
  const policy = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => worker });
  return policy?.createScriptURL("") ?? worker;
}

/** Leave nothing of Relais on the device: it may be another's in a moment. */
export async function uninstall() {
  if (!navigator.serviceWorker) return;
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((one) => one.unregister()));
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
}
