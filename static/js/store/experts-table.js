import { fold, hasWords } from "./filters.js";

/** The table of expert groups for their administrators: which rows, in which order. Pure. */

export const ALL = Object.freeze({ q: "", organisation: "", specialty: "", state: "" });
export const COLUMNS = ["name", "organisation", "specialty", "members", "pending", "state"];

/** Groups that I administer, those that fit, sorted. */
export function tableOf(experts, filters, { column, isDown }, language) {
  const collator = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  const compare = (a, b) => compared(a, b, column, collator) || collator.compare(a.name, b.name);
  const rows = administered(experts).filter((group) => isFit(group, filters));
  return rows.sort((a, b) => (isDown ? compare(b, a) : compare(a, b)));
}

export function administered(experts) {
  return (experts ?? []).filter((group) => group.is_administrator);
}

function isFit(group, { q, organisation, specialty, state }) {
  if (organisation && group.organisation.id !== organisation) return false;
  if (specialty && key(group.specialty) !== specialty) return false;
  if (state && group.active !== (state === "active")) return false;
  return !fold(q).length || hasWords(`${group.name} ${group.public_name} ${group.specialty}`, q);
}

function compared(a, b, column, collator) {
  if (column === "members") return a.members.length - b.members.length;
  if (column === "pending") return a.n_pending - b.n_pending || byAge(a, b);
  if (column === "state") return Number(b.active) - Number(a.active);
  if (column === "organisation") return collator.compare(a.organisation.name, b.organisation.name);
  return collator.compare(a[column], b[column]);
}

/** Who waits longer weighs more. */
function byAge(a, b) {
  if (!a.oldest_asked_at || !b.oldest_asked_at) return 0;
  return Date.parse(b.oldest_asked_at) - Date.parse(a.oldest_asked_at);
}

/** What the filters can choose from: {id, name}, each once, by name. */
export function choicesOf(experts, language) {
  const collator = new Intl.Collator(language, { sensitivity: "base" });
  const groups = administered(experts);
  const organisations = new Map(groups.map(({ organisation }) => [organisation.id, organisation.name]));
  const specialties = new Map(groups.filter((one) => one.specialty).map(({ specialty }) => [key(specialty), specialty]));
  const listed = (map) => [...map].map(([id, name]) => ({ id, name })).sort((a, b) => collator.compare(a.name, b.name));
  return { organisations: listed(organisations), specialties: listed(specialties) };
}

const key = (specialty) => fold(specialty).join(" ");

/** The next order when a header is pressed: itself, then the other way round. */
export function sortedBy(order, column) {
  return { column, isDown: order.column === column ? !order.isDown : column === "pending" };
}
