"""One report is read, and its record is what it was read from."""

from __future__ import annotations

import datetime
import html
import json
import pickle
import re
import warnings

import pytest
from conftest import RAID, ROOT

import dateline
from dateline.answers import Span


@pytest.fixture(scope="module")
def record(reader: dateline.Reader) -> dateline.Record:
    return reader.read(RAID, date="2031-03-12", title="Raid condemned", publisher="Kelm Post", id="a1")


def test_answers_have_types_and_stretches_slice_the_text(record: dateline.Record) -> None:
    act = record.happenings[0]
    assert (act.event, record.slice(act.actor), record.slice(act.recipient)) == ("ACCUSE", "Norway", "Sweden")
    assert record.article.published == datetime.date(2031, 3, 12)
    assert record.article.title == "Raid condemned" and record.source.id == "a1"
    [quotation] = [quotation for quotation in record.quotations if quotation.verbatim]
    assert RAID[quotation.verbatim[0].start : quotation.verbatim[0].end].startswith("“We will not forget")
    assert quotation.speaker is not None
    speaker = record.actor(quotation.speaker.actor)
    assert speaker is not None and speaker.name == "Anna Berg" and speaker.country == "NOR"
    assert {record.slice(place) for place in record.places} >= {"Oslo", "Gothenburg"}
    assert all(record.slice(figure) == RAID[figure.start : figure.end] for figure in record.figures)
    assert record.slice(None) == "" and record.slice([Span(0, 6), Span(17, 23)]) == "Norway … Sweden"


def test_a_record_is_a_value(record: dateline.Record, reader: dateline.Reader) -> None:
    again = reader.read(RAID, date=datetime.datetime(2031, 3, 12, 9), title="Raid condemned", publisher="Kelm Post", id="a1")
    assert pickle.loads(pickle.dumps(record)) == record == again and hash(again) == hash(record)
    assert record.to_dict() == json.loads(record.to_json())
    changed = record.to_dict()
    changed["events"].clear()
    assert record.events
    with pytest.raises(AttributeError):
        record.happenings[0].score = 1.0  # type: ignore[misc]


def test_every_field_of_every_golden_record_has_an_attribute() -> None:
    for name in ("codebook", "examples"):
        for line in (ROOT / "tests" / "golden" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            record = dateline.Record(line, "")
            assert same(record._answers, json.loads(line)), line


def same(answer: object, value: object) -> bool:
    """Whether an answer has all that its JSON has, and nothing else."""
    if isinstance(value, dict):
        names = [name for kind in type(answer).__mro__ for name in getattr(kind, "__slots__", ())]
        told = {name.rstrip("_"): getattr(answer, name) for name in names}
        left = {name: found for name, found in told.items() if name not in value}
        return all(found in (None, ()) for found in left.values()) and all(
            name in told and same(told[name], inner) for name, inner in value.items()
        )
    if isinstance(value, list):
        return isinstance(answer, tuple) and all(same(*pair) for pair in zip(answer, value, strict=True))
    return (answer.isoformat() if isinstance(answer, datetime.date) else answer) == value


def test_a_dict_is_read_as_a_line_of_json(reader: dateline.Reader) -> None:
    record = reader.read({"body": "<p>Rain fell on Oslo.</p>", "pubdate": "8 March 2031", "headline": "Rain"})
    assert record.text == "Rain fell on Oslo." and record.article.title == "Rain"
    assert record.slice(record.places[0]) == "Oslo"
    assert reader.read("Rain &amp; wind.").text == "Rain &amp; wind.", "a text is read as it is"


def test_what_is_wrong_is_told_by_cause(reader: dateline.Reader) -> None:
    with pytest.raises(dateline.UnreadableReport) as empty:
        reader.read(" \n")
    assert empty.value.kind == "no_text"
    with pytest.raises(dateline.UnreadableReport, match="no field"):
        reader.read({"title": "Rain"})
    with pytest.raises(ValueError, match="is no day"):
        reader.read(RAID, date="soon")
    with pytest.raises(UnicodeEncodeError):
        reader.read("a broken \ud800 text")
    with pytest.raises(dateline.ModelMissing, match="no/such/model"):
        dateline.Reader(model="no/such/model")
    with pytest.raises(dateline.CodebookError, match="no/such/entries"):
        dateline.Reader(codebook="no/such/entries")
    assert issubclass(dateline.ModelMissing, dateline.DatelineError)


def test_what_was_odd_is_a_warning(reader: dateline.Reader) -> None:
    with pytest.warns(dateline.DatelineWarning, match="German|deutsch|language"):
        reader.read("Die Regierung hat am Freitag in der Stadt neue Gespräche mit den Rebellen angekündigt, sagte er.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reader.read(RAID)


def test_it_is_shown_without_anything_that_runs(reader: dateline.Reader, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Norway condemned <script>alert(1)</script> Sweden\x1b[2J for the raid in Oslo."
    record = reader.read(text, title="<b>Raid</b>")
    shown = record._repr_html_()
    assert "<script" not in shown and "\x1b" not in shown and "<b>" not in shown
    plain = html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", "", shown))
    assert "condemned <script>alert(1)</script> Sweden\ufffd[2J" in plain and plain.startswith("<b>Raid</b>")
    assert '<span class="p"' in shown or " p" in shown
    record.show()
    printed = capsys.readouterr().out
    assert "\x1b" not in printed and "<b>Raid</b>" in printed
    marks = reader.read(RAID)._repr_html_()
    assert "Anna Berg" in marks and "<caption>Quotations</caption>" in marks and re.search(r'class="[^"]*fact h"', marks)


def test_parts_of_the_reading_are_asked_alone(reader: dateline.Reader) -> None:
    tokens = reader.parse("Anna Berg left Oslo. She slept.")
    assert [token.text for token in tokens[:3]] == ["Anna", "Berg", "left"]
    assert tokens[2].head == 2 and tokens[0].ent.startswith("B") and tokens[5].sent_start
    assert reader.actor("Hungarian foreign minister").code == "HUN GOV"
    assert reader.actor("Merkel", date="2017-04-01").code == "DEU GOV"
    relation = reader.classify("Norway condemned Sweden for the raid.", (0, 6), Span(17, 23))
    assert relation.root == "ACCUSE"
    with pytest.raises(ValueError, match="no stretch"):
        reader.classify("Norway left.", (0, 99))
