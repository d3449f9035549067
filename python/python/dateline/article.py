"""What is known of an article around the answers, and what a stretch of its text is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    """First character."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came from."""

    id: str
    """The report's own id where it has one, else the stem of its file or its number among those handed over."""
    path: str | None = None
    """The file."""
    url: str | None = None
    """The address it was found at."""
    record: int | None = None
    """Its number within the file, or among those handed over, from 1."""
    archive_id: str | None = None
    """A press archive's own number for it."""
    section: str | None = None
    """The section of the paper."""
    page: str | None = None
    """The page of the paper."""


@dataclass(frozen=True, slots=True)
class Dateline(Span):
    """What the text opens with: ``KYIV, Feb 1 (Reuters) -``."""

    place: str | None
    """The place as written."""
    date: datetime.date | None
    """The day."""


@dataclass(frozen=True, slots=True)
class Section(Span):
    """A part of the story under a heading of its own."""

    heading: str
    """The heading."""


@dataclass(frozen=True, slots=True)
class Setting(Span):
    """Sentences that play in one country."""

    country: str
    """The likeliest country, ISO 3166-1 alpha-3."""
    share: float
    """How much of what tells a country there tells this one, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Excluded(Span):
    """A part of the text that is not the story."""

    why: Literal["credit", "byline", "date line", "name line", "copyright", "link", "advertisement", "caption"]
    """What it is instead."""


@dataclass(frozen=True, slots=True)
class Article:
    """What is known of the article as a whole."""

    title: str | None
    """The headline, without the publisher's name."""
    publisher: str | None
    """Who published it."""
    published: datetime.date | None
    """The day it was published."""
    url: str | None
    """Its address."""
    language: str | None
    """Its language, ISO 639-1; only English is read."""
    agencies: tuple[str, ...]
    """News agencies credited."""
    bylines: tuple[str, ...]
    """Its writers."""
    dateline: Dateline | None
    """Place and day that the text opens with."""
    sections: tuple[Section, ...]
    """Its sections, by their headings."""
    excluded: tuple[Excluded, ...]
    """Parts of the text that are not the story."""
    warnings: tuple[str, ...]
    """What was odd about it."""
    settings: tuple[Setting, ...] = ()
    """In which country it plays, from sentence to sentence."""
    retrieved: datetime.date | None = None
    """The day its carrier fetched it, such as a web archive."""
