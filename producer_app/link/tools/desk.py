"""The console's end of what other programs get: settings kept with the show, and state."""

from __future__ import annotations

import logging

from producer_app.core.budget import Budget, budget_of
from producer_app.core.errors import BadInput
from producer_app.core.timing import Projection
from producer_app.link.door.seal import Seal
from producer_app.link.pipe import Tools
from producer_app.link.room_line import RoomLine
from producer_app.link.tools.osc_in import networks_of
from producer_app.link.tools.osc_text import proved
from producer_app.link.tools.secret import hook_secret, new_secret
from producer_app.link.tools.settings import (
    SEALED,
    SETTING,
    ToolSettings,
    read_tool_settings,
    write_tool_settings,
)
from producer_app.present.budget_room import Views, budget_views
from producer_app.present.outside import outside_of
from producer_app.session.session import Session

log = logging.getLogger(__name__)


class ToolsDesk:
    """One show's other programs, over its line."""

    def __init__(self, session: Session, line: RoomLine) -> None:
        self._session, self._line = session, line
        self._budget: Budget | None = None
        self._views: Views | None = None
        self._seal = Seal(session.show.id)
        self.settings = self._kept()

    def start(self) -> None:
        """Lets in and tells as the show says."""
        self._line.set_tools(self._orders())

    def publish(self, projection: Projection) -> None:
        """Tells how the show stands, where anybody is to be told."""
        if self.settings.wants_state:
            self._budget = budget_of(projection, self._budget)
            self._views = budget_views(projection, self._budget, self._views)
            self._line.tell_outside(outside_of(projection, self._views))

    def adopt(self, settings: ToolSettings) -> None:
        """Keeps these settings with the show and goes by them from now on; BadInput where an
        address or a template is none, EnvironmentFault where they cannot be kept."""
        _prove(settings)
        text = write_tool_settings(settings)
        self._session.set_setting(SETTING, text)
        self._session.set_setting(SEALED, self._seal.on(text))
        self.settings = settings
        self._line.set_tools(self._orders())
        self.publish(self._session.projection())

    def secret(self) -> str:
        """What this show's webhooks are signed with; EnvironmentFault where it cannot be kept."""
        return hook_secret(self._session.show.id)

    def renew_secret(self) -> None:
        """Signs this show's webhooks with another secret from now on; EnvironmentFault where it
        cannot be kept."""
        new_secret(self._session.show.id)
        self.start()

    def _orders(self) -> Tools:
        signs = self.settings.webhooks.is_on
        return Tools(settings=self.settings, secret=self.secret() if signs else "")

    def _kept(self) -> ToolSettings:
        """The settings in the show; nothing of them is on where another installation wrote them: a
        show file from elsewhere opens no door here and tells nobody anything."""
        text = self._session.setting(SETTING)
        try:
            settings = read_tool_settings(text)
            _prove(settings)
        except BadInput as fault:
            log.warning("%s", fault)
            return ToolSettings()
        if settings == settings.all_off() or self._is_ours(text):
            return settings
        log.warning("Other programs are off: this show was set up on another machine.")
        return settings.all_off()

    def _is_ours(self, text: str) -> bool:
        return self._seal.is_on(text, self._session.setting(SEALED))


def _prove(settings: ToolSettings) -> None:
    networks_of(settings.osc.allowed)
    for template in settings.osc.templates:
        proved(template)
