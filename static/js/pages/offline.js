/** The page without a line: as soon as there is one, what was asked for. */
window.addEventListener("online", () => location.reload());
