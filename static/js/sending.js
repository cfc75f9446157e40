const AT_ONCE = 2;
// A part is what a cut costs, and how often the person hears of it; each has its price,
// too. So they are as large as the line carries in a few seconds.
const FIRST_BYTES = 256 * 1024;
const LEAST_BYTES = 64 * 1024;
const SHORT_MS = 750;
const LONG_MS = 3_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const CANCELLED = { code: "cancelled" };

/** Sends files in parts, two at a time, until the server has them or refuses. */
export function createSending({ api, later = setTimeout, now = () => performance.now() }) {
  const waiting = [];
  let busy = 0;
  let most = FIRST_BYTES;

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
    let { offset, photo } = begun;
    while (!photo) {
      if (run.isCancelled) throw CANCELLED;
      most = Math.min(most, begun.part_max);
      const end = Math.min(offset + most, file.size);
      const isLast = end === file.size;
      tell({ phase: isLast ? "checking" : "sending", done: isLast ? end : offset, isCut: false, error: null });
      const began = now();
      ({ offset, photo } = await part(run, offset, file.slice(offset, end)));
      // The last one also waits until the picture was read.
      if (!isLast) fit(now() - began);
    }
    return photo;
  }

  function fit(took) {
    if (took < SHORT_MS) most *= 2;
    if (took > LONG_MS) most = Math.max(LEAST_BYTES, most / 2);
  }

  const isCut = ({ status }) => status === 0;

  async function part(run, offset, bytes) {
    try {
      return await api.sendPart(run.upload, offset, bytes);
    } catch (refusal) {
      if (isCut(refusal)) fit(Infinity);
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
        tell({ phase: "waiting", isCut: isCut(refusal), error: isCut(refusal) ? null : refusal.code });
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
