/** Server times are ISO with Z and zero to six digits of a second: a key that sorts. */
export function timeKey(at) {
  const [whole, part = ""] = at.slice(0, -1).split(".");
  return `${whole}.${part.padEnd(6, "0")}`;
}
