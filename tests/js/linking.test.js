import assert from "node:assert/strict";
import test from "node:test";

import { linksOf } from "../../static/js/store/linking.js";

const links = (text) => linksOf(text).filter((part) => part.href).map((part) => part.href);

test("an address is a link, without the sentence's own signs", () => {
  assert.deepEqual(links("Voir https://sante.example/fiche?id=3, puis (http://a.example/b)."), [
    "https://sante.example/fiche?id=3",
    "http://a.example/b",
  ]);
});

test("nothing else is", () => {
  assert.deepEqual(links("javascript:alert(1) data:text/html,x www.a.example //b.example a@b.example"), []);
});

test("the parts are the whole text", () => {
  const text = "Avant https://a.example/é après";
  assert.equal(linksOf(text).map((part) => part.text).join(""), text);
});
