import { PHOTOS } from "./cupboard.js";
import { createDoomed } from "./doomed.js";
import { newId } from "./ids.js";
import { noShelf } from "./shelf.js";
import { isAwaited } from "./store/outbox.js";
import { addPhoto, changePhoto, dropPhoto, emptyTray, isPassing, namedBy, roomIn, trayOf } from "./store/photos.js";
import { aloneTab } from "./tabs.js";
import { createSending } from "./sending.js";

// What another tab says of a photo comes a moment after it let it go.
const HEARD_AFTER_MS = 300;

/** Photos from the hand to the server, whatever the line and the page do.
 *
 * chosen → prepared → on the shelf → sent in parts → its message may go
 *
 * Until the server has it a photo lies on the shelf, sealed, and a reload finds it there.
 * Of several tabs one at a time sends a photo: the one that holds its lock. `pictures`
 * reads files; `onReady(id, photo)` and `onFailed(id, code)` tell the outbox.
 */
export function createUploads({ store, api, pictures, onReady, onFailed, shelf = noShelf(), tabs = aloneTab(), later = setTimeout, now }) {
  const files = new Map();
  const known = new Map();
  const runs = new Map();
  const asked = new Set();
  const doomed = createDoomed({ api, later });
  const sending = createSending({ api, later, now });
  const at = (id) => store.state.photos[id];
  const change = (id, more) => store.change(changePhoto, id, more);
  let seen = {};

  store.watch(follow);
  const recalled = recall();

  async function take(place, file) {
    const id = newId();
    store.change(addPhoto, { id, upload: id, place, name: file.name, size: file.size });
    known.set(id, at(id));
    try {
      const { blob, ...found } = await pictures.prepare(file, store.state.photoRules);
      if (!at(id)) return pictures.forget(found.preview);
      files.set(id, blob);
      change(id, { ...found, size: blob.size, phase: "waiting" });
      // What can be sent need not wait for the disk.
      shelf.putFile(id, blob);
      keep(id);
      start(id);
    } catch (refusal) {
      change(id, { phase: "failed", error: refusal.code ?? "photo_unreadable" });
    }
  }

  function keep(id) {
    const { preview, phase, done, isCut, ...photo } = at(id) ?? {};
    return photo.id && shelf.put(PHOTOS, id, { ...photo, tab: tabs.name });
  }

  function start(id) {
    return tabs.alone(`photo ${id}`, () => run(id));
  }

  async function run(id) {
    const photo = at(id);
    if (!photo || photo.phase !== "waiting") return undefined;
    const run = { isCancelled: false, upload: null, wake: null };
    runs.set(id, run);
    try {
      const file = await fileOf(id);
      if (!file) throw Object.assign(new Error("lost"), { code: "photo_lost" });
      const found = await sending.send({ run, file, name: photo.upload, tell: (more) => run.isCancelled || change(id, more), isPassing });
      if (!run.isCancelled) return await arrived(id, found);
      return doomed.add({ upload: run.upload, photo: found?.id });
    } catch ({ code }) {
      return run.isCancelled ? doomed.add({ upload: run.upload }) : await failed(id, code);
    } finally {
      if (runs.get(id) === run) runs.delete(id);
    }
  }

  async function arrived(id, { id: photo, w, h }) {
    change(id, { phase: "ready", photo, w, h, error: null, isCut: false });
    await keep(id);
    shelf.removeFile(id);
    onReady(id, { id: photo, w, h });
  }

  async function failed(id, code = "photo_unreadable") {
    change(id, { phase: "failed", error: code });
    await keep(id);
    onFailed(id, code);
  }

  /** Its bytes: of this page, of an earlier one, or as the server keeps them. */
  async function fileOf(id) {
    if (!files.has(id)) {
      const file = (await shelf.file(id)) ?? (at(id)?.photo && (await pictures.fetch(at(id).photo).catch(() => null)));
      if (file) files.set(id, file);
    }
    return files.get(id);
  }

  /** Another picture in its place: the earlier one leaves the server, too. */
  async function replace(id, blob, { w, h, preview }) {
    const before = at(id);
    if (!before) return pictures.forget(preview);
    cancel(id, before);
    pictures.forget(before.preview);
    files.set(id, blob);
    change(id, { upload: newId(), photo: null, phase: "waiting", done: 0, error: null, isCut: false, size: blob.size, w, h, preview });
    shelf.putFile(id, blob);
    keep(id);
    return start(id);
  }

  function cancel(id, { photo }) {
    const run = runs.get(id);
    if (run) Object.assign(run, { isCancelled: true }).wake?.();
    else if (photo) doomed.add({ photo });
  }

  /** Thrown away: here and on the server. */
  function remove(id) {
    const photo = at(id) ?? known.get(id);
    if (photo) cancel(id, photo);
    forget(id);
  }

  /** Its message is in the log, or nothing of it is wanted any more. */
  function forget(id) {
    pictures.forget(at(id)?.preview ?? known.get(id)?.preview);
    known.delete(id);
    files.delete(id);
    shelf.removeFile(id);
    shelf.remove(PHOTOS, id);
    store.change(dropPhoto, id);
  }

  /** Photos whose message is sent or gone; those of messages that other tabs wrote. */
  function follow({ photos, outbox }) {
    if (photos === seen.photos && outbox === seen.outbox) return;
    seen = { photos, outbox };
    for (const [id] of known) if (!(id in photos)) remove(id);
    for (const photo of Object.values(photos)) known.set(photo.id, photo);
    const named = new Set(outbox.flatMap((message) => (message.photos ?? []).map((one) => one.key)));
    for (const { id, place } of Object.values(photos)) if (place === null && !named.has(id)) forget(id);
    for (const key of named) if (!(key in photos) && isAwaited(outbox, key)) adopt(key);
  }

  /** Who sent it may be gone: wait until nobody works on it, then go on. */
  async function adopt(key) {
    if (asked.has(key)) return;
    asked.add(key);
    await recalled;
    await tabs.alone(`photo ${key}`, async () => {
      await new Promise((go) => later(go, HEARD_AFTER_MS));
      if (!isAwaited(store.state.outbox, key) || at(key)) return undefined;
      const kept = (await shelf.photos()).find((one) => one.id === key);
      if (!kept) return onFailed(key, "photo_lost");
      if (kept.photo) return onReady(key, { id: kept.photo, w: kept.w, h: kept.h });
      if (kept.error) return undefined;
      store.change(addPhoto, { ...kept, place: null, phase: "waiting" });
      return run(key);
    });
    asked.delete(key);
  }

  /** What a page that was left had not sent. A living tab looks after its own. */
  function recall() {
    return tabs.alone("photos", async () => {
      const living = await tabs.living();
      for (const kept of await shelf.photos()) {
        if (living.has(kept.tab) || kept.id in store.state.photos) continue;
        const { error = null } = kept;
        store.change(addPhoto, { ...kept, phase: kept.photo ? "ready" : error ? "failed" : "waiting" });
        await keep(kept.id);
        show(kept.id);
        if (!kept.photo && !error) start(kept.id);
      }
    });
  }

  async function show(id) {
    const file = at(id).photo ? null : await fileOf(id);
    const preview = file && (await pictures.preview(file).catch(() => null));
    if (preview) change(id, { preview });
  }

  /** Again: what was refused goes on, what the server has lost begins anew. */
  function retry(id) {
    if (at(id)?.phase !== "failed" && at(id)?.phase !== "ready") return;
    const anew = at(id).phase === "ready" ? { upload: newId(), photo: null, done: 0 } : {};
    change(id, { ...anew, phase: "waiting", error: null });
    start(id);
  }

  /** Resolves with what a message says of a tray once the server has all of it; with null
   * where one of them failed. */
  function ready(place) {
    return new Promise((resolve) => {
      function look({ photos }) {
        const tray = trayOf(photos, place);
        const isOver = tray.every((one) => one.phase === "ready" || one.phase === "failed");
        if (!isOver) return;
        stop();
        resolve(tray.some((one) => one.phase === "failed") ? null : namedBy(tray));
      }
      const stop = store.watch(look);
      look(store.state);
    });
  }

  return {
    /** Returns how many found no room. */
    add(place, chosen) {
      const taken = [...chosen].slice(0, roomIn(store.state, place));
      for (const file of taken) take(place, file);
      return chosen.length - taken.length;
    },
    describe(id, more) {
      change(id, more);
      keep(id);
    },
    fileOf,
    ready,
    replace,
    remove,
    retry,
    /** What a message says of the photos of a tray, which is empty then. */
    takeOut(place) {
      const tray = trayOf(store.state.photos, place);
      store.change(emptyTray, place);
      for (const { id } of tray) keep(id);
      return namedBy(tray);
    },
    clear: (place) => trayOf(store.state.photos, place).forEach(({ id }) => remove(id)),
    /** Its message was thrown away. */
    discard(photos = []) {
      for (const { key, id } of photos) {
        if (at(key)) remove(key);
        else if (id) doomed.add({ photo: id });
      }
    },
    /** The line is back: what waits goes on at once. */
    flush() {
      for (const { wake } of runs.values()) wake?.();
      doomed.flush();
    },
    /** Whether the end of the page would lose a photo. */
    wouldLose: () => !shelf.isKeeping && Object.values(store.state.photos).some((one) => one.phase !== "failed"),
  };
}
