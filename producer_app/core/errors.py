"""Everything that can go wrong in words a person can act on; knows nothing of screens or files."""

from __future__ import annotations


class ProducerError(Exception):
    """One clear sentence with a stable code.

    ``code`` names the fault for programs and translations, ``params`` are the values in the
    sentence. ``str(error)`` is the English sentence: what happened, where, what to do next.
    """

    def __init__(self, code: str, sentence: str, **params: object) -> None:
        super().__init__(sentence.format(**params) if params else sentence)
        self.code = code
        self.params = params


class Refused(ProducerError):
    """A person asked for something that cannot be; shown where they asked."""


class NeedsConfirmation(Refused):
    """It can be done, but it touches what is on air or in standby: ask once, then do it."""


class BadInput(ProducerError):
    """A file or value from outside that cannot be understood; names the place and the remedy."""


class EnvironmentFault(ProducerError):
    """Disk, lock, network or a missing program; shown with what to do."""
