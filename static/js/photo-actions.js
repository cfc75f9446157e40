/** What a person can do with messages that he sends, and with their photos. */
export function createPhotoActions({ store, api, outbox, uploads }) {
  const messageOf = (clientId) => store.state.outbox.find((one) => one.client_id === clientId);

  function send({ conversation, text, reply_to, photo_consent }) {
    return outbox.add({ conversation, text, reply_to, photo_consent, photos: uploads.takeOut(conversation) });
  }

  /** The same message; photos that did not come are tried again. */
  function resend(clientId, { photo_consent } = {}) {
    const photos = messageOf(clientId)?.photos?.map((one) => (one.id ? one : { ...one, error: null }));
    for (const { key, id } of photos ?? []) if (!id) uploads.retry(key);
    outbox.resend(clientId, { ...(photos && { photos }), ...(photo_consent && { photo_consent }) });
  }

  function discard(clientId) {
    uploads.discard(messageOf(clientId)?.photos);
    outbox.discard(clientId);
  }

  return {
    send,
    resend,
    discard,
    sendWithoutFailed(clientId) {
      uploads.discard(messageOf(clientId)?.photos?.filter((one) => one.error));
      outbox.sendWithoutFailed(clientId);
    },
    photos: {
      add: uploads.add,
      describe: uploads.describe,
      fileOf: uploads.fileOf,
      replace: uploads.replace,
      remove: uploads.remove,
      retry: uploads.retry,
      address: api.photoAddress,
    },
  };
}
