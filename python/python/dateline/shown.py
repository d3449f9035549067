"""What does a person see of a record: lines in a terminal, static HTML in a notebook?"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from textwrap import fill, shorten
from typing import TYPE_CHECKING

from dateline.answers import Happening, Party, Quotation, Span

if TYPE_CHECKING:
    from dateline.record import Record

STYLE = (
    ".dateline{font:1rem/1.55 Charter,Cambria,Georgia,serif;max-width:48rem}"
    ".dateline .q{background:rgba(190,170,110,.2)}.dateline .c{border-bottom:1px dotted}"
    ".dateline .h{font-weight:600;border-bottom:2px solid #1b4f80}.dateline .claim{border-bottom-style:dashed}"
    ".dateline .unreal{border-bottom-style:dotted}.dateline .f{color:#8a4b08}.dateline .t{color:#1f6a58}"
    ".dateline .p{color:#1b4f80}.dateline .aside{opacity:.55}"
    ".dateline table{border-collapse:collapse;font:.86rem/1.4 system-ui,sans-serif;margin:.7rem 0}"
    ".dateline caption{text-align:left;font-weight:600}"
    ".dateline td,.dateline th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}"
)
"""The marks of the page's articles, few enough for each cell of a notebook."""

Mark = tuple[int, int, str, str]
"""First character, one past the last, classes, what is told when it is pointed at."""


def in_lines(record: Record) -> str:
    """Headline, happenings and quotations, on lines of eighty columns, with nothing in them that a terminal obeys."""
    article = record.article
    head = " · ".join(str(part) for part in (article.published, article.publisher, article.title) if part)
    lines = [head or shorten(record.text, 79, placeholder=" …")]
    lines += [f"! {warning}" for warning in article.warnings]
    for happening, (event, who, whom, when, where, told) in zip(record.happenings, _happenings(record), strict=True):
        facts = " · ".join(part for part in (when, where, told) if part)
        star = "●" if happening.central else " "
        lines += ["", fill(f"{star} {event}  {who} → {whom}" + (f" · {facts}" if facts else ""), 79, subsequent_indent=_INDENT)]
        lines += [fill("“" + record.slice(_sentence(record, happening)) + "”", 79, initial_indent=_INDENT, subsequent_indent=_INDENT)]
    for speaker, words, _ in _quotations(record):
        lines += ["", fill(f"  {speaker}: {words}", 79, subsequent_indent=_INDENT)]
    return "\n".join(_tame(line) for line in lines)


_INDENT = "    "


def in_html(record: Record) -> str:
    """The text with its marks, then a table for each question; nothing in it runs."""
    happenings = _table("Happenings", ("event", "who", "to whom", "when", "where", "told"), _happenings(record))
    quotations = _table("Quotations", ("speaker", "words", "kind"), _quotations(record))
    places = ((place.name, place.country or "", record.slice(place)) for place in record.places)
    figures = (
        (record.slice(figure), "" if figure.value is None else f"{figure.value:g}", figure.unit or "", figure.role or "")
        for figure in record.figures
    )
    times = ((record.slice(time), time.value or "", time.type) for time in record.times)
    title = f"<h3>{_safe(record.article.title)}</h3>" if record.article.title else ""
    return "".join(
        (
            f'<div class="dateline"><style>{STYLE}</style>{title}',
            "".join(_paragraphs(record.text, sorted(_marks(record)))),
            happenings,
            quotations,
            _table("Figures", ("words", "value", "of what", "role"), figures),
            _table("Times", ("words", "value", "type"), times),
            _table("Places", ("name", "country", "words"), places),
            "</div>",
        )
    )


def _happenings(record: Record) -> Iterator[tuple[str, ...]]:
    for happening in record.happenings:
        yield (
            " ".join((happening.event, *happening.mode)),
            _side(record, happening.actor) or "nobody named",
            _side(record, happening.recipient) or "—",
            happening.when.value if happening.when else "",
            happening.place.name if happening.place else "",
            _standing(record, happening),
        )


def _side(record: Record, parties: Iterable[Party]) -> str:
    def called(party: Party) -> str:
        actor = record.actor(party.actor)
        name = actor.name if actor else record.slice(party)
        return f"{name} ({party.code})" if party.code else name

    return ", ".join(map(called, parties))


def _standing(record: Record, happening: Happening) -> str:
    claimant = record.actor(happening.claimed_by)
    claimed = f"says {claimant.name}" if claimant else ""
    return ", ".join(part for part in (*happening.aux, claimed) if part)


def _sentence(record: Record, happening: Happening) -> Span | None:
    return next((event.sentence for event in record.events if event.id in happening.mentions), None)


def _quotations(record: Record) -> Iterator[tuple[str, ...]]:
    for quotation in record.quotations:
        yield (_speaker(record, quotation), record.slice(quotation.content), quotation.kind)


def _speaker(record: Record, quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "?"
    actor = record.actor(quotation.speaker.actor)
    return actor.name if actor else record.slice(quotation.speaker)


def _marks(record: Record) -> Iterator[Mark]:
    for excluded in record.article.excluded:
        yield excluded.start, excluded.end, "aside", excluded.why
    for quotation in record.quotations:
        for part in quotation.content:
            yield part.start, part.end, "q", f"said by {_speaker(record, quotation)}"
        if quotation.cue:
            yield quotation.cue.start, quotation.cue.end, "c", quotation.cue.lemma
    for event in record.events:
        look = "unreal" if event.aux else "claim" if event.said_in else "fact"
        sides = f"{_side(record, event.actor) or 'nobody named'} → {_side(record, event.recipient) or '—'}"
        yield event.trigger.start, event.trigger.end, f"h {look}", f"{event.event}: {sides}"
    for figure in record.figures:
        yield figure.start, figure.end, "f", " ".join(part for part in (figure.role, figure.unit) if part)
    for time in record.times:
        yield time.start, time.end, "t", time.value or time.type
    for place in record.places:
        yield place.start, place.end, "p", ", ".join(part for part in (place.name, place.country) if part)


def _paragraphs(text: str, marks: list[Mark]) -> Iterator[str]:
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            near = [mark for mark in marks if mark[0] < end and mark[1] > start]
            yield f'<p dir="auto">{"".join(_pieces(text, start, end, near))}</p>'
        start = end + 1


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[str]:
    """The text is cut wherever a mark begins or ends, since they may lie over one another."""
    cuts = sorted({start, end} | {at for mark in marks for at in mark[:2] if start < at < end})
    for first, last in zip(cuts, cuts[1:], strict=False):
        over = [mark for mark in marks if mark[0] <= first and mark[1] >= last]
        words = _safe(text[first:last])
        if not over:
            yield words
            continue
        classes = " ".join(sorted({name for mark in over for name in mark[2].split()}))
        shortest = min(over, key=lambda mark: mark[1] - mark[0])
        yield f'<span class="{classes}" title="{_safe(shortest[3])}">{words}</span>'


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in row) + "</tr>" for row in rows]
    if not lines:
        return ""
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in heads)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _safe(text: str) -> str:
    return html.escape(_tame(text))


def _tame(text: str) -> str:
    """The text with a mark for each character that a terminal obeys, or that turns what stands behind it around."""
    return "".join("\ufffd" if _commands(c) else c for c in text)


def _commands(c: str) -> bool:
    is_control = (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"
    return is_control or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" or c in "\u200e\u200f\u061c"
