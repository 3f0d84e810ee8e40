"""How other programs are let in and told: the HTTP interface, OSC, webhooks; all off by default.

Kept with the show. No secret is among them: those are files of the machine.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import msgspec
import msgspec.structs
from msgspec import Meta, Struct

from producer_app.core.errors import BadInput
from producer_app.present.outside_changes import Happened

SETTING: Final = "other_programs"
"""The setting of the show under which these are kept."""

SEALED: Final = "other_programs_seal"
"""The setting of the show that says which installation wrote those."""

OSC_PORT: Final = 8743
"""Where OSC is listened for, unless the show says otherwise: next to the room pages."""

MOST_TARGETS: Final = 16
MOST_HOOKS: Final = 16

Port = Annotated[int, Meta(ge=1, le=65_535)]
Name = Annotated[str, Meta(min_length=1, max_length=255)]


class On(StrEnum):
    """What an OSC template tells of."""

    ON_AIR = "on_air"
    STANDBY = "standby"
    HELD = "held"
    LEFT = "left"
    OVER = "over"
    HANDOFF = "handoff"
    RUN = "run"


class OscTemplate(Struct, frozen=True, kw_only=True):
    """One message out: ``{names}`` in address and values are filled in from what changed. Values
    stand apart by blanks, or together in double quotes."""

    on: On
    address: Annotated[str, Meta(pattern=r"^/", max_length=200)]
    values: Annotated[str, Meta(max_length=500)] = ""


class OscTarget(Struct, frozen=True, kw_only=True):
    host: Name
    port: Port


USUAL_TEMPLATES: Final[tuple[OscTemplate, ...]] = (
    OscTemplate(on=On.ON_AIR, address="/pc/{room}/onair", values='"{number}" "{title}"'),
    OscTemplate(on=On.STANDBY, address="/pc/{room}/standby", values='"{number}" "{title}"'),
    OscTemplate(on=On.HELD, address="/pc/{room}/held", values="{held}"),
    OscTemplate(on=On.LEFT, address="/pc/{room}/left", values='"{left_text}" "{word}"'),
    OscTemplate(on=On.OVER, address="/pc/{room}/over", values='{over} "{over_text}"'),
    OscTemplate(on=On.HANDOFF, address="/pc/handoff/{handoff}", values='"{state}" "{title}"'),
    OscTemplate(on=On.RUN, address="/pc/run", values='"{run}" {running}'),
)


class ApiSettings(Struct, frozen=True, kw_only=True):
    """HTTP and WebSocket for tools that hold a token."""

    is_on: bool = False


class OscSettings(Struct, frozen=True, kw_only=True):
    """OSC in from the ``allowed`` addresses alone, and OSC out to the ``targets``."""

    hears: bool = False
    port: Port = OSC_PORT
    allowed: Annotated[tuple[Name, ...], Meta(max_length=64)] = ()
    """Addresses or networks, as in ``192.168.1.20`` or ``192.168.1.0/24``; none: nobody."""
    sends: bool = False
    targets: Annotated[tuple[OscTarget, ...], Meta(max_length=MOST_TARGETS)] = ()
    templates: Annotated[tuple[OscTemplate, ...], Meta(max_length=64)] = USUAL_TEMPLATES


class Webhook(Struct, frozen=True, kw_only=True):
    """Who is told of what; of everything where no event is named."""

    url: Annotated[str, Meta(pattern=r"^https?://", max_length=2_000)]
    events: tuple[Happened, ...] = ()

    def wants(self, event: Happened) -> bool:
        return not self.events or event in self.events


class HookSettings(Struct, frozen=True, kw_only=True):
    """Webhooks out."""

    is_on: bool = False
    hooks: Annotated[tuple[Webhook, ...], Meta(max_length=MOST_HOOKS)] = ()


class ToolSettings(Struct, frozen=True, kw_only=True):
    """All of it, for one show."""

    api: ApiSettings = ApiSettings()
    osc: OscSettings = OscSettings()
    webhooks: HookSettings = HookSettings()

    @property
    def wants_state(self) -> bool:
        """True when somebody outside is to be told how the show stands."""
        return self.api.is_on or self.osc.hears or self.osc.sends or self.webhooks.is_on

    def all_off(self) -> ToolSettings:
        """The same with nothing switched on: nobody is let in, and nobody is told."""
        return ToolSettings(
            osc=msgspec.structs.replace(self.osc, hears=False, sends=False),
            webhooks=msgspec.structs.replace(self.webhooks, is_on=False),
        )


def read_tool_settings(text: str) -> ToolSettings:
    """The settings as a show keeps them; BadInput when they are none."""
    try:
        return msgspec.json.decode(text, type=ToolSettings) if text else ToolSettings()
    except msgspec.MsgspecError as fault:
        raise BadInput(
            "tools.settings",
            "The settings for other programs in this show cannot be read ({reason}): set them "
            "anew.",
            reason=fault,
        ) from fault


def write_tool_settings(settings: ToolSettings) -> str:
    """The settings as a show keeps them."""
    return msgspec.json.encode(settings).decode()
