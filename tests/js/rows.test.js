import assert from "node:assert/strict";
import test from "node:test";

import { hasWords, isArchived, matches, NO_FILTERS } from "../../static/js/store/filters.js";
import { byNewest, fresh, grown, withCursors, withMarks } from "../../static/js/store/rows.js";
import { ME, message, PETIT, retracted, row } from "./cast.js";

test("others' messages are unread, mine are not", () => {
  const after = grown(fresh(row()), [message(6), message(7, "moi", ME), message(8)], 8, ME);
  assert.deepEqual([after.head, after.unread, after.last.seq], [8, 4, 8]);
});

test("what is known already changes nothing", () => {
  const after = grown(fresh(row()), [message(4), message(5)], 5, ME);
  assert.deepEqual([after.unread, after.head, after.doubtful], [2, 5, false]);
});

test("reading to the head empties the count", () => {
  assert.equal(withCursors(fresh(row()), { read: 5 }).unread, 0);
});

test("a cursor within what arrived here is counted exactly", () => {
  const after = withCursors(grown(fresh(row()), [message(6), message(7), message(8)], 8, ME), { read: 7 });
  assert.deepEqual([after.unread, after.doubtful], [1, false]);
});

test("a cursor before what this page knows can only be counted by the server", () => {
  assert.equal(withCursors(fresh(row()), { read: 4 }).doubtful, true);
});

test("cursors never go back", () => {
  assert.equal(withCursors(fresh(row()), { read: 1 }).read, 3);
});

test("unread is counted to 100", () => {
  const many = Array.from({ length: 150 }, (_, n) => message(6 + n));
  assert.equal(grown(fresh(row()), many, 155, ME).unread, 100);
});

test("a retracted last message loses its words in the row", () => {
  const after = grown(fresh(row()), [retracted(6, 5)], 6, ME);
  assert.equal(after.last.kind, "retracted");
});

test("a renamed group has its new title", () => {
  const renamed = { ...message(6), kind: "renamed", data: { title: "Staff du jeudi" } };
  assert.equal(grown(fresh(row()), [renamed], 6, ME).title, "Staff du jeudi");
});

test("an archived conversation comes back with the next entry", () => {
  const archived = withMarks(fresh(row()), { read: 5, received: 5, archived_head: 5, muted_until: null, draft_at: null });
  assert.equal(isArchived(archived), true);
  assert.equal(isArchived(grown(archived, [message(6)], 6, ME)), false);
});

test("latest first, whatever the length of the fraction", () => {
  const early = row({ id: "a", moved_at: "2026-03-02T10:00:00Z" });
  const late = row({ id: "b", moved_at: "2026-03-02T10:00:00.5Z" });
  assert.deepEqual([early, late].sort(byNewest).map((one) => one.id), ["b", "a"]);
});

test("words and their beginnings are found without case or accents", () => {
  assert.ok(hasWords("Équipe de dermatologie", "DERMA equ"));
  assert.ok(!hasWords("Équipe de dermatologie", "pédiatrie"));
});

test("a search finds the archived too, the plain list does not", () => {
  const archived = row({ archived_head: 5 });
  assert.ok(!matches(archived, NO_FILTERS));
  assert.ok(matches(archived, { ...NO_FILTERS, q: "petit" }));
  assert.ok(matches(archived, { ...NO_FILTERS, archived: true }));
});

test("who wrote is not asked of entries without an author", () => {
  assert.equal(grown(fresh(row()), [{ ...message(6), author: null }], 6, PETIT).unread, 3);
});
