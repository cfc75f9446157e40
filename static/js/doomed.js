const AGAIN_AFTER_MS = 3_000;
const TRIES_AT_MOST = 20;

/** Uploads and photos that nobody wants any more leave the server, as soon as it answers. */
export function createDoomed({ api, later = setTimeout }) {
  const left = new Set();

  async function gone(work) {
    try {
      return await work();
    } catch (refusal) {
      if (refusal.status === 404) return null;
      throw refusal;
    }
  }

  /** What an upload became; it is asked for as long as the server may be reading it. */
  async function photoOf(upload) {
    const found = await gone(() => api.upload(upload));
    if (found && !found.photo && found.offset === found.size) throw new Error("being read");
    return found?.photo?.id ?? null;
  }

  async function end(one) {
    if (one.isBusy) return;
    Object.assign(one, { isBusy: true, tries: one.tries + 1 });
    try {
      if (one.upload) one.photo ??= await photoOf(one.upload);
      if (one.upload) await gone(() => api.dropUpload(one.upload));
      if (one.photo) await gone(() => api.discardPhoto(one.photo));
      left.delete(one);
    } catch {
      // What stays is its owner's alone, and the server forgets it after a day.
      if (one.tries >= TRIES_AT_MOST) left.delete(one);
      else later(() => left.has(one) && end(one), AGAIN_AFTER_MS);
    } finally {
      one.isBusy = false;
    }
  }

  return {
    add({ upload = null, photo = null }) {
      if (!upload && !photo) return;
      const one = { upload, photo, tries: 0 };
      left.add(one);
      end(one);
    },
    flush: () => left.forEach((one) => end(one)),
  };
}
