import { fold } from "./filters.js";

/** Words that may mean an emergency, in the languages of the page, folded: no capitals, no
 * accents, an apostrophe is a space. « * » ends the beginning of a word. */
const WORDS = [
  // French
  "douleur* thoracique*",
  "douleur* dans la poitrine",
  "douleur* a la poitrine",
  "mal a la poitrine",
  "mal dans la poitrine",
  "poitrine serree",
  "oppression thoracique",
  "crise cardiaque",
  "infarctus",
  "arret cardiaque",
  "avc",
  "bouche tordue",
  "visage paralyse",
  "bras paralyse",
  "du mal a respirer",
  "mal a respirer",
  "difficulte* a respirer",
  "n arrive plus a respirer",
  "n arrive pas a respirer",
  "ne respire plus",
  "ne peux plus respirer",
  "j etouffe",
  "il etouffe",
  "elle etouffe",
  "suffoque*",
  "perte de connaissance",
  "perdu connaissance",
  "evanoui*",
  "inconscient*",
  "convulsion*",
  "hemorragie*",
  "saigne beaucoup",
  "saignement abondant",
  "gorge gonfle*",
  "langue gonfle*",
  "choc anaphylactique",
  "anaphyla*",
  "surdose",
  "empoisonne*",
  "avale de la javel",
  "suicid*",
  "me tuer",
  "envie de mourir",
  "en finir avec la vie",
  "mettre fin a mes jours",
  // English
  "chest pain*",
  "pain in my chest",
  "tight chest",
  "heart attack",
  "cardiac arrest",
  "stroke",
  "face is drooping",
  "can t breathe",
  "cannot breathe",
  "not breathing",
  "trouble breathing",
  "difficulty breathing",
  "hard to breathe",
  "short of breath",
  "shortness of breath",
  "choking",
  "passed out",
  "fainted",
  "unconscious",
  "seizure*",
  "bleeding heavily",
  "heavy bleeding",
  "throat is swelling",
  "swollen tongue",
  "overdose*",
  "poisoned",
  "kill myself",
  "want to die",
  "end my life",
].map((words) => words.split(" "));

/** « pas de douleur », « no chest pain »: said not to be there. */
const NOT = new Set(["pas", "sans", "aucun", "aucune", "jamais", "ni", "no", "not", "without", "never", "nor"]);
const BETWEEN = new Set(["de", "d", "eu", "la", "le", "une", "un", "any", "had", "a", "ever"]);
const CLAUSE = /[.,;:!?\n()]+/u;

/** Whether a text speaks of an emergency: in words of the list, not denied just before.
 * A hint for who writes, nothing more; it never leaves the page. */
export function hasEmergency(text) {
  return text.split(CLAUSE).some((clause) => {
    const words = fold(clause);
    return words.some((_, place) => WORDS.some((wanted) => isAt(words, place, wanted) && !isDenied(words, place)));
  });
}

function isAt(words, place, wanted) {
  return wanted.every((one, n) => isWord(words[place + n] ?? "", one));
}

function isWord(word, wanted) {
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}

function isDenied(words, place) {
  let before = place - 1;
  while (BETWEEN.has(words[before])) before -= 1;
  return NOT.has(words[before]);
}
