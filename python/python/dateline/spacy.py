"""spaCy sees a record: a ``Doc`` with the words, tags, tree and names that Dateline computes, which are those of spaCy's
``en_core_web_sm``, and what was read as groups of spans, so that displaCy and components behind go on working.

>>> nlp = spacy.blank("en")
>>> nlp.add_pipe("dateline")
>>> doc = nlp("Norway imposed sanctions on Sweden on Tuesday.")
>>> [(span.text, span.label_) for span in doc.spans["events"]]
[('imposed', 'SANCTION')]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.reading import Reader, default

if TYPE_CHECKING:
    from dateline.record import Record

GROUPS = ("quotations", "events", "actors", "figures", "times", "places")
"""The groups of spans that a ``Doc`` gets, in ``doc.spans``."""

Unaligned = tuple[str, str, int, int]
"""A stretch that begins or ends within a word of spaCy: its group, its label, its first character, one past its last."""


def to_spacy(record: Record, *, vocab: Vocab | None = None, reader: Reader | None = None) -> Doc:
    """The record as a ``Doc`` of its text.

    Words, tags, lemmas, tree and names are computed anew by the reader's language model; ``doc.spans`` has the groups
    ``quotations``, ``events``, ``actors``, ``figures``, ``times`` and ``places``, in which spans may lie over one another,
    each with the id of its answer. What does not fall on words is left out, and listed in
    ``doc.user_data["dateline_unaligned"]``; the record is ``doc.user_data["dateline"]``.
    """
    doc = _analysed(record.text, vocab or spacy.blank("en").vocab, reader or default())
    _mark(doc, record)
    return doc


def _analysed(text: str, vocab: Vocab, reader: Reader) -> Doc:
    tokens = reader.parse(text)
    following = [token.start for token in tokens[1:]] + [len(text)]
    return Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[
            text[token.end : token.end + 1] == " " and (start > token.end or token is tokens[-1])
            for token, start in zip(tokens, following, strict=True)
        ],
        tags=[token.tag for token in tokens],
        pos=[token.pos for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=[token.head for token in tokens],
        deps=[token.dep for token in tokens],
        ents=[token.ent for token in tokens],
    )


def _mark(doc: Doc, record: Record) -> None:
    found: dict[str, list[Span]] = {group: [] for group in GROUPS}
    unaligned: list[Unaligned] = []
    for group, label, id, start, end in _stretches(record):
        span = doc.char_span(start, end, label=label, span_id=id)
        if span is None:
            unaligned.append((group, label, start, end))
        else:
            found[group].append(span)
    for group, spans in found.items():
        doc.spans[group] = spans
    doc.user_data["dateline"] = record
    doc.user_data["dateline_unaligned"] = unaligned


def _stretches(record: Record) -> Iterator[tuple[str, str, str, int, int]]:
    for quotation in record.quotations:
        for part in quotation.content:
            yield "quotations", quotation.kind, quotation.id, part.start, part.end
    for event in record.events:
        yield "events", event.event, event.id, event.trigger.start, event.trigger.end
    for actor in record.actors:
        for mention in actor.mentions:
            yield "actors", actor.kind, actor.id, mention.start, mention.end
    for figure in record.figures:
        yield "figures", figure.role or "figure", "", figure.start, figure.end
    for time in record.times:
        yield "times", time.type, "", time.start, time.end
    for place in record.places:
        yield "places", place.feature or "place", "", place.start, place.end


class DatelinePipe:
    """Reads each ``Doc`` of a pipeline and puts what was read into it; where nothing before it has made a tree, words,
    tags, tree and names, too."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        if not doc.text.strip():
            for group in GROUPS:
                doc.spans[group] = []
            return doc
        record = self._reader.read(doc.text)
        if not doc.has_annotation("DEP"):
            analysed = _analysed(doc.text, doc.vocab, self._reader)
            analysed.user_data.update(doc.user_data)
            doc = analysed
        _mark(doc, record)
        return doc


@Language.factory("dateline", default_config={"quick": False, "rules_only": False})
def component(nlp: Language, name: str, quick: bool, rules_only: bool) -> Any:
    """What ``nlp.add_pipe("dateline")`` adds; ``config={"quick": True}`` goes without the encoder."""
    del nlp, name
    return DatelinePipe(Reader(quick=quick, rules_only=rules_only) if quick or rules_only else default())
