"""Reads reports: one to a record, many to tables."""

from __future__ import annotations

import datetime
import json
import logging
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from os import PathLike
from typing import Any, Literal

from dateline import _dateline, sources
from dateline.answers import EventType, Span
from dateline.codes import ActorCode, Relation, Token
from dateline.decoding import decoded
from dateline.errors import DatelineWarning
from dateline.record import Record
from dateline.tables import Stories, Tables

Day = str | datetime.date
"""A day: a ``date``, a ``datetime``, or as people write it, such as ``2031-03-08`` or ``8 March 2031``."""

Path = str | PathLike[str]

log = logging.getLogger("dateline")


class Reader:
    """What reports are read with, opened once. Threads may share a reader, and a process that is forked off may go on
    with it.

    ``model`` is the folder of a language model, ``encoder`` that of the encoder, ``codebook`` a folder of entries of one's
    own, ``gazetteer`` a file of places or ``"built-in"`` for no others; what is not given is taken from the variables
    ``DATELINE_MODEL``, ``DATELINE_ENCODER``, ``DATELINE_CODEBOOK`` and ``DATELINE_GAZETTEER``, or is what
    ``dateline.model.install()`` got. ``rules_only`` decides without weights that were trained on annotated news, ``quick``
    goes without the encoder: six times as fast, and fewer events are found.

    Raises ``ModelMissing``, ``ModelError`` or ``CodebookError`` if something of it cannot be opened.
    """

    def __init__(
        self,
        *,
        model: Path | None = None,
        encoder: Path | None = None,
        codebook: Path | None = None,
        gazetteer: Path | None = None,
        rules_only: bool = False,
        quick: bool = False,
    ) -> None:
        start = time.monotonic()
        self._options: dict[str, Any] = {
            "model": model or os.environ.get("DATELINE_MODEL") or None,
            "encoder": encoder or os.environ.get("DATELINE_ENCODER") or None,
            "codebook": codebook or os.environ.get("DATELINE_CODEBOOK") or None,
            "gazetteer": gazetteer or os.environ.get("DATELINE_GAZETTEER") or None,
            "rules_only": rules_only,
            "quick": quick,
        }
        self._kit = _dateline.Kit(**self._options)
        log.info("%s, %s, opened in %.1f s", self.model, self.codebook, time.monotonic() - start)
        if not (quick or rules_only or self._kit.has_encoder):
            warnings.warn(
                "no encoder is installed, so fewer events are found: dateline.model.install() gets it "
                "(quick=True to go without)",
                DatelineWarning,
                stacklevel=2,
            )

    @property
    def model(self) -> str:
        """Name, version and licence of the language model."""
        return self._kit.model_name

    @property
    def codebook(self) -> str:
        """Which codebook it is, and which places are known."""
        return self._kit.codebook_name

    def read(
        self,
        text: str | Mapping[str, Any],
        *,
        date: Day | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        id: str | None = None,
    ) -> Record:
        """Reads one report: a text as it is, or a dict with the fields of a line of JSON Lines.

        ``date`` is the day it was published, from which "on Tuesday" is counted. What is odd about the report is a
        :class:`DatelineWarning`. Raises :class:`UnreadableReport` if there is nothing to read in it.
        """
        if isinstance(text, str):
            read = self._kit.read(text, id=id, date=_written(date), title=title, url=url, publisher=publisher)
            record = Record(read, text)
        else:
            given = {"date": _written(date), "title": title, "url": url, "publisher": publisher, "id": id}
            row = dict(text) | {name: value for name, value in given.items() if value is not None}
            record = Record(*self._kit.read_row(row))
        for warning in record.article.warnings:
            warnings.warn(warning, DatelineWarning, stacklevel=2)
        return record

    def read_many(
        self,
        source: sources.Source,
        *,
        threads: int | None = None,
        progress: bool | Callable[[int], None] = True,
        columns: Mapping[str, str] | None = None,
        date: Day | None = None,
        with_text: bool = False,
        limit: float | None = 60.0,
        min_confidence: float = 0.0,
    ) -> Tables:
        """Reads many reports into tables: the rows that ``dateline code`` writes.

        ``source`` is an iterable of texts and dicts, a frame of pandas or polars, a table of pyarrow, anything else with
        ``__arrow_c_stream__`` or ``__dataframe__``, or the path of a file or folder that the program can read. It is
        taken as a stream, and never held as a whole. Columns and fields are known by the names that are usual
        (``docs/inputs.md``); ``columns`` names others, such as ``{"text": "corps"}``.

        ``threads`` read at once: as many as there are cores, where none are given. ``progress`` is shown where a terminal
        is, or told to a function with the number of reports that were read. ``date`` is the day of reports that tell
        none; ``with_text`` puts the texts in the table of articles; a report that takes longer than ``limit`` seconds is a
        failure; ``min_confidence`` leaves out events that are less sure.

        What cannot be read is a row of ``failures``, and the rest goes on.
        """
        sources.check(source)
        files = [os.fspath(source)] if isinstance(source, PathLike) else None
        if files and not os.path.exists(files[0]):
            raise FileNotFoundError(f"no such file or folder: {files[0]}")
        gathering = _dateline.Gathering(
            self._kit,
            files=None if files is None else list(files),
            threads=threads,
            columns=",".join(f"{field}={name}" for field, name in (columns or {}).items()),
            date=_written(date),
            with_text=with_text,
            limit=limit,
            min_confidence=min_confidence,
        )
        telling = _Telling(gathering, progress)
        try:
            if files is None:
                sources.hand_over(source, gathering, telling)
                gathering.close()
            while not gathering.wait(0.25):
                telling()
        except BaseException:
            gathering.stop()
            raise
        finally:
            telling.end()
        return Tables(gathering)

    def parse(self, text: str) -> list[Token]:
        """The words, tags, tree and names of a text, as the language model has them."""
        return [decoded(Token, token) for token in json.loads(self._kit.parse(text))]

    def actor(self, phrase: str, *, date: Day | None = None) -> ActorCode:
        """How the name or description of an actor is coded, on a day or by who holds which office now."""
        return decoded(ActorCode, json.loads(self._kit.actor(phrase, _written(date))))

    def classify(
        self,
        text: str,
        source: Span | tuple[int, int] | None = None,
        target: Span | tuple[int, int] | None = None,
        *,
        date: Day | None = None,
    ) -> Relation:
        """Which of PLOVER's events relates two mentions, given as characters of the text: always one of the sixteen."""
        first, second = ((part.start, part.end) if isinstance(part, Span) else part for part in (source, target))
        return decoded(Relation, json.loads(self._kit.classify(text, first, second, _written(date))))


    def __reduce__(self) -> tuple[Callable[[dict[str, Any]], Reader], tuple[dict[str, Any]]]:
        return _opened, (self._options,)


