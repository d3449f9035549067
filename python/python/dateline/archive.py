"""An archive in one file, as ``dateline add`` makes it: searched, asked in SQL, with its ledger."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, Literal, overload

from dateline import _dateline
from dateline.answers import EventType, Span
from dateline.decoding import decoded
from dateline.reading import Day, _written
from dateline.record import Record
from dateline.tables import Table

__all__ = [
    "Archive", "Correction", "Deadline", "Evidence", "Found", "Happened", "Hit", "LedgerEntry", "Outcome", "Said",
    "Snippet", "Somebody", "open",
]


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text, cut between words."""

    text: str
    """The words, with an ellipsis where something is left out."""
    spans: tuple[Span, ...]
    """Where in these the words stand that were searched for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation that was found."""

    quotation_id: str
    """Its id within the report."""
    speaker: str | None
    """Who says it."""
    words: str
    """What is said."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A happening that was searched for."""

    happening_id: str
    """Its id within the report."""
    event: EventType
    """Which of PLOVER's sixteen."""
    actor_name: str | None
    """Who did it."""
    recipient_name: str | None
    """To whom."""
    when: str | None
    """When, as TIMEX3 has it."""
    place: str | None
    """Where."""
    country: str | None
    """In which country."""
    sentence: str | None
    """The sentence that tells it first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report, or a quotation of one, that was found."""

    report: int
    """Its number in the archive."""
    published: datetime.date | None
    """Day of publication."""
    publisher: str | None
    """Who published it."""
    url: str | None
    """Its address."""
    title: str | None
    """Its headline."""
    title_spans: tuple[Span, ...]
    """Where words that were searched for stand in the headline."""
    spans: tuple[Span, ...]
    """Where they stand in the text."""
    snippet: Snippet
    """Some of the text, or the quotation."""
    newer: int | None = None
    """The number of its newer version, if there is one."""
    quotation: Said | None = None
    """The quotation, where quotations were searched for."""
    happenings: tuple[Happened, ...] = ()
    """The happenings that were searched for."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who demands, is asked, answers."""

    name: str
    """Its fullest name."""
    country: str | None
    """ISO 3166-1 alpha-3, or body of many countries (``UNO``, ``EUR``)."""
    is_state: bool
    """Whether it speaks for that country."""
    is_sure: bool
    """Whether its own words, or what all reports say of it, tell its country."""


@dataclass(frozen=True, slots=True)
class Evidence(Span):
    """A sentence of a report."""

    report: int
    """The number of the report in the archive."""
    id: str
    """The report's id."""
    published: datetime.date | None
    """The day it was published."""
    words: str
    """Its words."""
    publisher: str | None = None
    """Who published it."""
    claimed_by: str | None = None
    """Who says so, where the paper does not say it itself."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when."""

    words: str
    """The words: "by Friday"."""
    day: datetime.date | None
    """The day, where it is one."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was said by hand of an entry."""

    entry: str
    """The entry."""
    link: str | None
    """What became of it; nothing, if the entry as a whole is meant."""
    verdict: Any
    """What is said."""
    note: str | None
    """Why."""
    by: str
    """By whom."""
    at: int
    """When, as seconds since 1970."""


