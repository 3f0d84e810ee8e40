"""The console's answers to what came over the line: judged, and said in both languages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from producer_app.core.errors import Phrase, ProducerError
from producer_app.core.handoff import Answer, State, Verdict
from producer_app.link.acts import Reply, RoomAct, act_of
from producer_app.link.pipe import Answered, Called, Heard, OfferSaid
from producer_app.present.errors import told
from producer_app.present.handoff_line import LineView
from producer_app.present.words import words

log = logging.getLogger(__name__)

NOT_TAKEN_IN: Final = Phrase(
    "link.not_taken_in", "the console could not take it in: say it by voice"
)


class Judge:
    """Knows where each handoff stands. ``on_act`` judges what a room said of one, ``on_call`` calls
    and offers, which without it are denied."""

    def __init__(
        self,
        on_act: Callable[[RoomAct], Verdict],
        on_call: Callable[[Called | OfferSaid], Reply] | None,
    ) -> None:
        self._on_act, self._on_call = on_act, on_call
        self.lines: dict[str, LineView] = {}
        self.epoch = 0

    def answer(self, said: Heard | Called | OfferSaid) -> Answered:
        """What is sent back; nothing that goes wrong in judging is passed on."""
        return self._to_act(said) if isinstance(said, Heard) else self._to_call(said)

    def _to_act(self, heard: Heard) -> Answered:
        verdict = self._judged(heard)
        return Answered(
            ref=heard.ref,
            answer=verdict.answer.value,
            state=verdict.state.value,
            rev=verdict.rev,
            why=told(verdict.why, words("en")) if verdict.why else "",
            why_zh=told(verdict.why, words("zh")) if verdict.why else "",
        )

    def _judged(self, heard: Heard) -> Verdict:
        line = self.lines.get(heard.handoff)
        if line is None or heard.epoch != self.epoch:
            state = State(line.state) if line else State.ARMED
            return Verdict(answer=Answer.STALE, state=state, rev=line.rev if line else 0)
        try:
            return self._on_act(act_of(heard))
        except ProducerError as fault:
            why = fault.phrase
        except Exception:
            log.exception("What a room said could not be taken in.")
            why = NOT_TAKEN_IN
        return Verdict(answer=Answer.DENIED, state=State(line.state), rev=line.rev, why=why)

    def _to_call(self, said: Called | OfferSaid) -> Answered:
        reply = self._replied(said)
        return Answered(
            ref=said.ref,
            answer=reply.answer.value,
            state="",
            rev=0,
            why=told(reply.why, words("en")) if reply.why else "",
            why_zh=told(reply.why, words("zh")) if reply.why else "",
            confirm=reply.is_question,
        )

    def _replied(self, said: Called | OfferSaid) -> Reply:
        if said.epoch != self.epoch:
            return Reply(answer=Answer.STALE)
        try:
            if self._on_call is not None:
                return self._on_call(said)
        except Exception:
            log.exception("What was called could not be taken in.")
        return Reply(answer=Answer.DENIED, why=NOT_TAKEN_IN)
