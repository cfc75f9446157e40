import { fill, gettext, ngettext } from "./words.js";

/** The words of the page for photos. */

export function photoWords(n) {
  return n > 1 ? fill(ngettext("%(n)s photo", "%(n)s photos", n), { n }) : n === 1 ? gettext("Photo") : "";
}

export function altWords({ alt }) {
  return alt || gettext("Photo sans description");
}

/** What a place of the body is called; nothing for one that the server does not name. */
export function siteWords(code, sites) {
  return sites.find((one) => one.code === code)?.name ?? "";
}

const KIB = 1024;

export function sizeWords(bytes) {
  const [size, digits, words] = bytes < KIB * KIB ? [bytes / KIB, 0, gettext("%(size)s Ko")] : [bytes / KIB / KIB, 1, gettext("%(size)s Mo")];
  const said = new Intl.NumberFormat(document.documentElement.lang || "fr", { maximumFractionDigits: digits }).format(Math.max(size, digits ? 0 : 1));
  return fill(words, { size: said });
}

export function photoRefusals() {
  return {
    photo_format: gettext("Format non pris en charge (JPEG, PNG, WebP ou HEIC)."),
    photo_too_large: gettext("Photo trop lourde (max. 15 Mo)."),
    photo_unreadable: gettext("Image illisible."),
    photo_unknown: gettext("Une photo n’est plus disponible. Ajoutez-la de nouveau."),
    photo_lost: gettext("Cette photo n’est plus sur cet appareil. Ajoutez-la de nouveau."),
    photo_quota: gettext("Vous avez envoyé trop de photos aujourd’hui. Réessayez demain."),
    storage_full: gettext("Le serveur n’a plus de place pour des photos."),
    busy: gettext("Le serveur traite d’autres photos : nouvel essai dans un instant."),
    photos_failed: gettext("Une photo n’a pas pu être envoyée. Réessayez ou retirez-la."),
    photo_consent_required: gettext("L’accord du patient est nécessaire pour partager une photo."),
  };
}
