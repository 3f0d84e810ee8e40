"""Everything that can go wrong in words a person can act on; knows nothing of screens or files."""

from __future__ import annotations


class Phrase:
    """A sentence, or a part of one, with the stable code by which other languages say it.

    ``params`` are the values in it: plain ones, phrases again, or tuples of either.
    ``str(phrase)`` is the English.
    """

    __slots__ = ("code", "params", "sentence")

    def __init__(self, code: str, sentence: str, /, **params: object) -> None:
        self.code = code
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        values = {name: _english(value) for name, value in self.params.items()}
        return self.sentence.format(**values) if values else self.sentence

    def __repr__(self) -> str:
        return f"Phrase({self.code!r}, {str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.code, str(self)) == (other.code, str(other))

    def __hash__(self) -> int:
        return hash((self.code, str(self)))


class ProducerError(Exception):
    """One clear sentence with a stable code.

    ``code`` names the fault for programs and translations, ``params`` are the values in the
    sentence. ``str(error)`` is the English sentence: what happened, where, what to do next.
    """

    def __init__(self, code: str, sentence: str, /, **params: object) -> None:
        self.phrase = Phrase(code, sentence, **params)
        super().__init__(str(self.phrase))

    @property
    def code(self) -> str:
        return self.phrase.code

    @property
    def params(self) -> dict[str, object]:
        return self.phrase.params


class Refused(ProducerError):
    """A person asked for something that cannot be; shown where they asked."""


class NeedsConfirmation(Refused):
    """It can be done, but it touches what is on air or in standby: ask once, then do it."""


class BadInput(ProducerError):
    """A file or value from outside that cannot be understood; names the place and the remedy."""


class EnvironmentFault(ProducerError):
    """Disk, lock, network or a missing program; shown with what to do."""


def reason_of(fault: OSError) -> str:
    """Why the machine would not, in its own words."""
    return fault.strerror or type(fault).__name__


def _english(value: object) -> object:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple | list) else value
