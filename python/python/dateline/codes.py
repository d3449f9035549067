"""What is answered beside records: words of a text, codes of actors, relations of two mentions."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.answers import Aux, EventType


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, as the language model has it."""

    text: str
    """The word."""
    start: int
    """First character."""
    end: int
    """One past the last character."""
    lemma: str
    """Its dictionary form."""
    tag: str
    """Its tag of the Penn Treebank."""
    pos: str
    """Its universal part of speech."""
    dep: str
    """Its relation to its head."""
    head: int
    """Number of its head, from 0; its own for the root."""
    ent: str
    """Whether a name begins (``B-GPE``) or goes on (``I-GPE``) with it, or not (``O``)."""
    sent_start: bool
    """Whether a sentence begins with it."""


@dataclass(frozen=True, slots=True)
class ActorCode:
    """How an actor phrase is coded."""

    text: str
    """The phrase."""
    country: str | None
    """ISO 3166-1 alpha-3, or what stands in its place: ``IGO``, ``EUR``, ``NATO``."""
    sectors: tuple[str, ...]
    """PLOVER sectors, the first foremost."""
    code: str | None
    """The whole code, such as ``HUN GOV``."""
    entry: str | None
    """The entries of the codebook that it comes from."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Which event relates two mentions."""

    root: EventType
    """One of PLOVER's sixteen."""
    mode: tuple[str, ...]
    """PLOVER modes."""
    aux: tuple[Aux, ...]
    """PLOVER auxiliary modes."""
    confidence: float
    """From 0 to 1."""
    rule: str
    """The codebook entry that decided, or ``weighed``."""
