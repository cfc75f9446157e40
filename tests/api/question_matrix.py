"""Who may do what around an expert group and its questions; read as matrix.py.

A question is pending, taken (with an answer of its assignee), or closed; each has a
photo of its asker's. One that is not sent, and an upload, are member's. `POST /photos`
lacks its file.

    anon      nobody                          assignee   took two, closed one of them
    asker     patient who asked all three     former     was a member of the group
    patient2  another one of the clinic       outsider   practitioner of the clinic
    member    of the group                    elsewhere  of another organisation
    loser     member who came too late        admin      administrator of the clinic
"""

from __future__ import annotations

from typing import Any

from tests.api.cells import Matrix

TABLE = """
operation                        anon asker patient2 member loser assignee former outsider elsewhere admin
GET /me                          401  200   200      200    200   200      200    200      200       200
GET /me/preferences              401  200   200      200    200   200      200    200      200       200
PATCH /me/preferences            401  200   200      200    200   200      200    200      200       200
GET /me/outbox-key               401  200   200      200    200   200      200    200      200       200
GET /people                      401  404   404      200    200   200      200    200      200       200
GET /quick-replies               401  404   404      200    200   200      200    200      200       200
POST /quick-replies              401  404   404      201    201   201      201    201      201       201
POST /quick-replies (clinic)     401  404   404      403    403   403      403    403      404       201
PATCH /r                         401  404   404      403    403   403      403    403      404       200
PATCH /r (mine)                  401  404   404      200    404   404      404    404      404       404
DELETE /r                        401  404   404      403    403   403      403    403      404       204
DELETE /r (mine)                 401  404   404      204    404   404      404    404      404       404
GET /me/notices                  401  200   200      200    200   200      200    200      200       200
PATCH /me/notices                401  200   200      200    200   200      200    200      200       200
POST /me/notices/snooze          401  200   200      200    200   200      200    200      200       200
DELETE /me/notices/snooze        401  200   200      200    200   200      200    200      200       200
POST /devices                    401  200   200      200    200   200      200    200      200       200
GET /devices                     401  200   200      200    200   200      200    200      200       200
GET /c/notices (pending)         401  404   404      404    404   404      404    404      404       404
GET /c/notices (taken)           401  404   404      404    404   200      404    404      404       404
DELETE /v                        401  404   404      204    404   404      404    404      404       404
GET /photos/rules                401  200   200      200    200   200      200    200      200       200
POST /photos                     401  422   422      422    422   422      422    422      422       422
POST /photos/uploads             401  201   201      201    201   201      201    201      201       201
GET /photos/uploads/l            401  404   404      200    404   404      404    404      404       404
PATCH /photos/uploads/l          401  404   404      200    404   404      404    404      404       404
DELETE /photos/uploads/l         401  404   404      204    404   404      404    404      404       404
GET /p (unsent)                  401  404   404      200    404   404      404    404      404       404
GET /p (pending)                 401  200   404      200    200   200      404    404      404       404
GET /p (taken)                   401  200   404      404    404   200      404    404      404       404
GET /p (closed)                  401  200   404      404    404   200      404    404      404       404
DELETE /p (unsent)               401  404   404      204    404   404      404    404      404       404
DELETE /p (pending)              401  404   404      404    404   404      404    404      404       404
DELETE /p (taken)                401  404   404      404    404   404      404    404      404       404
GET /conversations (all)         401  200   200      200    200   200      200    200      200       200
POST /conversations              401  403   403      201    201   201      201    201      404       403
POST /inbox/read                 401  200   200      200    200   200      200    200      200       200
GET /drafts                      401  200   200      200    200   200      200    200      200       200
DELETE /d                        401  404   404      404    204   404      404    404      404       404
GET /groups (all)                401  200   200      200    200   200      200    200      200       200
POST /groups (expert)            401  403   403      403    403   403      403    403      404       201
GET /g (expert)                  401  200   200      200    200   200      200    200      404       200
PATCH /g (expert)                401  403   403      403    403   403      403    403      404       200
PATCH /g (closing)               401  403   403      403    403   403      403    403      404       200
PUT /g/members/u (expert)        401  403   403      403    403   403      403    403      404       201
DELETE /g/members/u (expert)     401  403   403      403    403   403      403    403      404       200
POST /g/mute (expert)            401  404   404      200    200   200      404    404      404       404
POST /g/unmute (expert)          401  404   404      200    200   200      404    404      404       404
POST /g/leave (expert)           401  404   404      403    403   403      404    404      404       404
GET /g/journal                   401  403   403      403    403   403      403    403      404       200
GET /g/queue                     401  404   404      200    200   200      404    404      404       200
POST /questions                  401  201   201      201    201   201      201    201      404       403
GET /q (pending)                 401  200   404      200    200   200      404    404      404       404
GET /q (taken)                   401  200   404      404    404   200      404    404      404       404
GET /q (closed)                  401  200   404      404    404   200      404    404      404       404
POST /q/claim (pending)          401  403   404      201    201   201      404    404      404       404
POST /q/claim (taken)            401  403   404      409    409   201      404    404      404       404
POST /q/claim (closed)           401  403   404      404    404   200      404    404      404       404
POST /q/release (pending)        401  403   404      403    403   403      404    404      404       404
POST /q/release (taken)          401  403   404      404    404   409      404    404      404       404
POST /q/release (closed)         401  403   404      404    404   409      404    404      404       404
POST /q/withdraw (pending)       401  200   404      403    403   403      404    404      404       404
POST /q/withdraw (taken)         401  409   404      404    404   403      404    404      404       404
POST /q/withdraw (closed)        401  409   404      404    404   403      404    404      404       404
GET /c (pending)                 401  200   404      404    404   404      404    404      404       404
GET /c (taken)                   401  200   404      404    404   200      404    404      404       404
GET /c (closed)                  401  200   404      404    404   200      404    404      404       404
GET /c/entries (pending)         401  200   404      404    404   404      404    404      404       404
GET /c/entries (taken)           401  200   404      404    404   200      404    404      404       404
GET /c/entries (closed)          401  200   404      404    404   200      404    404      404       404
POST /c/messages (pending)       401  201   404      201    201   201      404    404      404       404
POST /c/messages (taken)         401  201   404      409    409   201      404    404      404       404
POST /c/messages (closed)        401  409   404      404    404   409      404    404      404       404
POST /c/retract (pending)        401  200   404      404    404   404      404    404      404       404
POST /c/retract (taken)          401  200   404      404    404   403      404    404      404       404
POST /c/read (pending)           401  200   404      404    404   404      404    404      404       404
POST /c/read (taken)             401  200   404      404    404   200      404    404      404       404
POST /c/received (pending)       401  200   404      404    404   404      404    404      404       404
POST /c/received (taken)         401  200   404      404    404   200      404    404      404       404
POST /c/archive (pending)        401  200   404      404    404   404      404    404      404       404
POST /c/archive (taken)          401  200   404      404    404   200      404    404      404       404
POST /c/unarchive (pending)      401  200   404      404    404   404      404    404      404       404
POST /c/unarchive (taken)        401  200   404      404    404   200      404    404      404       404
POST /c/mute (pending)           401  200   404      404    404   404      404    404      404       404
POST /c/mute (taken)             401  200   404      404    404   200      404    404      404       404
POST /c/unmute (pending)         401  200   404      404    404   404      404    404      404       404
POST /c/unmute (taken)           401  200   404      404    404   200      404    404      404       404
POST /c/draft (pending)          401  200   404      404    404   404      404    404      404       404
POST /c/draft (taken)            401  200   404      200    200   200      404    404      404       404
POST /c/draft (closed)           401  200   404      404    404   200      404    404      404       404
POST /c/close (pending)          401  403   404      404    404   404      404    404      404       404
POST /c/close (taken)            401  403   404      404    404   200      404    404      404       404
POST /c/close (closed)           401  403   404      404    404   200      404    404      404       404
POST /c/reopen (taken)           401  409   404      404    404   409      404    404      404       404
POST /c/reopen (closed)          401  200   404      404    404   200      404    404      404       404
inbox.read                       4401 200   200      200    200   200      200    200      200       200
question.ask                     4401 200   200      200    200   200      200    200      404       403
question.claim (pending)         4401 403   404      200    200   200      404    404      404       404
question.claim (taken)           4401 403   404      409    409   200      404    404      404       404
question.claim (closed)          4401 403   404      404    404   200      404    404      404       404
question.release (pending)       4401 403   404      403    403   403      404    404      404       404
question.release (taken)         4401 403   404      404    404   409      404    404      404       404
question.withdraw (pending)      4401 200   404      403    403   403      404    404      404       404
question.withdraw (taken)        4401 409   404      404    404   403      404    404      404       404
message.send (pending)           4401 200   404      200    200   200      404    404      404       404
message.send (taken)             4401 200   404      409    409   200      404    404      404       404
message.send (closed)            4401 409   404      404    404   409      404    404      404       404
message.send (batch) (pending)   4401 200   404      200    200   200      404    404      404       404
message.send (batch) (taken)     4401 200   404      409    409   200      404    404      404       404
message.retract (pending)        4401 200   404      404    404   404      404    404      404       404
message.retract (taken)          4401 200   404      404    404   403      404    404      404       404
conversation.read (pending)      4401 200   404      404    404   404      404    404      404       404
conversation.read (taken)        4401 200   404      404    404   200      404    404      404       404
conversation.received (pending)  4401 200   404      404    404   404      404    404      404       404
conversation.received (taken)    4401 200   404      404    404   200      404    404      404       404
conversation.archive (pending)   4401 200   404      404    404   404      404    404      404       404
conversation.archive (taken)     4401 200   404      404    404   200      404    404      404       404
conversation.unarchive (pending) 4401 200   404      404    404   404      404    404      404       404
conversation.unarchive (taken)   4401 200   404      404    404   200      404    404      404       404
conversation.mute (pending)      4401 200   404      404    404   404      404    404      404       404
conversation.mute (taken)        4401 200   404      404    404   200      404    404      404       404
conversation.unmute (pending)    4401 200   404      404    404   404      404    404      404       404
conversation.unmute (taken)      4401 200   404      404    404   200      404    404      404       404
draft.save (pending)             4401 200   404      404    404   404      404    404      404       404
draft.save (taken)               4401 200   404      200    200   200      404    404      404       404
draft.save (closed)              4401 200   404      404    404   200      404    404      404       404
conversation.close (taken)       4401 403   404      404    404   200      404    404      404       404
conversation.close (closed)      4401 403   404      404    404   200      404    404      404       404
conversation.reopen (taken)      4401 409   404      404    404   409      404    404      404       404
conversation.reopen (closed)     4401 200   404      404    404   200      404    404      404       404
history (pending)                4401 200   404      404    404   404      404    404      404       404
history (taken)                  4401 200   404      404    404   200      404    404      404       404
history (closed)                 4401 200   404      404    404   200      404    404      404       404
typing (pending)                 4401 204   204      204    204   204      204    204      204       204
typing (taken)                   4401 204   204      204    204   204      204    204      204       204
hello (queue)                    4401 404   404      200    200   200      404    404      404       404
hello (pending)                  4401 200   404      404    404   404      404    404      404       404
hello (taken)                    4401 200   404      404    404   200      404    404      404       404
hello (closed)                   4401 200   404      404    404   200      404    404      404       404
"""  # noqa: E501

