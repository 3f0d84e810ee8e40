"""Which services this room server has, in the order in which they start."""

from __future__ import annotations

from typing import Final

from producer_app.link.broker.carrier import MqttCarrier
from producer_app.link.services import Service
from producer_app.link.tools.service import OtherTools

SERVICES: Final[tuple[type[Service], ...]] = (OtherTools, MqttCarrier)
