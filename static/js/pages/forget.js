/* Whoever stands at the sign-in page is signed out: what this browser kept for the person
   who was here before is thrown away. */

globalThis.indexedDB?.deleteDatabase("relais");
