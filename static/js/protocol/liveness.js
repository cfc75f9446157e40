const LOOK_EVERY_MS = 15_000;

/** Reconnect at once when the page is seen again or the network is back; doubt a line
 * that has been silent for long. */
export function keepAlive(socket, { onOffline }) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && socket.wake());
  window.addEventListener("pageshow", socket.wake);
  window.addEventListener("online", socket.wake);
  window.addEventListener("offline", () => {
    socket.drop();
    onOffline();
  });
  window.setInterval(socket.check, LOOK_EVERY_MS);
}
