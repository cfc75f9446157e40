import { isArchived } from "./filters.js";
import { byNewest } from "./rows.js";
import { stagesOf } from "./stages.js";

/** What a patient's home shows: his exchanges as cards, each with its stage. Pure. */

export function isOnlyPatient(reader) {
  return reader.is_patient && !reader.is_practitioner && !reader.is_administrator;
}

export function cardsOf({ rows, list }) {
  return Object.values(rows)
    .filter((row) => isArchived(row) === list.filters.archived)
    .sort(byNewest);
}

/** How far a question has come, as exactly as this page knows. */
export function stageOf(row, { thread, question, me }) {
  if (row.state === "withdrawn") return "withdrawn";
  if (question && thread?.phase === "ready") return stagesOf(row.state, question, thread.items).find((one) => one.isCurrent).stage;
  if (row.state === "closed") return "closed";
  if (row.state === "pending") return "received";
  const isAnswer = row.last?.kind === "message" && row.last.author?.id !== me;
  return isAnswer || row.unread > 0 ? "answered" : "claimed";
}
