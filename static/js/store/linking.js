const LINK = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}’']/giu;

/** A text in parts, addresses apart: {text, href}. Only what is written as an address is
 * one, and it is shown as it is written. Pure. */
export function linksOf(text) {
  const parts = [];
  let done = 0;
  for (const { 0: href, index } of text.matchAll(LINK)) {
    if (index > done) parts.push({ text: text.slice(done, index), href: null });
    parts.push({ text: href, href });
    done = index + href.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}
