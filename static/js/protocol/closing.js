/** The end of a session: the only stop that leads to another page. */
export const SIGNED_OUT = 4401;
export const NOT_ALLOWED = 4403;
export const OUTDATED = 4426;

/** 44xx: the server will not have this page back. Every other end is an accident. */
export function isFinal(code) {
  return code >= 4400 && code < 4500;
}
