"""What can be done, once each: the commands of the wiring and the changes over HTTP.

A case says who may do it; everybody else tries first and must change nothing.
"""

from tests.protocol.doing import (
    SEND,
    Case,
    ask,
    by_erin,
    command,
    on_question,
    over_http,
    pause_and_go_on,
    read_it_all,
    send_a_photo,
    type_a_word,
)

STRANGERS = ("nina", "oscar", "dave", "erin", "jeanne")
STRANGERS_TO_WARD = ("nina", "oscar", "dave", "jeanne")
NOT_MANAGERS = ("bob", *STRANGERS)

COMMANDS = {
    "message.send": command("message.send", **SEND),
    "message.send, with a photo": Case(send_a_photo),
    "message.retract": command("message.retract", "private", seq=1),
    "conversation.read": command("conversation.read", seq=7),
    "conversation.received": command("conversation.received", seq=7, visible=True),
    "conversation.archive": command("conversation.archive"),
    "conversation.unarchive": command("conversation.unarchive"),
    "conversation.mute": command("conversation.mute"),
    "conversation.unmute": command("conversation.unmute"),
    "message.send, which takes a question": on_question(
        "message.send",
        "waiting",
        client_id=True,
        text="Montrez-moi",
    ),
    "message.send, to a question that waits": on_question(
        "message.send",
        "waiting",
        by="jeanne",
        client_id=True,
        text="De plus",
    ),
    "message.send, to a question that is taken": on_question(
        "message.send",
        "taken",
        refused=("bob",),
        client_id=True,
        text="Bonjour",
    ),
    "message.retract, of a question that waits": on_question(
        "message.retract",
        "waiting",
        by="jeanne",
        refused=("alice", "bob"),
        seq=2,
    ),
    "question.ask": Case(
        ask,
        by="jeanne",
        refused=("alice", "bob", "nina", "oscar", "dave", "erin"),
        is_asked=True,
    ),
    "question.claim": on_question(
        "question.claim", "waiting", refused=("jeanne",), client_id=True
    ),
    "question.claim, with a text": on_question(
        "question.claim",
        "waiting",
        refused=("jeanne",),
        client_id=True,
        text="Bonjour",
    ),
    "question.release": on_question(
        "question.release", "taken", refused=("bob", "jeanne")
    ),
    "question.withdraw": on_question(
        "question.withdraw", "waiting", by="jeanne", refused=("alice", "bob")
    ),
    "conversation.close": on_question(
        "conversation.close", "taken", refused=("bob", "jeanne")
    ),
    "conversation.close, with a message": on_question(
        "conversation.close",
        "taken",
        refused=("bob", "jeanne"),
        client_id=True,
        message="Bonne guérison",
    ),
    "conversation.reopen": on_question(
        "conversation.reopen", "closed", refused=("bob",)
    ),
    "conversation.reopen, by who asked": on_question(
        "conversation.reopen", "closed", by="jeanne", refused=("bob",)
    ),
    "draft.save": command("draft.save", text="Je ré"),
    "draft.save, to a question that another has taken": on_question(
        "draft.save", "taken", by="bob", text="Je ré"
    ),
    "draft.save, to a question of one's own": on_question(
        "draft.save", "taken", by="jeanne", text="De plus"
    ),
    "inbox.read": Case(read_it_all, refused=()),
    "history": command("history"),
    "typing": Case(type_a_word),
}

CHANGES = {
    "POST groups": Case(
        over_http(
            "POST",
            "groups",
            kind="discussion",
            name="Garde",
            members=["{bob}", "{oscar}"],
            client_id="{fresh}",
        ),
        refused=("dave", "erin", "jeanne"),
    ),
    "PATCH groups/{group}": Case(
        over_http("PATCH", "groups/{group}", name="Équipe du jeudi"),
        refused=NOT_MANAGERS,
    ),
    "PUT groups/{group}/members/{user}": Case(
        over_http("PUT", "groups/{group}/members/{oscar}"), refused=NOT_MANAGERS
    ),
    "PUT groups/{group}/members/{user}, who comes back": Case(
        over_http("PUT", "groups/{group}/members/{nina}"), refused=NOT_MANAGERS
    ),
    "PUT groups/{group}/members/{user}, history shared": Case(
        over_http("PUT", "groups/{group}/members/{oscar}"),
        refused=NOT_MANAGERS,
        is_history_shared=True,
    ),
    "PUT groups/{group}/members/{user}, among experts": by_erin(
        over_http("PUT", "groups/{ward}/members/{carol}"), *STRANGERS_TO_WARD
    ),
    "DELETE groups/{group}/members/{user}, among experts": by_erin(
        over_http("DELETE", "groups/{ward}/members/{alice}"), *STRANGERS_TO_WARD
    ),
    "DELETE groups/{group}/members/{user}, who leaves all to another": by_erin(
        over_http("DELETE", "groups/{ward}/members/{alice}?transfer_to={bob}"),
        *STRANGERS_TO_WARD,
    ),
    "POST groups, of experts": by_erin(
        over_http(
            "POST",
            "groups",
            kind="expert",
            organisation="{clinic}",
            name="Garde",
            asked_by=["patients"],
            members=["{bob}", "{nina}"],
            client_id="{fresh}",
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, what experts are called": by_erin(
        over_http(
            "PATCH", "groups/{ward}", name="Peau", public_name="P", description="D"
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, who may ask": by_erin(
        over_http("PATCH", "groups/{ward}", asked_by=["practitioners"]),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, leaving what waits": by_erin(
        over_http("PATCH", "groups/{ward}", active=False, pending="leave"),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, going on": by_erin(pause_and_go_on, *STRANGERS_TO_WARD),
    "PATCH groups/{group}, moving what waits": by_erin(
        over_http(
            "PATCH",
            "groups/{ward}",
            active=False,
            pending={"move_to": "{other}"},
        ),
        *STRANGERS_TO_WARD,
    ),
    "PATCH groups/{group}, closing what waits": by_erin(
        over_http(
            "PATCH",
            "groups/{ward}",
            active=False,
            pending={"close_with": "Nous sommes fermés."},
        ),
        *STRANGERS_TO_WARD,
    ),
    "DELETE groups/{group}/members/{user}": Case(
        over_http("DELETE", "groups/{group}/members/{carol}"), refused=NOT_MANAGERS
    ),
    "POST groups/{group}/mute": Case(
        over_http("POST", "groups/{group}/mute"), refused=STRANGERS
    ),
    "POST groups/{group}/mute, of experts": Case(
        over_http("POST", "groups/{ward}/mute"),
        refused=("nina", "oscar", "dave", "erin", "jeanne", "carol"),
        is_asked=True,
    ),
    "POST groups/{group}/unmute": Case(
        over_http("POST", "groups/{group}/unmute"), refused=STRANGERS
    ),
    "POST groups/{group}/leave": Case(
        over_http("POST", "groups/{group}/leave"), refused=STRANGERS
    ),
}
