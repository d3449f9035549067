"""What was read from one report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Protocol

from dateline import shown
from dateline.answers import (
    Actor,
    Answers,
    Article,
    Event,
    Figure,
    Happening,
    Place,
    Quotation,
    Source,
    Time,
)
from dateline.decoding import decoded


class Stretch(Protocol):
    """Anything with a start and an end, in characters; either may be ``None`` where nothing says it."""

    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


class Record:
    """Who said and did what to whom, when, where and how many, in one report.

    Every answer has the stretch of :attr:`text` that it was read from: ``record.text[x.start:x.end]``, or
    ``record.slice(x)``. A record does not change, and can be pickled.
    """

    def __init__(self, json: str, text: str) -> None:
        self._json = json
        self._text = text

    @cached_property
    def _answers(self) -> Answers:
        return decoded(Answers, json.loads(self._json))

    @property
    def text(self) -> str:
        """The text that all stretches count into."""
        return self._text

    @property
    def schema(self) -> str:
        """Name and version of the record's form: ``dateline/1``."""
        return self._answers.schema

    @property
    def id(self) -> str:
        """Stable id of the article: a hash of its text with white space folded."""
        return self._answers.id

    @property
    def source(self) -> Source:
        """Where the report came from."""
        return self._answers.source

    @property
    def article(self) -> Article:
        """The article around the answers."""
        return self._answers.article

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who is spoken of."""
        return self._answers.actors

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Who said what."""
        return self._answers.quotations

    @property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom, each time it is told."""
        return self._answers.events

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Each act of these once."""
        return self._answers.happenings

    @property
    def figures(self) -> tuple[Figure, ...]:
        """How many."""
        return self._answers.figures

    @property
    def times(self) -> tuple[Time, ...]:
        """When."""
        return self._answers.times

    @property
    def places(self) -> tuple[Place, ...]:
        """Where."""
        return self._answers.places

    def actor(self, id: str | None) -> Actor | None:
        """The actor of this id, as parties and voices name it."""
        return next((actor for actor in self.actors if actor.id == id), None)

    def slice(self, stretch: Stretch | Iterable[Stretch] | None) -> str:
        """The words of a stretch, or of several with an ellipsis between them; none where nothing says it."""
        if stretch is None:
            return ""
        if isinstance(stretch, Iterable):
            return " … ".join(self.slice(part) for part in stretch)
        if stretch.start is None or stretch.end is None:
            return ""
        return self._text[stretch.start : stretch.end]

    def to_json(self) -> str:
        """The record as one line of JSON, byte for byte as the program writes it."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON has it; yours to change."""
        answers: dict[str, Any] = json.loads(self._json)
        return answers

    def show(self) -> None:
        """Prints what was found, for people."""
        print(shown.in_lines(self))

    def _repr_html_(self) -> str:
        return shown.in_html(self)

    def __repr__(self) -> str:
        counts = f"{len(self.happenings)} happenings, {len(self.quotations)} quotations"
        return f"<Record {self.id}: {self.article.title or self.text[:40]!r}, {counts}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return (self._json, self._text) == (other._json, other._text)

    def __hash__(self) -> int:
        return hash((self._json, self._text))

    def __reduce__(self) -> tuple[type[Record], tuple[str, str]]:
        return Record, (self._json, self._text)
