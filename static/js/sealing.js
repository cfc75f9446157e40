/** Values shut away with the session's key: AES-GCM, each under a number used once. */

const NONCE_BYTES = 12;

/** A key that can be used and not be read again; `text` is base64url of 32 bytes. */
export function importKey(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** `name` is sealed with it: what is kept under one name does not open under another. */
export function seal(key, name, value) {
  return sealBytes(key, name, new TextEncoder().encode(JSON.stringify(value)));
}

/** Throws where another key, or another name, shut it. */
export async function unseal(key, name, shut) {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(key, name, shut)));
}

export async function sealBytes(key, name, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return { iv, sealed: await crypto.subtle.encrypt(how(iv, name), key, bytes) };
}

export function unsealBytes(key, name, { iv, sealed }) {
  return crypto.subtle.decrypt(how(iv, name), key, sealed);
}

function how(iv, name) {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}
