"""What can go wrong, by cause."""

from __future__ import annotations

__all__ = [
    "ArchiveError",
    "CodebookError",
    "DatelineError",
    "DatelineWarning",
    "ModelError",
    "ModelMissing",
    "QueryError",
    "UnreadableReport",
]


class DatelineError(Exception):
    """Anything that Dateline cannot do; the others are kinds of it."""


class ModelError(DatelineError):
    """The language model or the encoder cannot be read with."""


class ModelMissing(ModelError):
    """There is no language model; ``dateline.model.install()`` gets it."""


class CodebookError(DatelineError, ValueError):
    """There are mistakes in entries or places of one's own, or they cannot be read; the message names file and line."""


class UnreadableReport(DatelineError, ValueError):
    """What was to be read holds no report that can be read."""

    kind: str
    """The cause in one word, as the table ``failures`` has it: ``no_text``, ``malformed``, ``too_large``, …"""

    def __init__(self, message: str, kind: str = "malformed") -> None:
        super().__init__(message, kind)
        self.kind = kind

    def __str__(self) -> str:
        return str(self.args[0])


class ArchiveError(DatelineError):
    """An archive is not there, is damaged, or does not understand what it is asked."""


class QueryError(ArchiveError):
    """A query is no SQL, would do more than read, or takes too long."""


class DatelineWarning(UserWarning):
    """What was odd about a report or what it was read with, and did not keep it from being read."""
