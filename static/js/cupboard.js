/** The one IndexedDB of this page, in promises. Every store keeps {n, id, …} in the order
 * in which ids came first. */

export const NAME = "relais";
export const MESSAGES = "messages";
export const DRAFTS = "drafts";
// What is known of photos, and their bytes.
export const PHOTOS = "photos";
export const FILES = "files";
const KINDS = [MESSAGES, DRAFTS, PHOTOS, FILES];
const VERSION = 2;

/** Whether this page may keep and share: only over HTTPS, or on one's own machine. */
export function canKeep(scope = globalThis) {
  return Boolean(scope.isSecureContext && scope.crypto?.subtle && scope.indexedDB && scope.navigator?.locks && scope.BroadcastChannel);
}

export async function openCupboard() {
  const asked = indexedDB.open(NAME, VERSION);
  asked.onupgradeneeded = () => {
    for (const kind of KINDS) {
      if (asked.result.objectStoreNames.contains(kind)) continue;
      asked.result.createObjectStore(kind, { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
    }
  };
  const db = await answer(asked);
  // It is thrown away: by the page that signs in, or by another tab that signs out.
  db.onversionchange = () => db.close();
  return db;
}

export function readAll(db, kind) {
  return answer(db.transaction(kind).objectStore(kind).getAll());
}

export function readOne(db, kind, id) {
  return answer(db.transaction(kind).objectStore(kind).index("id").get(id));
}

export async function write(db, kind, record) {
  const work = db.transaction(kind, "readwrite");
  const store = work.objectStore(kind);
  const n = await answer(store.index("id").getKey(record.id));
  store.put(n === undefined ? record : { ...record, n });
  await end(work);
}

export async function erase(db, kind, id) {
  const work = db.transaction(kind, "readwrite");
  const store = work.objectStore(kind);
  const n = await answer(store.index("id").getKey(id));
  if (n !== undefined) store.delete(n);
  await end(work);
}

export async function empty(db) {
  const work = db.transaction(KINDS, "readwrite");
  for (const kind of KINDS) work.objectStore(kind).clear();
  await end(work);
}

function answer(request) {
  return new Promise((keep, refuse) => {
    request.onsuccess = () => keep(request.result);
    request.onerror = () => refuse(request.error);
  });
}

function end(work) {
  return new Promise((keep, refuse) => {
    work.oncomplete = () => keep();
    work.onabort = work.onerror = () => refuse(work.error);
  });
}
