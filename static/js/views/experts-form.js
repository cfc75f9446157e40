import { newId } from "../ids.js";
import { blankForm, changesOf, formOf, isDirty, problemsOf } from "../store/group-form.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { toggled } from "./chosen.js";
import { useApp, useStore } from "./context.js";
import { ExpertsPage } from "./experts-page.js";
import { Askers, ExpertsFields, ExpertsSummary, focusProblem, OrganisationField, Recipients } from "./experts-fields.js";
import { html, useEffect, useRef, useState } from "./preact.js";

/** « Créer un groupe d’experts » (S2-31). The name of the intention stays the same until it
 * is answered. */
export function ExpertsForm({ onDialog }) {
  const { actions } = useApp();
  const places = useStore((state) => state.me.organisations);
  const organisations = (places ?? []).filter((one) => one.is_administrator);
  const only = organisations.length === 1 ? organisations[0].id : "";
  const typed = useTyped("new", null, { form: blankForm(only), people: [] });
  const intention = useRef(newId());
  const { people } = typed.value;
  // Mine may have become known after the first letter.
  const form = { ...typed.value.form, organisation: typed.value.form.organisation || only };
  const members = people.map((one) => one.id);
  const leave = typed.guarded(onDialog, () => actions.openExperts());
  const create = () => actions.createExperts({ ...trimmed(form), members, client_id: intention.current });
  const saving = useSaving(problemsOf(form, members), async () => {
    const refusal = await create();
    if (refusal) return (intention.current = newId()), refusal;
    typed.forget();
    actions.openExperts();
    return void actions.say(gettext("Le groupe d’experts est créé."));
  });
  const change = (next) => typed.keep({ form: next, people: next.organisation === form.organisation ? people : [] });
  const toggle = (person) => typed.keep({ form, people: toggled(people, person) });
  return html`
    <${ExpertsPage} title=${gettext("Créer un groupe d’experts")} backWords=${gettext("Revenir aux groupes d’experts")} onBack=${leave}>
      <form class="experts-form" noValidate onSubmit=${saving.submit}>
        <${ExpertsSummary} problems=${saving.shown} refusal=${saving.refusal} />
        ${organisations.length > 1 &&
        html`<${OrganisationField} organisations=${organisations} form=${form} onChange=${change} hasProblem=${saving.shown.includes("organisation")} />`}
        <${ExpertsFields} form=${form} onChange=${change} problems=${saving.shown} />
        <${Recipients} form=${form} people=${people} problems=${saving.shown} onToggle=${toggle} />
        <${Askers} form=${form} onChange=${change} problem=${saving.shown.includes("asked_by")} />
        <${Ends} words=${gettext("Créer le groupe d’experts")} isBusy=${saving.isBusy} isDirty=${typed.isDirty} onCancel=${leave} />
      </form>
    <//>
  `;
}

/** What a group is called, what it answers, who may ask it (S2-32). */
export function ExpertsSettings({ group, onDialog, onDone }) {
  const { actions } = useApp();
  const typed = useTyped(group.id, group, { form: formOf(group), people: [] });
  const { form } = typed.value;
  const leave = typed.guarded(onDialog, onDone);
  const saving = useSaving(problemsOf(form), async () => {
    const changes = changesOf(group, form);
    const refusal = changes && (await actions.changeExperts(group.id, changes));
    if (refusal) return refusal;
    typed.forget();
    actions.say(gettext("Modifications enregistrées."));
    return void onDone();
  });
  const change = (next) => typed.keep({ form: next, people: [] });
  return html`
    <form class="experts-form" noValidate onSubmit=${saving.submit}>
      <${ExpertsSummary} problems=${saving.shown} refusal=${saving.refusal} />
      <${ExpertsFields} form=${form} onChange=${change} problems=${saving.shown} />
      <${Askers} form=${form} onChange=${change} problem=${saving.shown.includes("asked_by")} />
      <${Ends} words=${gettext("Enregistrer")} isBusy=${saving.isBusy} isDirty=${typed.isDirty} onCancel=${leave} />
    </form>
  `;
}

/** What is typed stays with this page, wherever one looks meanwhile; leaving it by a button
 * of the form, or with the page, is asked about. */
function useTyped(id, group, first) {
  const { actions } = useApp();
  const value = useStore((state) => state.groupForms[id]) ?? first;
  const isUnsaved = isDirty(group, value);
  const forget = () => actions.keepGroupForm(id, undefined);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const warn = (event) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
  return {
    value,
    isDirty: isUnsaved,
    forget,
    keep: (next) => actions.keepGroupForm(id, next),
    guarded: (onDialog, leave) => () => {
      const discard = () => (forget(), leave());
      return isUnsaved ? onDialog("unsaved", { onDiscard: discard }) : discard();
    },
  };
}

/** `save` returns the refusal, or nothing. Problems are shown from the first attempt on. */
function useSaving(problems, save) {
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");

  async function submit(event) {
    event.preventDefault();
    setTried(true);
    setRefusal("");
    if (isBusy || problems.length) return focusProblem(event.target, problems);
    setBusy(true);
    const refused = await save();
    if (!refused) return undefined;
    setBusy(false);
    return setRefusal(refusalWords(refused));
  }

  return { submit, isBusy, refusal, shown: hasTried ? problems : [] };
}

function Ends({ words, isBusy, isDirty: isUnsaved, onCancel }) {
  return html`
    <div class="actions experts-ends">
      <button class="button" type="submit" aria-disabled=${String(isBusy)}>${words}</button>
      <button class="button button-quiet" type="button" onClick=${onCancel}>${gettext("Annuler")}</button>
      ${isUnsaved && html`<span class="soft experts-unsaved" role="status">${gettext("Modifications non enregistrées")}</span>`}
    </div>
  `;
}

function trimmed(form) {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim?.() ?? value]));
}
