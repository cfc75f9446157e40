/** Photos: those that I chose, until their message is in the log; those of a log. Pure.
 *
 * A chosen photo is "preparing" (read here), "waiting" (for its turn, for the line),
 * "sending", "checking" (the server reads it), "ready" or "failed" (`error`). `place` is the
 * conversation, or ASKING, in whose tray it lies; null once its message is on its way.
 * `upload` names what is sent: a changed photo is another upload. `photo` is the server's id.
 */
export const ASKING = "asking";
export const ASKING_MAX = 6;
export const SHOWN_AT_MOST = 4;
export const NEW_PHOTO = Object.freeze({ phase: "preparing", done: 0, error: null, isCut: false, photo: null, upload: null, w: 0, h: 0, alt: "", site: "", preview: null });
/** What a server takes that has not said it yet. */
export const PHOTO_RULES = Object.freeze({
  formats: ["image/jpeg", "image/png", "image/webp"],
  max_bytes: 15 * 1024 * 1024,
  per_message_max: 10,
  alt_max: 300,
  sites: [],
});

export function setPhotoRules(state, rules) {
  return { ...state, photoRules: rules };
}

export function addPhoto(state, photo) {
  return { ...state, photos: { ...state.photos, [photo.id]: { ...NEW_PHOTO, ...photo } } };
}

export function changePhoto(state, id, change) {
  const photo = state.photos[id];
  return photo ? { ...state, photos: { ...state.photos, [id]: { ...photo, ...change } } } : state;
}

export function dropPhoto(state, id) {
  const photos = { ...state.photos };
  delete photos[id];
  return { ...state, photos };
}

/** What lies in a tray, in the order in which it was chosen. */
export function trayOf(photos, place) {
  return Object.values(photos).filter((one) => one.place === place);
}

export function photosElsewhere(photos, place) {
  if (!trayOf(photos, place).length) return photos;
  return Object.fromEntries(Object.entries(photos).filter(([, one]) => one.place !== place));
}

/** Its message is written: the tray is empty again. */
export function emptyTray(state, place) {
  const moved = (one) => (one.place === place ? { ...one, place: null } : one);
  return { ...state, photos: Object.fromEntries(Object.entries(state.photos).map(([id, one]) => [id, moved(one)])) };
}

/** How many more fit into a tray. */
export function roomIn({ photos, photoRules }, place) {
  const most = place === ASKING ? Math.min(ASKING_MAX, photoRules.per_message_max) : photoRules.per_message_max;
  return Math.max(0, most - trayOf(photos, place).length);
}

/** Whether a message may go with these: what cannot come must go first. */
export function canGo(tray) {
  return tray.every((one) => one.phase !== "failed" && one.phase !== "preparing");
}

/** What a message says of its photos. */
export function namedBy(tray) {
  return tray.map(({ id, photo, alt, site, w, h }) => ({ key: id, id: photo, alt: alt.trim(), site, w, h, error: null }));
}

/** How much of it the server has, in percent: 100 is for what it has read. */
export function percentOf({ phase, done, size }) {
  if (phase === "ready") return 100;
  return size ? Math.min(99, Math.floor((100 * done) / size)) : 0;
}

/** What a file is, by its first bytes; null where it is no picture that we know. */
export function formatOf(bytes) {
  const text = (from, to) => String.fromCharCode(...bytes.slice(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 8) === "ftyp" && HEIC.has(text(8, 12))) return "image/heic";
  return null;
}

const HEIC = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

/** What must not be asked again by itself; all else passes. */
const FINAL = new Set(["photo_format", "photo_unreadable", "photo_too_large", "photo_quota", "storage_full", "photo_lost", "invalid_request", "client_id_reused"]);

export function isPassing({ code }) {
  return !FINAL.has(code);
}

/** Whether the person may try again: the same file would be refused again otherwise. */
export function mayRetry({ error }) {
  return !["photo_format", "photo_unreadable", "photo_too_large", "photo_lost"].includes(error);
}

/** All photos of a log, each with the message that it belongs to. */
export function photosOf(items) {
  return items.flatMap(({ seq, at, author, data }) => (data.photos ?? []).map((photo) => ({ ...photo, seq, at, author })));
}

/** Those that a bubble shows, and how many more there are. */
export function shownOf(photos) {
  return { shown: photos.slice(0, SHOWN_AT_MOST), n: Math.max(0, photos.length - SHOWN_AT_MOST) };
}

/** How many photos a message has that was not taken back. */
export function countPhotos(item) {
  return item?.data?.photos?.length ?? 0;
}
