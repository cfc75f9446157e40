import assert from "node:assert/strict";
import test from "node:test";

import { addPhoto, ASKING, canGo, changePhoto, countPhotos, emptyTray, formatOf, isPassing, mayRetry, namedBy, percentOf, photosElsewhere, photosOf, roomIn, shownOf, trayOf } from "../../static/js/store/photos.js";
import { wipe } from "../../static/js/store/changes.js";
import { emptyState } from "../../static/js/store/state.js";
import { message, TALK } from "./cast.js";

const bytes = (text) => Uint8Array.from(text, (char) => char.charCodeAt(0));

function withPhotos(...photos) {
  return photos.reduce(addPhoto, emptyState());
}

test("a file is what its first bytes say", () => {
  assert.equal(formatOf(bytes("\xff\xd8\xff\xe0")), "image/jpeg");
  assert.equal(formatOf(bytes("\x89PNG\r\n\x1a\n")), "image/png");
  assert.equal(formatOf(bytes("RIFF\0\0\0\0WEBP")), "image/webp");
  assert.equal(formatOf(bytes("\0\0\0\x18ftypheic")), "image/heic");
  assert.equal(formatOf(bytes("GIF89a")), null);
  assert.equal(formatOf(bytes("%PDF-1.7")), null);
});

test("a tray has its own photos, in the order in which they were chosen", () => {
  const { photos } = withPhotos({ id: "a", place: TALK }, { id: "b", place: "other" }, { id: "c", place: TALK });
  assert.deepEqual(trayOf(photos, TALK).map((one) => one.id), ["a", "c"]);
  assert.deepEqual(Object.keys(photosElsewhere(photos, TALK)), ["b"]);
});

test("a message takes ten, a question six", () => {
  const state = withPhotos({ id: "a", place: TALK }, { id: "b", place: ASKING });
  assert.equal(roomIn(state, TALK), 9);
  assert.equal(roomIn(state, ASKING), 5);
});

test("what failed or is not read yet holds the message up; what is on its way does not", () => {
  const tray = (phase) => [{ phase: "ready" }, { phase }];
  assert.deepEqual(["ready", "sending", "waiting", "failed", "preparing"].map((phase) => canGo(tray(phase))), [true, true, true, false, false]);
});

test("a hundred percent is for what the server has read", () => {
  assert.equal(percentOf({ phase: "sending", done: 420, size: 1000 }), 42);
  assert.equal(percentOf({ phase: "checking", done: 1000, size: 1000 }), 99);
  assert.equal(percentOf({ phase: "ready", done: 0, size: 1000 }), 100);
  assert.equal(percentOf({ phase: "preparing", done: 0, size: 0 }), 0);
});

test("what a message says of its photos, and an empty tray", () => {
  const state = withPhotos({ id: "a", place: TALK, alt: " Plaque ", site: "nose", photo: "p1", w: 4, h: 3 });
  assert.deepEqual(namedBy(trayOf(state.photos, TALK)), [{ key: "a", id: "p1", alt: "Plaque", site: "nose", w: 4, h: 3, error: null }]);
  assert.deepEqual(trayOf(emptyTray(state, TALK).photos, TALK), []);
});

test("a change of a photo that has gone changes nothing", () => {
  const state = emptyState();
  assert.equal(changePhoto(state, "a", { done: 1 }), state);
});

test("what is wiped takes the photos that were chosen for it", () => {
  const state = withPhotos({ id: "a", place: TALK }, { id: "b", place: "other" });
  assert.deepEqual(Object.keys(wipe(state, TALK).photos), ["b"]);
});

test("a busy server is asked again, a refusal is not; some the person may try", () => {
  assert.ok(isPassing({ code: "busy" }) && isPassing({ code: "unreachable" }) && isPassing({ code: "rate_limited" }));
  assert.ok(!isPassing({ code: "photo_format" }) && !isPassing({ code: "storage_full" }));
  assert.ok(mayRetry({ error: "storage_full" }) && mayRetry({ error: "photo_quota" }));
  assert.ok(!mayRetry({ error: "photo_unreadable" }));
});

test("the photos of a log, with their messages; those that were taken back are gone", () => {
  const items = [message(1), { ...message(2), data: { text: "", photos: [{ id: "a" }, { id: "b" }] } }, { ...message(3), data: {} }];
  assert.deepEqual(photosOf(items).map(({ id, seq }) => [id, seq]), [["a", 2], ["b", 2]]);
  assert.deepEqual(items.map(countPhotos), [0, 2, 0]);
});

test("four are shown, then « +3 »", () => {
  assert.deepEqual(shownOf([1, 2, 3, 4]), { shown: [1, 2, 3, 4], n: 0 });
  assert.deepEqual(shownOf([1, 2, 3, 4, 5, 6, 7]), { shown: [1, 2, 3, 4], n: 3 });
});
