import { changeRow, takeDetail } from "./store/changes.js";
import { isArchived } from "./store/filters.js";
import { takeExpert } from "./store/queues.js";
import { withCursors } from "./store/rows.js";
import { fill, gettext, ngettext } from "./words.js";
import { timeKey } from "./times.js";

/** What a person can do with conversations from the list, one or several. */
export function createListActions({ store, api, socket, base, address }) {
  const command = (type, data) => base.attempt(() => socket.request(type, data));

  async function markRead(id) {
    const row = store.state.rows[id];
    if (!row) return false;
    const isDone = await command("conversation.read", { conversation: id, seq: row.head });
    if (isDone) store.change(changeRow, id, (one) => withCursors(one, { read: row.head }));
    return isDone;
  }

  /** One after the other: the first refusal ends it. Returns how many were done. */
  async function each(ids, work) {
    let n = 0;
    for (const id of ids) {
      if (!(await work(id))) break;
      n += 1;
    }
    return n;
  }

  /** The latest that this page has heard of: what is newer was not seen. */
  function seenUpto() {
    const rows = Object.values(store.state.rows);
    return rows.reduce((last, row) => (!last || timeKey(row.moved_at) > timeKey(last) ? row.moved_at : last), null);
  }

  const words = {
    archived: (n) => ngettext("%(n)s discussion archivée.", "%(n)s discussions archivées.", n),
    unarchived: (n) => ngettext("%(n)s discussion désarchivée.", "%(n)s discussions désarchivées.", n),
    read: (n) => ngettext("%(n)s discussion marquée comme lue.", "%(n)s discussions marquées comme lues.", n),
  };
  const tell = (what, n) => n > 0 && base.say(fill(words[what](n), { n }));

  return {
    markRead,
    async archiveAll(ids) {
      const { rows } = store.state;
      const wanted = ids.filter((id) => rows[id] && !isArchived(rows[id]));
      tell("archived", await each(wanted, (conversation) => command("conversation.archive", { conversation })));
    },
    async unarchiveAll(ids) {
      tell("unarchived", await each(ids, (conversation) => command("conversation.unarchive", { conversation })));
    },
    async readThese(ids) {
      const wanted = ids.filter((id) => store.state.rows[id]?.unread > 0);
      tell("read", await each(wanted, markRead));
    },
    /** One request for all, those too that no page shows. */
    async readAll() {
      const upto = seenUpto();
      if (!upto) return;
      await base.attempt(async () => {
        const { conversations } = await socket.request("inbox.read", { upto });
        if (conversations) tell("read", conversations);
        else base.say(gettext("Tout est déjà lu."));
      });
    },
    async copyLink(id) {
      const isCopied = await base.attempt(() => navigator.clipboard.writeText(location.origin + address(id)));
      if (isCopied) base.say(gettext("Lien copié."));
    },
    allGroups: api.allGroups,
    /** A dialog about a conversation that no page has shown yet. */
    meet: (id) => id in store.state.rows || base.attempt(async () => store.change(takeDetail, await api.detail(id))),
    /** For me: what waits in a group of mine is still counted (S2-33). */
    muteGroup: (id, isOn) => base.attempt(async () => store.change(takeExpert, await api.muteGroup(id, isOn))),
  };
}
