/** Words for people, in the page's language: Django's catalogue, French where it has none. */

const catalogue = globalThis.django ?? {};

export const gettext = catalogue.gettext ?? ((text) => text);
export const ngettext = catalogue.ngettext ?? ((one, many, n) => (n < 2 ? one : many));

/** Replace each %(name)s of a translated text. */
export function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}
