/** The form of an expert group: what is typed, what is missing, what changes. Pure. */

export const ASKERS = ["patients", "practitioners"];
const TEXTS = ["name", "public_name", "description", "specialty"];

export function blankForm(organisation = "") {
  return { organisation, name: "", public_name: "", description: "", specialty: "", asked_by: ["patients"] };
}

/** A group as the server shows it, ready to be changed. */
export function formOf({ name, public_name, description, specialty, asked_by }) {
  return { name, public_name, description, specialty, asked_by };
}

export function withAsker(form, asker, isOn) {
  const wanted = isOn ? [...form.asked_by, asker] : form.asked_by.filter((one) => one !== asker);
  return { ...form, asked_by: ASKERS.filter((one) => wanted.includes(one)) };
}

/** Names of fields that hold it up. `members`: ids, where the form chooses them. */
export function problemsOf(form, members) {
  return [
    form.organisation === "" && "organisation",
    !form.name.trim() && "name",
    members?.length === 0 && "members",
    !form.asked_by.length && "asked_by",
  ].filter(Boolean);
}

/** Whether something was typed that the server does not have. `people` are chosen for a
 * group that is not there yet. */
export function isDirty(group, { form, people }) {
  if (group) return changesOf(group, form) !== null;
  return people.length > 0 || TEXTS.some((name) => form[name].trim() !== "");
}

/** What the server is to change; null where all is as it was. */
export function changesOf(group, form) {
  const texts = TEXTS.filter((name) => form[name].trim() !== group[name]).map((name) => [name, form[name].trim()]);
  const isReopened = ASKERS.some((one) => form.asked_by.includes(one) !== group.asked_by.includes(one));
  if (!texts.length && !isReopened) return null;
  return { ...Object.fromEntries(texts), ...(isReopened && { asked_by: form.asked_by }) };
}

/** Groups of the same organisation that could take the pending questions of this one. */
export function targetsOf(experts, group) {
  const isFit = (one) => one.is_administrator && one.active && one.organisation.id === group.organisation.id;
  return (experts ?? []).filter((one) => one.id !== group.id && isFit(one));
}
