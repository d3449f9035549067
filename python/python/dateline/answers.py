"""What stands in a record: each answer with the stretch of text that it was read from.

All ``start`` and ``end`` count characters of the text, end exclusive, as Python slices. ``docs/python.md`` names the
standards behind codes and values; a field that is ``None`` was not told.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]
"""PLOVER's sixteen events, from verbal cooperation to material conflict."""

Aux = Literal["future", "historical", "hypothetical", "negation"]
"""How an event stands to what has happened: PLOVER's auxiliary modes."""

Precision = Literal[
    "second", "minute", "hour", "part of day", "day", "weekend", "week", "month", "season", "quarter", "half", "year",
    "decade", "century",
]
"""How exactly a time tells when something was."""


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


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """Where an actor is mentioned."""

    kind: Literal["name", "description", "pronoun"]
    """How."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group, organization, country or place that is spoken of."""

    id: str
    """Number within the record, such as ``a3``."""
    name: str
    """Its fullest name or description."""
    kind: Literal["person", "group", "organization", "country", "place"]
    """What kind of actor it is."""
    code: str | None
    """Entity code and sectors as PLOVER writes them, such as ``RUS GOV``."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    sector: str | None
    """First sector, such as ``GOV``."""
    office: str | None
    """The office held at the time."""
    wikidata: str | None
    """Wikidata id."""
    mentions: tuple[Mention, ...]
    """Where it is mentioned."""


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """The word that tells that something was said or done."""

    lemma: str
    """Its dictionary form."""


@dataclass(frozen=True, slots=True)
class Voice(Span):
    """A speaker or addressee."""

    actor: str | None
    """Id of the actor."""


@dataclass(frozen=True, slots=True)
class When:
    """When something happened."""

    value: str
    """TIMEX3 value, such as ``2022-02-01``."""
    precision: Precision
    """How exactly that tells it."""
    how: Literal["clause", "sentence", "carried", "assumed"]
    """How it is known: by words of its clause or sentence, from another sentence, or from the article's day."""
    start: int | None = None
    """First character of the words that say it."""
    end: int | None = None
    """One past their last character."""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where something happened."""

    name: str
    """Name of the place."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    lat: float | None
    """Degrees north."""
    lon: float | None
    """Degrees east."""
    geonames: int | None
    """GeoNames id."""
    how: Literal["clause", "sentence", "section", "dateline", "carried", "assumed"]
    """How it is known."""
    start: int | None = None
    """First character of the words that say it."""
    end: int | None = None
    """One past their last character."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something said, believed, wanted or felt by someone."""

    id: str
    """Number within the record, such as ``q3``."""
    kind: Literal["direct", "indirect", "mixed"]
    """How much of it stands in quotation marks."""
    content: tuple[Span, ...]
    """What was said, in one or several stretches."""
    verbatim: tuple[Span, ...]
    """What of it stands in quotation marks."""
    cue: Cue | None
    """The word that tells it was said."""
    speaker: Voice | None
    """Who said it."""
    addressee: Voice | None
    """Who it was said to."""
    within: str | None
    """Id of the quotation that this one stands in."""
    sentence: int
    """Number of the article's sentence that it begins in, from 1."""
    attitude: Literal["speech", "belief", "intention", "emotion", "knowledge"] | None
    """What it is to its speaker."""
    when: When | None = None
    """When it was said, if words beside the cue tell."""
    place: EventPlace | None = None
    """Where it was said, if words beside the cue tell."""


