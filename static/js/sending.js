const AT_ONCE = 2;
// What a cut costs at most, and how often the person hears of it.
const PART_BYTES = 256 * 1024;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const CANCELLED = { code: "cancelled" };

/** Sends files in parts, two at a time, until the server has them or refuses. */
export function createSending({ api, later = setTimeout, partBytes = PART_BYTES }) {
  const waiting = [];
  let busy = 0;

  async function inTurn(work) {
    if (busy >= AT_ONCE) await new Promise((go) => waiting.push(go));
    else busy += 1;
    try {
      return await work();
    } finally {
      if (waiting.length) waiting.shift()();
      else busy -= 1;
    }
  }

  async function whole(run, file, name, tell) {
    const begun = await api.beginUpload(name, file.size);
    run.upload = begun.id;
    const most = Math.min(partBytes, begun.part_max);
    let { offset, photo } = begun;
    while (!photo) {
      if (run.isCancelled) throw CANCELLED;
      const end = Math.min(offset + most, file.size);
      const isLast = end === file.size;
      tell({ phase: isLast ? "checking" : "sending", done: isLast ? end : offset, isCut: false, error: null });
      ({ offset, photo } = await part(run, offset, file.slice(offset, end)));
    }
    return photo;
  }

  async function part(run, offset, bytes) {
    try {
      return await api.sendPart(run.upload, offset, bytes);
    } catch (refusal) {
      if (refusal.code !== "upload_offset") throw refusal;
      return { offset: refusal.detail.offset, photo: null };
    }
  }

  /** Until it is over, or somebody knows that the line is back. */
  function pause(run, ms) {
    return new Promise((go) => {
      run.wake = go;
      later(go, ms);
    });
  }

  async function untilOver({ run, file, name, tell, isPassing }) {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      if (run.isCancelled) throw CANCELLED;
      try {
        return await whole(run, file, name, tell);
      } catch (refusal) {
        if (run.isCancelled || !isPassing(refusal)) throw refusal;
        tell({ phase: "waiting", isCut: refusal.status === 0, error: refusal.status === 0 ? null : refusal.code });
        await pause(run, wait);
      }
    }
  }

  return {
    /** Returns the photo. `run` {isCancelled, upload, wake}: `tell` hears how far it is.
     * Rejects with what `isPassing` does not let pass, and once it is cancelled. */
    send: (what) => inTurn(() => untilOver(what)),
  };
}
