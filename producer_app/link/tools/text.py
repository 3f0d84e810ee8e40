"""Settings for other programs as people write them: one target, message or webhook a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from producer_app.core.errors import BadInput
from producer_app.link.tools.osc_in import network_of
from producer_app.link.tools.osc_text import proved
from producer_app.link.tools.settings import (
    MOST_HOOKS,
    MOST_TARGETS,
    On,
    OscTarget,
    OscTemplate,
    Webhook,
)
from producer_app.present.outside_changes import Happened

_LAST_PORT: Final = 65_535


def addresses_in(text: str) -> tuple[str, ...]:
    """Addresses and networks, one a line; BadInput for what is neither."""
    return tuple(str(network_of(line)).removesuffix("/32") for line in _lines(text))


def targets_in(text: str) -> tuple[OscTarget, ...]:
    """``192.168.1.20:9000``, one a line; BadInput for anything else."""
    found = tuple(_target(line) for line in _lines(text))
    _refuse_too_many(found, MOST_TARGETS)
    return found


def templates_in(text: str) -> tuple[OscTemplate, ...]:
    """``on_air /pc/{room}/onair "{number}" "{title}"``, one a line; BadInput for anything else."""
    return tuple(_template(line) for line in _lines(text))


def hooks_in(text: str) -> tuple[Webhook, ...]:
    """An address, and the events it is told of or none for all, one a line; BadInput for anything
    else."""
    found = tuple(_hook(line) for line in _lines(text))
    _refuse_too_many(found, MOST_HOOKS)
    return found


def told_targets(targets: Iterable[OscTarget]) -> str:
    return "\n".join(f"{target.host}:{target.port}" for target in targets)


def told_templates(templates: Iterable[OscTemplate]) -> str:
    return "\n".join(f"{t.on} {t.address} {t.values}".rstrip() for t in templates)


def told_hooks(hooks: Iterable[Webhook]) -> str:
    return "\n".join(" ".join((hook.url, *hook.events)) for hook in hooks)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _target(line: str) -> OscTarget:
    host, _, port = line.rpartition(":")
    if not host or not port.isdecimal() or not 1 <= int(port) <= _LAST_PORT or " " in host:
        raise BadInput(
            "tools.target",
            "“{line}” is no target: write its address and port, like 192.168.1.20:9000.",
            line=line,
        )
    return OscTarget(host=host, port=int(port))


def _template(line: str) -> OscTemplate:
    on, address, values = (*line.split(maxsplit=2), "", "")[:3]
    if on not in list(On) or not address.startswith("/"):
        raise BadInput(
            "tools.template",
            "“{line}” is no message: write what it tells of ({names}), its address and its values.",
            line=line,
            names=tuple(each.value for each in On),
        )
    return proved(OscTemplate(on=On(on), address=address, values=values))


def _hook(line: str) -> Webhook:
    url, *events = line.split()
    parts = urlsplit(url)
    unknown = [event for event in events if event not in list(Happened)]
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(
            "tools.hook",
            "“{line}” is no webhook: write an address that begins with http:// or https://.",
            line=line,
        )
    if unknown:
        raise BadInput(
            "tools.hook_event",
            "Nobody can be told of “{event}”: it is one of {events}.",
            event=unknown[0],
            events=tuple(each.value for each in Happened),
        )
    return Webhook(url=url, events=tuple(Happened(event) for event in events))


def _refuse_too_many(found: tuple[object, ...], most: int) -> None:
    if len(found) > most:
        raise BadInput("tools.too_many", "At most {most} fit here.", most=most)