MESSAGE = {"client_id": "{client_id}", "text": "Montrez-moi."}
IN = {"conversation": "{conversation}"}
ON = {"question": "{question}"}
CLAIM = {"client_id": "{client_id}"}
ASK = {
    "client_id": "{client_id}",
    "group": "{group}",
    "title": "Plaie qui suinte",
    "text": "Bonjour",
}
REPLY = {"shortcut": "merci", "title": "Merci", "text_fr": "Merci à vous."}
# What is asked of any question, whatever has become of it.
ANYWHERE: dict[str, Any] = {
    "POST /q/claim": CLAIM,
    "POST /c/messages": MESSAGE,
    "POST /c/retract": {"seq": 2},
    "POST /c/read": {"seq": 2},
    "POST /c/received": {"seq": 2},
    "POST /c/mute": {"until": None},
    "POST /c/draft": {"text": "Je"},
    "question.claim": CLAIM | ON,
    "question.release": ON,
    "question.withdraw": ON,
    "message.send": MESSAGE | IN,
    "message.send (batch)": MESSAGE | IN,
    "message.retract": {"seq": 2} | IN,
    "conversation.read": {"seq": 2} | IN,
    "conversation.received": {"seq": 2} | IN,
    "conversation.archive": IN,
    "conversation.unarchive": IN,
    "conversation.mute": IN,
    "conversation.unmute": IN,
    "draft.save": IN | {"text": "Je"},
    "conversation.close": IN,
    "conversation.reopen": IN,
    "history": IN,
    "typing": IN,
    "hello": {"protocol": 1, "have": {"conversation:{conversation}": 0}},
}
BODIES: dict[str, Any] = {
    f"{operation} ({state})": body
    for operation, body in ANYWHERE.items()
    for state in ("pending", "taken", "closed")
} | {
    "PATCH /me/preferences": {"density": "compact"},
    "PATCH /me/notices": {"quiet": {"1": ["22:00", "07:00"]}},
    "POST /me/notices/snooze": {"minutes": 30},
    "POST /devices": {"platform": "ios", "token": "a-token"},
    "POST /photos/uploads": {"client_id": "{client_id}", "size": 1000},
    "POST /inbox/read": {"upto": "2026-03-02T08:00:00Z"},
    "inbox.read": {"upto": "2026-03-02T08:00:00Z"},
    "POST /conversations": {
        "kind": "private",
        "with": "{newcomer}",
        "client_id": "{client_id}",
    },
    "POST /groups (expert)": {
        "kind": "expert",
        "organisation": "{organisation}",
        "name": "Plaies",
        "asked_by": ["patients"],
        "members": ["{newcomer}"],
    },
    "PATCH /g (expert)": {"name": "Peau", "asked_by": ["practitioners"]},
    "PATCH /g (closing)": {"active": False, "pending": {"close_with": "Fermé."}},
    "POST /quick-replies": REPLY,
    "POST /quick-replies (clinic)": REPLY | {"organisation": "{organisation}"},
    "PATCH /r": {"title": "Bonjour à vous"},
    "PATCH /r (mine)": {"title": "Bonjour à vous"},
    "POST /questions": ASK,
    "POST /q/claim (taken)": CLAIM | {"text": "Montrez-moi."},
    "question.ask": ASK,
    "conversation.close (taken)": IN
    | {"reason": "answered", "message": "Bonne journée.", **CLAIM},
    "hello (queue)": {"protocol": 1, "have": {"queue:{group}": 0}},
}
QUESTIONS = Matrix(
    TABLE,
    BODIES,
    users={"DELETE /g/members/u (expert)": "member"},
    keeps_text={
        "POST /q/claim (taken)",
        "POST /c/messages (taken)",
        "message.send (taken)",
        "message.send (batch) (taken)",
    },
)
