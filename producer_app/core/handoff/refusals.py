"""Why a handoff cannot be called now, and what comes first; decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from producer_app.core.errors import Phrase
from producer_app.core.handoff.states import GONE, OPEN, Act, State


def cannot(act: Act, state: State) -> Phrase:
    """The refusal of an act that does not follow a state: ``cannot GO, it was skipped. …``."""
    return Phrase("handoff.cannot", "{what}, {why}", what=_WHAT[act], why=_why(act, state))


_WHAT: Mapping[Act, Phrase] = MappingProxyType(
    {
        Act.STANDBY: Phrase("handoff.what_standby", "cannot be put in standby"),
        Act.GO: Phrase("handoff.what_go", "cannot GO"),
        Act.RECALL: Phrase("handoff.what_recall", "cannot be recalled"),
        Act.SKIP: Phrase("handoff.what_skip", "cannot be skipped"),
        Act.REARM: Phrase("handoff.what_rearm", "cannot be re-armed"),
        Act.CLOSE: Phrase("handoff.what_close", "cannot be closed"),
        Act.SHOWN: Phrase("handoff.what_shown", "cannot be shown"),
        Act.READY: Phrase("handoff.what_ready", "cannot be READY"),
        Act.CANT: Phrase("handoff.what_cant", "needs no CAN'T"),
        Act.LIVE: Phrase("handoff.what_live", "cannot be LIVE"),
        Act.RETURN: Phrase("handoff.what_return", "cannot return"),
        Act.ACK: Phrase("handoff.what_ack", "needs no confirmation"),
    }
)

_OVER: Mapping[State, Phrase] = MappingProxyType(
    {
        State.CANT: Phrase("handoff.why_cant", "the room said it can't. Re-arm it first"),
        State.SKIPPED: Phrase("handoff.why_skipped", "it was skipped. Re-arm it first"),
        State.ABORTED: Phrase("handoff.why_aborted", "it was recalled. Re-arm it first"),
        State.CLOSED: Phrase("handoff.why_closed", "it is over. Re-arm it to call it again"),
        State.RETURNED: Phrase(
            "handoff.why_returned", "the room has given it back. It closes by itself"
        ),
    }
)


def _why(act: Act, state: State) -> Phrase:
    """What stands against it, and the way out."""
    if act is Act.ACK:
        return Phrase("handoff.why_not_called_off", "it was not called off")
    if act is Act.REARM and state is State.ARMED:
        return Phrase("handoff.why_armed", "it is armed already. Put it in standby")
    if act is Act.REARM and state in OPEN:
        return Phrase("handoff.why_in_standby", "the room is in standby. Recall it first")
    if state in _OVER:
        return _OVER[state]
    if state is State.ARMED:
        return Phrase("handoff.why_not_called", "the room has not been called yet. Standby first")
    if state in OPEN:
        return Phrase("handoff.why_no_go", "GO has not been given. GO first")
    if state in GONE and act in (Act.RETURN, Act.CLOSE):
        return Phrase(
            "handoff.why_not_live", "the room has not said LIVE. Wait for it, or enter it by voice"
        )
    if state in GONE:
        return Phrase("handoff.why_gone", "GO has gone out. Recall it first")
    return Phrase("handoff.why_live", "the room is live. Return it, or recall it")
