"""What the server has asked the console and is not answered yet, and who waits for it."""

from __future__ import annotations

from collections.abc import Callable

from producer_app.link.client import Client
from producer_app.link.door.pairing import client_of
from producer_app.link.pipe import Answered, Called, Heard, OfferSaid, ToConsole
from producer_app.link.protocol import CallSaid, OfferActSaid, Role, Said, Shown

Question = Heard | Called | OfferSaid


class Asking:
    """The open questions of one server."""

    def __init__(self, tell: Callable[[ToConsole], None]) -> None:
        self._tell = tell
        self._waiting: dict[int, Callable[[Answered], None]] = {}
        self._asked = 0

    def ask(self, put: Callable[[int], Question], on_answer: Callable[[Answered], None]) -> None:
        """Asks the console what ``put`` makes of the question's number; the answer comes once."""
        self._asked += 1
        self._waiting[self._asked] = on_answer
        self._tell(put(self._asked))

    def answer(self, answered: Answered) -> None:
        """Passes an answer to whoever waits for it."""
        on_answer = self._waiting.pop(answered.ref, None)
        if on_answer is not None:
            on_answer(answered)


def heard_of(ref: int, client: Client, message: Shown | Said, act: str) -> Heard:
    """What a page said of a handoff."""
    return Heard(
        ref=ref,
        client=client_of(client.pairing),
        name=client.pairing.name,
        room=client.pairing.room,
        epoch=message.epoch,
        handoff=message.handoff,
        rev=message.rev,
        act=act,
        mid=message.mid if isinstance(message, Said) else "",
        reason=message.reason if isinstance(message, Said) else "",
    )


def called_of(ref: int, client: Client, message: CallSaid | OfferActSaid) -> Called | OfferSaid:
    """What an operator called, or said of an offer, in its own room."""
    pairing = client.pairing
    if isinstance(message, OfferActSaid):
        return OfferSaid(
            ref=ref,
            client=client_of(pairing),
            name=pairing.name,
            room=pairing.room,
            offer=message.offer,
            act=message.act.value,
            stock=message.stock,
            mid=message.mid,
            epoch=message.epoch,
            at=message.at,
        )
    return Called(
        ref=ref,
        client=client_of(pairing),
        name=pairing.name,
        room=pairing.room,
        role=Role(pairing.role),
        verb=message.verb.value,
        mid=message.mid,
        epoch=message.epoch,
        segment=message.segment,
        by=message.by,
        is_confirmed=message.confirmed,
        at=message.at,
    )
