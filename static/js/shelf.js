import { canKeep, DRAFTS, empty, erase, FILES, MESSAGES, openCupboard, PHOTOS, readAll, readOne, write } from "./cupboard.js";
import { importKey, seal, sealBytes, unseal, unsealBytes } from "./sealing.js";

const AGAIN_AFTER_MS = 3_000;

/** What must survive the page: messages until they are sent, drafts and photos until the
 * server has them. On the disk everything is sealed with the session's key, which only the server
 * knows; what that key does not open is another's, or of another session, and is erased.
 *
 * Works one after the other, in the order in which they were asked. Without a place to
 * keep (plain HTTP, a full disk) nothing is kept, and `isKeeping` says so.
 */
export function createShelf({ getKey, later = setTimeout, cupboard = openCupboard, can = canKeep }) {
  let place = null;
  let isWiped = false;
  const opened = can() ? open() : Promise.resolve([[], []]);
  let tail = opened.catch(() => undefined);

  /** Open, and read what an earlier page has left: [messages, drafts]. */
  async function open() {
    const key = await importKey(await keyAtLast());
    const db = await cupboard();
    try {
      const found = [await readSealed(db, key, MESSAGES), await readSealed(db, key, DRAFTS)];
      await readSealed(db, key, PHOTOS);
      place = { db, key };
      return found;
    } catch {
      await empty(db);
      place = { db, key };
      return [[], []];
    }
  }

  /** Until the server answers; refused is refused. */
  async function keyAtLast() {
    for (;;) {
      try {
        return (await getKey()).key;
      } catch (refusal) {
        if (refusal.status !== 0 && refusal.status < 429) throw refusal;
        await new Promise((go) => later(go, AGAIN_AFTER_MS));
      }
    }
  }

  function inTurn(work) {
    tail = tail.then(() => place && !isWiped && work(place)).catch(fail);
    return tail;
  }

  /** A full disk, or a page that is being left: from now on nothing is promised. */
  function fail() {
    place = null;
  }

  return {
    /** What earlier pages left, in order: {messages, drafts}. */
    async kept() {
      const [messages, drafts] = await opened.catch(() => [[], []]);
      return { messages, drafts };
    },
    put(kind, id, value) {
      return inTurn(async ({ db, key }) => {
        await write(db, kind, { id, ...(await seal(key, `${kind} ${id}`, value)) });
        return true;
      });
    },
    remove(kind, id) {
      return inTurn(({ db }) => erase(db, kind, id));
    },
    /** What is known of photos, as the tabs of this browser wrote it until now. */
    async photos() {
      return (await inTurn(({ db, key }) => readSealed(db, key, PHOTOS))) ?? [];
    },
    putFile(id, file) {
      return inTurn(async ({ db, key }) => {
        await write(db, FILES, { id, ...(await sealBytes(key, `${FILES} ${id}`, await file.arrayBuffer())) });
        return true;
      });
    },
    /** The bytes of a photo; null where they are not there. */
    async file(id) {
      const found = await inTurn(async ({ db, key }) => {
        const shut = await readOne(db, FILES, id);
        return shut && new Blob([await unsealBytes(key, `${FILES} ${id}`, shut)]);
      });
      return found ?? null;
    },
    removeFile: (id) => inTurn(({ db }) => erase(db, FILES, id)),
    /** Whether what is put is there after a reload. */
    get isKeeping() {
      return place !== null;
    },
    /** Signed out: nothing stays, and nothing is kept any more. */
    async wipe() {
      isWiped = true;
      const found = place;
      place = null;
      if (!found) return;
      await empty(found.db).catch(() => undefined);
      found.db.close();
    },
  };
}

async function readSealed(db, key, kind) {
  const records = await readAll(db, kind);
  return Promise.all(records.map(async (one) => ({ id: one.id, ...(await unseal(key, `${kind} ${one.id}`, one)) })));
}

/** Where nothing is kept beyond the page, and nothing was. */
export function noShelf() {
  return {
    kept: null,
    put: async () => undefined,
    remove: async () => undefined,
    photos: async () => [],
    putFile: async () => undefined,
    file: async () => null,
    removeFile: async () => undefined,
    isKeeping: false,
    wipe: async () => undefined,
  };
}
