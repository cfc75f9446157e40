"""Who may do what around a discussion group: every operation, for every role.

A status is what HTTP answers; for a command it is the HTTP status of its refusal, 200
where it is done. 4401 and 4403 end a socket at sign-in. A passing frame that reaches
nobody is 204. Every cell is executed by test_matrix.py; a refusal changes nothing, and
shows nothing of the conversation. What is about questions stands in question_matrix.py.

    anon       nobody                        outsider   practitioner of the clinic
    patient    of the clinic                 elsewhere  practitioner, other organisation
    patient2   another one                   removed    was in the group, of the clinic
    manager    of the group                  departed   was in the group and the clinic
    member     wrote its only message        admin      administrator of the clinic
"""

from __future__ import annotations

from typing import Any

from tests.api.cells import Matrix

TABLE = """
operation              anon patient patient2 manager member outsider elsewhere removed departed admin
GET /me                 401  200     200      200     200    200      200       200     403      200
GET /me/preferences     401  200     200      200     200    200      200       200     403      200
PATCH /me/preferences   401  200     200      200     200    200      200       200     403      200
GET /me/notices         401  200     200      200     200    200      200       200     403      200
PATCH /me/notices       401  200     200      200     200    200      200       200     403      200
POST /me/notices/snooze 401  200     200      200     200    200      200       200     403      200
DELETE /me/notices/snooze 401 200    200      200     200    200      200       200     403      200
POST /devices           401  200     200      200     200    200      200       200     403      200
GET /devices            401  200     200      200     200    200      200       200     403      200
GET /people             401  404     404      200     200    200      200       200     403      200
GET /conversations      401  200     200      200     200    200      200       200     403      200
POST /conversations     401  403     403      201     201    201      404       201     403      403
GET /c                  401  404     404      200     200    404      404       404     403      404
GET /c/entries          401  404     404      200     200    404      404       404     403      404
POST /c/messages        401  404     404      201     201    404      404       404     403      404
POST /c/retract         401  404     404      403     200    404      404       404     403      404
POST /c/read            401  404     404      200     200    404      404       404     403      404
POST /c/received        401  404     404      200     200    404      404       404     403      404
GET /c/notices          401  404     404      200     200    404      404       404     403      404
POST /c/archive         401  404     404      200     200    404      404       404     403      404
POST /c/unarchive       401  404     404      200     200    404      404       404     403      404
POST /c/mute            401  404     404      200     200    404      404       404     403      404
POST /c/unmute          401  404     404      200     200    404      404       404     403      404
POST /inbox/read        401  200     200      200     200    200      200       200     403      200
POST /c/draft           401  404     404      200     200    404      404       404     403      404
GET /groups             401  200     200      200     200    200      200       200     403      200
POST /groups            401  403     403      201     201    201      404       201     403      403
GET /g                  401  404     404      200     200    404      404       404     403      404
PATCH /g                401  404     404      200     403    404      404       404     403      404
PUT /g/members/u        401  404     404      201     403    404      404       404     403      404
DELETE /g/members/u     401  404     404      204     403    404      404       404     403      404
POST /g/mute            401  404     404      200     200    404      404       404     403      404
POST /g/unmute          401  404     404      200     200    404      404       404     403      404
POST /g/leave           401  404     404      204     204    404      404       404     403      404
message.send            4401 404     404      200     200    404      404       404     4403     404
message.send (batch)    4401 404     404      200     200    404      404       404     4403     404
message.retract         4401 404     404      403     200    404      404       404     4403     404
conversation.read       4401 404     404      200     200    404      404       404     4403     404
conversation.received   4401 404     404      200     200    404      404       404     4403     404
conversation.archive    4401 404     404      200     200    404      404       404     4403     404
conversation.unarchive  4401 404     404      200     200    404      404       404     4403     404
conversation.mute       4401 404     404      200     200    404      404       404     4403     404
conversation.unmute     4401 404     404      200     200    404      404       404     4403     404
inbox.read              4401 200     200      200     200    200      200       200     4403     200
draft.save              4401 404     404      200     200    404      404       404     4403     404
history                 4401 404     404      200     200    404      404       404     4403     404
typing                  4401 204     204      200     200    204      204       204     4403     204
hello                   4401 404     404      200     200    404      404       404     4403     404
"""  # noqa: E501

# What each operation is asked with; names in braces are filled in by the test.
MESSAGE = {"client_id": "{client_id}", "text": "Bonjour"}
IN = {"conversation": "{conversation}"}
BODIES: dict[str, Any] = {
    "PATCH /me/preferences": {"density": "compact"},
    "PATCH /me/notices": {"quiet": {"1": ["22:00", "07:00"]}},
    "POST /me/notices/snooze": {"minutes": 30},
    "POST /devices": {"platform": "ios", "token": "a-token"},
    "POST /conversations": {
        "kind": "private",
        "with": "{colleague}",
        "client_id": "{client_id}",
    },
    "POST /c/messages": MESSAGE,
    "POST /c/retract": {"seq": 2},
    "POST /c/read": {"seq": 2},
    "POST /c/received": {"seq": 2, "visible": True},
    "POST /c/mute": {"until": None},
    "POST /inbox/read": {"upto": "2026-03-02T08:00:00Z"},
    "POST /c/draft": {"text": "Je pense que"},
    "POST /g/mute": {"until": None},
    "POST /groups": {
        "kind": "discussion",
        "name": "Équipe de garde",
        "members": ["{colleague}"],
    },
    "PATCH /g": {"name": "Autre nom", "is_history_shared": True},
    "message.send": MESSAGE | IN,
    "message.send (batch)": MESSAGE | IN,
    "message.retract": {"seq": 2} | IN,
    "conversation.read": {"seq": 2} | IN,
    "conversation.received": {"seq": 2} | IN,
    "conversation.archive": IN,
    "conversation.unarchive": IN,
    "conversation.mute": IN,
    "conversation.unmute": IN,
    "inbox.read": {"upto": "2026-03-02T08:00:00Z"},
    "draft.save": {"text": "Je pense que"} | IN,
    "history": IN,
    "typing": IN,
    "hello": {"protocol": 1, "have": {"conversation:{conversation}": 0}},
}
# Who `{user}` is: a colleague to add, a member to remove.
USERS = {"PUT /g/members/u": "colleague", "DELETE /g/members/u": "member"}


GROUPS = Matrix(TABLE, BODIES, USERS)
