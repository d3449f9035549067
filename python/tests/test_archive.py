"""An archive in one file is asked."""

from __future__ import annotations

import datetime
import json
import pathlib
import subprocess

import pytest
from conftest import rows
from test_tables import which

import dateline

DEMAND = [
    {
        "id": "d1", "date": "2031-03-01", "publisher": "Kelm Post",
        "text": "Norway demanded on Monday that Sweden release the twelve sailors. “They must go home,” Anna Berg said.",
    },
    {
        "id": "d2", "date": "2031-03-04", "publisher": "Oslo Herald",
        "text": "Sweden released the twelve sailors on Thursday, as Norway had demanded.",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> dateline.Archive:
    folder = tmp_path_factory.mktemp("archive")
    lines = folder / "reports.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in [*rows(9), *DEMAND]), encoding="utf-8")
    subprocess.run(
        [which(), "add", str(folder / "news.db"), "--quick", str(lines)], check=True, capture_output=True
    )
    return dateline.open(folder / "news.db")


def test_it_is_searched(archive: dateline.Archive) -> None:
    assert len(archive) == 11
    found = archive.search("sailors", limit=1)
    assert len(found) == 1 and found.more and found[0].publisher in ("Kelm Post", "Oslo Herald")
    snippet = found[0].snippet
    assert {snippet.text[span.start : span.end] for span in snippet.spans} == {"sailors"}
    said = archive.search(quotations=True, speaker="Berg")
    assert said[0].quotation is not None and "They must go home" in said[0].quotation.words
    [hit] = archive.search(since="2031-03-04", until="2031-03-04", words="sailors")
    assert hit.published == datetime.date(2031, 3, 4)
    with pytest.raises(ValueError, match="the kinds are"):
        archive.search(event="QUARREL")  # type: ignore[arg-type]
    with pytest.raises(dateline.ArchiveError):
        archive.search()


def test_it_answers_in_sql(archive: dateline.Archive) -> None:
    pl = pytest.importorskip("polars")
    table = archive.query("SELECT source_id, words, words / 2.0 AS half, NULL AS none FROM articles ORDER BY report")
    frame = pl.DataFrame(table)
    assert frame.schema == {"source_id": pl.String, "words": pl.Int64, "half": pl.Float64, "none": pl.String}
    assert frame["source_id"][0] == "r0" and len(table) == 11 and frame["half"][0] == frame["words"][0] / 2
    assert len(archive.query("SELECT 1 WHERE 1 = 2")) == 0
    for wrong in ("SELEC 1", "DELETE FROM texts", "SELECT 1; SELECT 2"):
        with pytest.raises(dateline.QueryError):
            archive.query(wrong)
    with pytest.raises(dateline.QueryError, match="more than 3 rows"):
        archive.query("SELECT report FROM articles", rows=3)


def test_it_has_a_ledger_and_its_records(archive: dateline.Archive) -> None:
    entries = archive.ledger(kind="demand")
    assert entries and entries[0].told[0].published is not None and entries[0].who[0].name == "Anna Berg"
    assert all(entry.status is None for entry in archive.ledger(open=True))
    record = archive.record(11)
    assert record is not None and record.slice(record.times[0]) in record.text and record.source.id == "d2"
    assert archive.record(99) is None


def test_there_has_to_be_one(tmp_path: pathlib.Path) -> None:
    with pytest.raises(dateline.ArchiveError, match=r"none\.db"):
        dateline.open(tmp_path / "none.db")
