import { delayBefore } from "./backoff.js";
import { isFinal } from "./closing.js";
import { createReplies } from "./replies.js";

const PONG_EVERY_FRAMES = 200;
const PONG_EVERY_CHARACTERS = 256 * 1024;
// A line on which nothing came for so long is doubted; the server pings every 25 s.
const DOUBT_AFTER_MS = 30_000;
const DOUBT_ANSWER_MS = 5_000;
const HELLO_ANSWER_MS = 15_000;

/** One connection that comes back by itself, until the server says that it may not.
 *
 * `hello()` gives the data of the first frame; `onGreeted(data)` hears its reply, before
 * `onFrame(frame)` hears what follows; `onPhase({phase, code?, reason?})` hears "connecting",
 * "greeted", "live", "lost" and "stopped". Nothing here knows a conversation.
 */
export function createSocket({ url, hello, onGreeted, onFrame, onPhase, make = openWebSocket, clock = globalThis }) {
  let socket = null;
  let replies = createReplies();
  let attempt = 0;
  let retry = null;
  let doubt = null;
  let counted = { frames: 0, acknowledged: 0, characters: 0 };
  let heardAt = 0;
  let bye = null;
  let isStopped = true;
  let isLive = false;

  function connect() {
    clock.clearTimeout(retry);
    if (isStopped || socket) return;
    bye = null;
    counted = { frames: 0, acknowledged: 0, characters: 0 };
    replies = createReplies();
    onPhase({ phase: "connecting" });
    const mine = (socket = make(url));
    mine.onopen = () => socket === mine && greet();
    mine.onmessage = (event) => socket === mine && take(event.data);
    mine.onclose = (event) => socket === mine && lose(event.code);
  }

  function greet() {
    heardAt = clock.Date.now();
    request("hello", hello(), HELLO_ANSWER_MS).catch(() => drop());
  }

  function write(frame) {
    socket.send(JSON.stringify(frame));
  }

  /** Send a command; the promise is kept by its one reply, or broken by the line's end. */
  function request(type, data, withinMs = 20_000) {
    if (!socket || (type !== "hello" && !isLive)) return Promise.reject({ code: "line_lost", retry: true });
    const { ref, promise } = replies.expect(type);
    write({ type, ref, data });
    const overdue = clock.setTimeout(() => {
      replies.settle({ ref, ok: false, error: { code: "overdue", retry: true } });
      drop();
    }, withinMs);
    return promise.finally(() => clock.clearTimeout(overdue));
  }

  /** Send a frame that may be lost. */
  function pass(frame) {
    if (isLive) write(frame);
  }

  function take(text) {
    heardAt = clock.Date.now();
    clock.clearTimeout(doubt);
    counted.frames += 1;
    counted.characters += text.length;
    const frame = JSON.parse(text);
    handle(frame);
    if (socket) acknowledge(frame.type === "ping");
  }

  function handle(frame) {
    if (frame.type === "reply") answer(frame);
    else if (frame.type === "bye") bye = frame;
    else {
      onFrame(frame);
      if (frame.type === "synced") settle();
    }
  }

  function answer(frame) {
    if (replies.typeOf(frame.ref) === "hello" && frame.ok) {
      isLive = true;
      onGreeted(frame.data);
      onPhase({ phase: "greeted" });
    }
    replies.settle(frame);
  }

  function settle() {
    attempt = 0;
    onPhase({ phase: "live" });
  }

  /** Answered here, in the message handler: a hidden tab's timers sleep. */
  function acknowledge(isAsked) {
    const isDue =
      counted.frames - counted.acknowledged >= PONG_EVERY_FRAMES || counted.characters >= PONG_EVERY_CHARACTERS;
    if (!isAsked && !isDue) return;
    counted.acknowledged = counted.frames;
    counted.characters = 0;
    write({ type: "pong", got: counted.frames });
  }

  function lose(code) {
    socket = null;
    isLive = false;
    clock.clearTimeout(doubt);
    replies.breakAll();
    const why = bye?.code ?? code;
    if (isFinal(why)) {
      isStopped = true;
      onPhase({ phase: "stopped", code: why, reason: bye?.reason ?? null });
      return;
    }
    if (isStopped) return;
    onPhase({ phase: "lost", code: why });
    const wait = (bye?.retry_in_ms ?? 0) + delayBefore(attempt);
    attempt += 1;
    if (isOnline()) retry = clock.setTimeout(connect, wait);
  }

  /** End the connection now: its own closing handshake may take for ever. */
  function drop() {
    const lost = socket;
    if (!lost) return;
    lost.onclose = lost.onmessage = null;
    lost.close();
    lose(1006);
  }

  function check() {
    if (!isLive || clock.Date.now() - heardAt < DOUBT_AFTER_MS) return;
    const { ref } = replies.expect("ping", { isQuiet: true });
    write({ type: "ping", ref, data: {} });
    clock.clearTimeout(doubt);
    doubt = clock.setTimeout(drop, DOUBT_ANSWER_MS);
  }

  function isOnline() {
    return clock.navigator?.onLine !== false;
  }

  return {
    request,
    pass,
    drop,
    /** Ask for a sign of life where there was none for long. */
    check,
    /** Do not wait any longer before the next attempt. */
    wake() {
      check();
      connect();
    },
    get isLive() {
      return isLive;
    },
    start() {
      isStopped = false;
      connect();
    },
    stop() {
      isStopped = true;
      clock.clearTimeout(retry);
      drop();
    },
  };
}

function openWebSocket(url) {
  return new WebSocket(url);
}
