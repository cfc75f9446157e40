import assert from "node:assert/strict";
import { test } from "node:test";
import { hasEmergency } from "../../static/js/store/emergencies.js";

const says = (text) => assert.equal(hasEmergency(text), true, text);
const saysNot = (text) => assert.equal(hasEmergency(text), false, text);

test("words are found whatever their case, accents and apostrophes", () => {
  says("J’ai une DOULEUR THORACIQUE depuis ce matin");
  says("Il n'arrive plus à respirer");
  says("il n’arrive plus a respirer");
  says("J'étouffe");
  says("Elle s’est évanouie hier");
  says("I can’t breathe");
  says("Sudden chest pains");
  says("Douleurs thoraciques.");
});

test("only whole words count", () => {
  saysNot("Je suis allé à la mairie d’Avcilar");
  saysNot("Les keystrokes de mon clavier");
  says("Un AVC, peut-être");
  saysNot("J’ai une rougeur au bras depuis trois jours");
  saysNot("");
});

test("what is said not to be there is no emergency", () => {
  saysNot("Pas de douleur thoracique, seulement de la toux");
  saysNot("Je n’ai jamais eu de convulsions");
  saysNot("Fièvre sans perte de connaissance");
  saysNot("Pas de fièvre ni douleur thoracique");
  saysNot("No chest pain");
  saysNot("I have never had any seizures");
});

test("another clause does not deny it", () => {
  says("Pas de fièvre. Douleur thoracique");
  says("Je n’ai pas dormi, j’ai mal à la poitrine");
  says("Je ne peux plus respirer");
  says("No fever, but chest pain");
  says("Mon père ne respire plus");
});

test("who speaks of death is heard", () => {
  says("J’ai envie de mourir");
  says("Je pense au suicide");
  says("I want to die");
});
