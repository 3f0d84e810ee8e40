"""The broker in words: how it is reached, since when, and what to do while it is not."""

from __future__ import annotations

from dataclasses import dataclass

from producer_app.core.show import Show
from producer_app.core.timebase import Instant, local_time
from producer_app.link.broker.fault import BrokerFault
from producer_app.link.pipe import BrokerNow
from producer_app.link.presence import LinkState, Presence
from producer_app.present.words import Words, duration

_TONES = {"off": "ink_quiet", "connecting": "warning", "up": "calm", "down": "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerTold:
    """One line with its colour, and what to do, which is empty while nothing is to be done."""

    state: str
    tone: str
    advice: str = ""


def broker_told(presence: Presence, host: str, show: Show, now: Instant, say: Words) -> BrokerTold:
    """The broker as it is now."""
    news = presence.broker
    if news.state != "off" and presence.link is not LinkState.UP:
        return BrokerTold(state=say.say("broker.no_line"), tone="warning")
    at = f"{local_time(presence.broker_since, show.zone):%H:%M:%S}"
    age = duration(max(0, now - presence.broker_since))
    is_down = news.state == "down"
    why = _why(news, say) if is_down else ""
    return BrokerTold(
        state=say.say(f"broker.state_{news.state}", host=host, at=at, age=age, why=why),
        tone=_TONES[news.state],
        advice=say.say("broker.advice_down") if is_down else "",
    )


def _why(news: BrokerNow, say: Words) -> str:
    if news.fault is None or news.fault is BrokerFault.OTHER:
        return news.why
    return say.say(f"broker.fault_{news.fault}")
