"""What a page leaves behind: titles, addresses, storage of every kind."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

NOTE_TITLES = """
() => {
  window.titles = [document.title];
  new MutationObserver(() => window.titles.push(document.title))
    .observe(document.querySelector('title'), {childList: true, characterData: true,
                                              subtree: true});
}
"""
# Bytes are read as text: a plain text in a buffer would show. What a key is made of
# cannot be asked for where it is not extractable.
STORED = """
async () => {
  const plain = (one) => {
    if (one instanceof CryptoKey) return {extractable: one.extractable};
    if (one instanceof ArrayBuffer) return new TextDecoder().decode(one);
    if (ArrayBuffer.isView(one)) return new TextDecoder().decode(one);
    if (one instanceof Date) return one.toISOString();
    if (one instanceof Map || one instanceof Set) return [...one].map(plain);
    if (Array.isArray(one)) return one.map(plain);
    if (one && typeof one === 'object') {
      return Object.fromEntries(Object.entries(one).map(([k, v]) => [k, plain(v)]));
    }
    return one;
  };
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const shelves = [];
  for (const {name} of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const shelf = base.transaction(store).objectStore(store);
      const all = [shelf.getAllKeys(), shelf.getAll()].map(done);
      const [keys, values] = await Promise.all(all);
      shelves.push({name, store, keys: plain(keys), values: plain(values)});
    }
    base.close();
  }
  const cached = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const answer = await (await caches.open(name)).match(request);
      cached.push({name, url: request.url, body: await answer.text()});
    }
  }
  return {
    local: {...localStorage}, session: {...sessionStorage}, shelves, cached,
    cookies: document.cookie, state: history.state, name: window.name,
  };
}
"""


class Traces:
    """Watches a page from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: list[str] = [page.url]
        page.on("framenavigated", self._moved)
        page.evaluate(NOTE_TITLES)

    def _moved(self, frame: Frame) -> None:
        self.addresses.append(frame.url)

    def titles(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.titles")
        return found

    def stored(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(STORED)
        return found
