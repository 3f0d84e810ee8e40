"""What a page said of a handoff, as the state machine takes it."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.handoff import Act, Ask, Via
from producer_app.core.show import HandoffId, RoomId
from producer_app.link.pipe import Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAct:
    """What a page said of a handoff: ``ask`` is ready for the state machine."""

    handoff: HandoffId
    ask: Ask
    client: str
    room: RoomId


def act_of(heard: Heard) -> RoomAct:
    """The act; its ``mid`` carries the client's name, so that no two clients can share one."""
    ask = Ask(
        act=Act(heard.act),
        by=heard.name,
        via=Via.PAGE,
        mid=f"{heard.client}:{heard.mid}" if heard.mid else "",
        rev=heard.rev,
        reason=heard.reason,
    )
    return RoomAct(
        handoff=HandoffId(heard.handoff), ask=ask, client=heard.client, room=RoomId(heard.room)
    )