def _opened(options: dict[str, Any]) -> Reader:
    """The reader that another process has with these options: opened there, with what is installed there."""
    return Reader(**options)


class _Telling:
    """Tells how far a long reading has come: on a terminal, or to who asked."""

    def __init__(self, gathering: _dateline.Gathering, progress: bool | Callable[[int], None]) -> None:
        self._gathering = gathering
        self._asked = progress if callable(progress) else None
        self._shows = progress is True and sys.stderr is not None and sys.stderr.isatty()
        self._start = self._last = time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._last < 0.25:
            return
        self._last = now
        read, _, words = self._gathering.counts
        if self._asked:
            self._asked(read)
        if self._shows:
            speed = words / (now - self._start)
            print(f"\r{read} reports, {speed:,.0f} words a second ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shows:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
        read, failed, words = self._gathering.counts
        if self._asked:
            self._asked(read)
        seconds = time.monotonic() - self._start
        log.info("%d reports read in %.1f s, %d words; %d could not be read", read, seconds, words, failed)


def _written(day: Day | None) -> str | None:
    if isinstance(day, datetime.datetime):
        day = day.date()
    return day.isoformat() if isinstance(day, datetime.date) else day


_lock = threading.Lock()
_default: Reader | None = None


def default() -> Reader:
    """The reader that the functions of the package share, with everything that is installed."""
    global _default
    with _lock:
        if _default is None:
            _default = Reader()
        return _default


def _renew_lock() -> None:
    """Somebody may have held the lock when this process was forked off: nobody would ever give it back."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


def read(
    text: str | Mapping[str, Any],
    *,
    date: Day | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    id: str | None = None,
) -> Record:
    """Reads one report with what is installed: :meth:`Reader.read`."""
    return default().read(text, date=date, title=title, url=url, publisher=publisher, id=id)


def read_many(
    source: sources.Source,
    *,
    threads: int | None = None,
    progress: bool | Callable[[int], None] = True,
    columns: Mapping[str, str] | None = None,
    date: Day | None = None,
    with_text: bool = False,
    limit: float | None = 60.0,
    min_confidence: float = 0.0,
) -> Tables:
    """Reads many reports into tables with what is installed: :meth:`Reader.read_many`."""
    return default().read_many(
        source,
        threads=threads,
        progress=progress,
        columns=columns,
        date=date,
        with_text=with_text,
        limit=limit,
        min_confidence=min_confidence,
    )


def actor(phrase: str, *, date: Day | None = None) -> ActorCode:
    """How the name or description of an actor is coded: :meth:`Reader.actor`."""
    return default().actor(phrase, date=date)


def classify(
    text: str,
    source: Span | tuple[int, int] | None = None,
    target: Span | tuple[int, int] | None = None,
    *,
    date: Day | None = None,
) -> Relation:
    """Which event relates two mentions: :meth:`Reader.classify`."""
    return default().classify(text, source, target, date=date)


def stories(
    tables: Tables,
    *,
    dedup: Literal["copies", "stories"] = "stories",
    window_days: int = 4,
    window_km: float = 50.0,
) -> Stories:
    """Which reports copy each other, which tell one story, and which events are one: what ``dateline code --dedup`` writes.

    ``window_days`` may lie between one report of a story and the next, ``window_km`` between the places that two reports
    give for one event.
    """
    return Stories(_dateline.compare(tables._gathered, dedup, window_days, window_km))


__all__ = ["Day", "EventType", "Reader", "actor", "classify", "read", "read_many", "stories"]