Became = Literal["carried-out", "partly", "refused", "withdrawn", "answered", "repeated"]
"""What became of an entry of the ledger."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that became of an entry."""

    link: str
    """Its name within the entry."""
    became: Became
    """What."""
    day: datetime.date | None
    """The day of the report that tells it first."""
    score: float
    """How surely it is so, from 0 to 1."""
    why: str
    """Why, in words."""
    claimed: bool
    """Whether only somebody claims it."""
    told: tuple[Evidence, ...]
    """Where it is told, the surest first."""
    by_hand: bool
    """Whether it was set or confirmed by hand."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Something that was demanded, promised, threatened or refused, once, however many reports tell it."""

    entry: str
    """Its name in this archive."""
    kind: Literal["demand", "promise", "threat", "refusal"]
    """What was said."""
    who: tuple[Somebody, ...]
    """Who said it."""
    to: tuple[Somebody, ...]
    """To whom."""
    what: str
    """What is asked, promised, threatened, in the words of the report."""
    days: tuple[datetime.date, ...] | None
    """The days of the first and the last report."""
    reports: int
    """Number of reports."""
    independent: int
    """Number of these that are no copies of others."""
    told: tuple[Evidence, ...]
    """Where it is told, the earliest first."""
    outcomes: tuple[Outcome, ...]
    """What became of it, in order."""
    status: Became | None
    """The last that became of it; nothing, while it is open."""
    rejected: bool
    """Whether it was said by hand that it is none: it is set aside, and counts nowhere."""
    condition: str | None = None
    """On what it hangs, if the sentence says so."""
    deadline: Deadline | None = None
    """By when."""
    open_days: int | None = None
    """Days from its first day to the last of the archive, while it is open."""
    corrections: tuple[Correction, ...] = ()
    """What was said by hand of it as a whole."""


class Found(Sequence[Hit]):
    """What a search found: the best first, the newer of equals; without words the newest first."""

    def __init__(self, hits: tuple[Hit, ...], more: bool) -> None:
        self._hits = hits
        self.more = more
        """Whether there are more than were asked for."""

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        return self._hits[at]

    def __len__(self) -> int:
        return len(self._hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits)

    def __repr__(self) -> str:
        return f"<Found: {len(self)}{' and more' if self.more else ''}>"


class Archive:
    """An archive that is open for reading. A process that is forked off opens its own."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self._archive = _dateline.Archive(path)

    def __len__(self) -> int:
        return len(self._archive)

    def __bool__(self) -> bool:
        return True

    def search(
        self,
        words: str | None = None,
        *,
        quotations: bool = False,
        speaker: str | None = None,
        actor: str | None = None,
        event: EventType | None = None,
        place: str | None = None,
        country: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int = 20,
    ) -> Found:
        """Reports, or quotations, that hold these words and tell of this: as ``dateline search`` has it.

        Words all stand there, by their stems; ``"in quotation marks"`` in this order; ``begin*``; ``-left_out``.
        """
        hits, more = self._archive.search(
            words,
            quotations=quotations,
            speaker=speaker,
            actor=actor,
            event=event,
            place=place,
            country=country,
            since=_written(since),
            until=_written(until),
            limit=limit,
        )
        return Found(tuple(decoded(Hit, hit) for hit in json.loads(hits)), more)

    def query(self, sql: str, *, seconds: float | None = None, rows: int | None = None) -> Table:
        """What a query in SQL gives, which only reads; ``docs/archive.md`` tells the tables and columns.

        Raises :class:`QueryError` if it is no SQL, would do more than read, takes more than so many seconds, or gives more
        than so many rows.
        """
        table, whole = self._archive.query(sql, seconds=seconds, rows=rows)
        if not whole:
            from dateline.errors import QueryError

            raise QueryError(f"the query gives more than {rows} rows")
        return Table(table)

    def ledger(
        self,
        *,
        open: bool = False,
        kind: Literal["demand", "promise", "threat", "refusal"] | None = None,
        actor: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> list[LedgerEntry]:
        """Who demanded, promised, threatened, refused what, and what became of it; ``open``: only what nothing became of."""
        entries = self._archive.ledger(open=open, kind=kind, actor=actor, since=_written(since), until=_written(until))
        return [decoded(LedgerEntry, entry) for entry in json.loads(entries)]

    def record(self, report: int) -> Record | None:
        """What was read from the report with this number; nothing if there is none."""
        found = self._archive.record(report)
        return None if found is None else Record(*found)


def open(path: str | PathLike[str]) -> Archive:
    """Opens an archive in one file; raises :class:`ArchiveError` if there is none."""
    return Archive(path)