@dataclass(frozen=True, slots=True)
class Party(Span):
    """A party to an event."""

    actor: str | None
    """Id of the actor."""
    code: str | None
    """Its code, such as ``RUS GOV``."""
    from_: Literal["setting", "implied", "told elsewhere"] | None = None
    """From what its country was inferred, where its own words do not tell it; ``from`` in JSON."""
    evidence: Span | None = None
    """The words that it was inferred from."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many people an event concerned."""

    dead: float | None = None
    """Killed."""
    injured: float | None = None
    """Injured."""
    arrested: float | None = None
    """Arrested."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, each time it is told."""

    id: str
    """Number within the record, such as ``e3``."""
    event: EventType
    """Which of PLOVER's sixteen."""
    mode: tuple[str, ...]
    """PLOVER modes."""
    context: tuple[str, ...]
    """PLOVER contexts."""
    aux: tuple[Aux, ...]
    """PLOVER auxiliary modes."""
    actor: tuple[Party, ...]
    """Who did it; all parties, where they did it to each other."""
    recipient: tuple[Party, ...]
    """Whom it was done to."""
    trigger: Cue
    """The word that tells it."""
    sentence: Span
    """The sentence."""
    said_in: str | None
    """Id of the quotation whose speaker claims it."""
    when: When | None
    """When."""
    place: EventPlace | None
    """Where."""
    size: Size | None
    """How many people it concerned."""
    score: float
    """PLOVER conflict-cooperation score, from -10 to 10."""
    cameo: str | None
    """CAMEO code, at least its root."""
    rule: str
    """The codebook entry that matched, or ``weighed``."""
    confidence: float
    """From 0 to 1."""
    happening: str | None = None
    """Id of the happening that it tells."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An act of the article, once, with the best of what its mentions tell."""

    id: str
    """Number within the record, such as ``h2``."""
    event: EventType
    """Which of PLOVER's sixteen."""
    mode: tuple[str, ...]
    """PLOVER modes."""
    aux: tuple[Aux, ...]
    """PLOVER auxiliary modes that every mention has."""
    actor: tuple[Party, ...]
    """Who did it; all parties, where they did it to each other."""
    recipient: tuple[Party, ...]
    """Whom it was done to."""
    when: When | None
    """When."""
    place: EventPlace | None
    """Where."""
    size: Size | None
    """How many people it concerned."""
    score: float
    """PLOVER conflict-cooperation score, from -10 to 10."""
    cameo: str | None
    """CAMEO code, at least its root."""
    claimed_by: str | None
    """Id of the actor who says so, where every mention is a claim."""
    central: bool
    """Whether a table of what the article tells would have it."""
    confidence: float
    """That of its surest mention, from 0 to 1."""
    mentions: tuple[str, ...]
    """Ids of the events that tell it."""


@dataclass(frozen=True, slots=True)
class Figure(Span):
    """A number and what it counts."""

    value: float | None
    """The number."""
    comparator: Literal["=", "<", ">", "<=", ">=", "~"]
    """How exactly it is meant."""
    unit: str | None
    """What is counted or measured: ``soldiers``, ``USD``, ``%``."""
    of: str | None
    """What the amount is of: ``oil`` in "3 million barrels of oil"."""
    role: (
        Literal["total", "change", "dead", "injured", "missing", "arrested", "displaced", "share", "money"] | None
    )
    """Which part it plays."""
    said_in: str | None
    """Id of the quotation whose speaker claims it."""
    low: float | None = None
    """Lower end of a range."""
    high: float | None = None
    """Upper end of a range."""


@dataclass(frozen=True, slots=True)
class Time(Span):
    """A temporal expression, as TIMEX3 has it."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    """What it tells."""
    value: str | None
    """TIMEX3 value; absent where nothing anchors it."""
    mod: (
        Literal["START", "MID", "END", "APPROX", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "MORE_THAN", "LESS_THAN"] | None
    )
    """TIMEX3 modifier."""
    relative: str | None = None
    """Distance from an unknown publication date, such as ``-1w``."""


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A name of a place, resolved."""

    name: str
    """Its name in the gazetteer, else as written."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: str | None
    """First-order division."""
    lat: float | None
    """Degrees north."""
    lon: float | None
    """Degrees east."""
    geonames: int | None
    """GeoNames id."""
    feature: str | None
    """What kind of place it is: ``city``, ``country``, ``river``, …"""
    use: Literal["place", "actor", "name", "adjective"]
    """For what the name stands here."""
    confidence: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything read from one report."""

    schema: str
    id: str
    source: Source
    article: Article
    actors: tuple[Actor, ...]
    quotations: tuple[Quotation, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    happenings: tuple[Happening, ...] = ()
