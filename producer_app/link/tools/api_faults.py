"""What went wrong for a tool, as an answer: a status, and a sentence that says what to do."""

from __future__ import annotations

from typing import Final

import msgspec
from aiohttp import web

from producer_app.core.errors import Phrase
from producer_app.link.pipe import Answered
from producer_app.link.tools.api_openapi import Fault, FaultBody
from producer_app.present.errors import told
from producer_app.present.words import words

NO_TOKEN: Final = Phrase(
    "tools.no_token",
    "Send the header “Authorization: Bearer …” with a token from Room pages, Another program.",
)
UNKNOWN_TOKEN: Final = Phrase(
    "tools.unknown_token",
    "This token is not known: make a new one in Room pages, Another program.",
)
TOKEN_IN_ADDRESS: Final = Phrase(
    "tools.token_in_address",
    "A token in an address ends up in logs: send it in the header “Authorization: Bearer …”, "
    "and revoke this one.",
)
OFF: Final = Phrase(
    "tools.off",
    "Calls over HTTP are switched off for this show: Room pages, Other programs.",
)
NO_PATH: Final = Phrase(
    "tools.no_path", "There is nothing here: /api/v1/openapi.json lists what there is."
)
NO_SOCKET: Final = Phrase("tools.no_socket", "Come here as a WebSocket.")
TOO_FAST: Final = Phrase("tools.too_fast", "Too much at once: wait a second.")
WAIT: Final = Phrase("tools.wait", "Too many wrong tokens came from there: wait a minute.")
REVOKED: Final = Phrase("tools.revoked", "The director took this token back.")
STALE: Final = Phrase("tools.stale", "The show has moved on meanwhile: look, then call again.")
NO_ANSWER: Final = Phrase(
    "tools.no_answer",
    "The console has not answered: look at it before you try again with the same mid.",
)


WRONG_HOST: Final = Phrase(
    "tools.wrong_host", "Use the very address that Room pages shows: no other name leads here."
)
FROM_A_PAGE: Final = Phrase(
    "tools.from_a_page",
    "Web pages may not call, and nobody without a token: send “Authorization: Bearer …”.",
)
TOO_SLOW: Final = Phrase("tools.too_slow", "The request took too long: send it again.")

_AT_THE_DOOR: Final = {
    401: UNKNOWN_TOKEN,
    403: FROM_A_PAGE,
    408: TOO_SLOW,
    421: WRONG_HOST,
    429: WAIT,
}


def refusal_at_the_door(status: int) -> web.Response:
    """The answer to whoever is turned away before any route."""
    return refusal(status, fault_of(_AT_THE_DOOR[status]))


def fault_of(phrase: Phrase) -> Fault:
    """The phrase in both languages, with its code."""
    return Fault(code=phrase.code, why=told(phrase, words("en")), why_zh=told(phrase, words("zh")))


def fault_in(answered: Answered) -> Fault | None:
    """Why the console did not do it; None where it did, now or before."""
    if answered.answer in ("ok", "dup"):
        return None
    if answered.answer == "stale":
        return fault_of(STALE)
    return Fault(
        code="confirm" if answered.confirm else answered.answer,
        why=answered.why,
        why_zh=answered.why_zh,
        confirm=answered.confirm,
    )


def refusal(status: int, fault: Fault) -> web.Response:
    """The answer that carries a fault."""
    return in_json(FaultBody(error=fault), status)


def in_json(value: object, status: int = 200) -> web.Response:
    """An answer in JSON."""
    body = msgspec.json.encode(value)
    return web.Response(status=status, body=body, content_type="application/json")
