"""Many reports are read into tables, whatever library holds them."""

from __future__ import annotations

import logging
import pathlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import rows

import dateline

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")


@pytest.fixture(scope="module")
def tables(reader: dateline.Reader) -> dateline.Tables:
    return reader.read_many(rows(60), threads=2, progress=False)


def columns(tables: dateline.Tables) -> dict[str, Any]:
    return {table.name: table.to_arrow() for table in tables}


# pandas announces that the interchange will go; others have it.
@pytest.mark.filterwarnings("ignore:.*Interchange Protocol.*")
def test_any_library_hands_over_the_same_reports(reader: dateline.Reader, tables: dateline.Tables) -> None:
    expected = columns(tables)
    frame = pd.DataFrame(rows(60))
    days = frame.assign(date=pd.to_datetime(frame["date"]))
    sources = {
        "generator": (row for row in rows(60)),
        "pandas": frame,
        "pandas with days": days,
        "polars": pl.DataFrame(rows(60)),
        "pyarrow": pa.Table.from_pylist(rows(60)),
        "a stream": pa.Table.from_pylist(rows(60)).to_reader(max_chunksize=7),
        "the interchange": Interchange(frame),
    }
    for name, source in sources.items():
        found = columns(reader.read_many(source, threads=1, progress=False))
        assert found == expected, name


class Interchange:
    """A frame that knows the data frame interchange alone."""

    def __init__(self, frame: object) -> None:
        self._frame = frame

    def __dataframe__(self, **options: bool) -> object:
        return self._frame.__dataframe__(**options)  # type: ignore[attr-defined]


def test_tables_go_to_any_library(tables: dateline.Tables, tmp_path: pathlib.Path) -> None:
    articles = tables.articles
    assert len(articles) == 60 == len(articles.to_pandas()) == articles.to_polars().height
    assert articles.column_names == articles.to_arrow().column_names
    assert articles.descriptions["title"] == "Headline."
    assert articles.to_pandas()["source_id"].tolist()[:2] == ["r0", "r1"]
    assert tables.parties.name == "event_parties" and tables["parties" and "events"].to_arrow().num_rows > 0
    tables.write_parquet(tmp_path / "out")
    assert pl.read_parquet(tmp_path / "out" / "figures.parquet").equals(tables.figures.to_polars())
    names = {table.name for table in tables}
    assert len(names) == 10 and "failures" in names


def test_tables_are_those_of_the_program(tmp_path: pathlib.Path, reader: dateline.Reader) -> None:
    import json

    program = which()
    lines = tmp_path / "reports.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows(60)), encoding="utf-8")
    out = tmp_path / "coded"
    command = [program, "code", "--quick", "--gazetteer", "built-in", "--out", out, lines]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    found = reader.read_many(lines, progress=False)
    for table in found:
        written = pa.concat_tables(pq.read_table(part) for part in sorted((out / table.name).iterdir()))
        assert table.to_arrow().equals(written), table.name
    handed = columns(reader.read_many(rows(60), progress=False))
    for name, expected in columns(found).items():
        here = [column for column in expected.column_names if column not in ("path", "source_record")]
        assert handed[name].select(here).equals(expected.select(here)), name
    record = reader.read(rows(1)[0])
    printed = subprocess.run(
        [program, "read", "--quick", "--gazetteer", "built-in", "--format", "jsonl", str(lines)],
        check=True, capture_output=True, text=True, encoding="utf-8",
    ).stdout.splitlines()[0]
    source = f'"source":{{"id":"r0","path":{json.dumps(str(lines))},"record":1}}'
    assert printed.replace(source, '"source":{"id":"r0"}') == record.to_json()


def which() -> str:
    from dateline import program

    try:
        return program.path()
    except FileNotFoundError:
        pytest.skip("the package was built without the program")


def test_what_cannot_be_read_is_a_row(reader: dateline.Reader, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dateline")
    given: list[Any] = ["Rain fell on Oslo.", None, 7, {"title": "no text"}, " ", {"text": "Jon Lie left."}, "\ud800"]
    tables = reader.read_many(given, progress=False)
    failures = tables.failures.to_pandas()
    assert failures["report"].tolist() == [2, 3, 4, 5, 7] and len(tables.articles) == 2
    assert failures["kind"].tolist() == ["malformed", "malformed", "malformed", "no_text", "malformed"]
    assert "7 reports read" in caplog.text and "5 could not be read" in caplog.text
    assert len(reader.read_many([], progress=False).articles.to_arrow()) == 0


def test_columns_are_named(reader: dateline.Reader) -> None:
    frame = pl.DataFrame({"corps": ["Anna Berg left Oslo."], "jour": ["2031-03-08"]})
    with pytest.raises(ValueError, match="no column"):
        reader.read_many(frame, progress=False)
    tables = reader.read_many(frame, columns={"text": "corps", "date": "jour"}, with_text=True, progress=False)
    assert tables.articles.to_polars()["text"].to_list() == ["Anna Berg left Oslo."]
    assert str(tables.articles.to_polars()["published"][0]) == "2031-03-08"


def test_one_report_is_no_source(reader: dateline.Reader) -> None:
    sources: list[Any] = ["one text", {"text": "one"}, b"bytes", 7]
    for source in sources:
        with pytest.raises(TypeError):
            reader.read_many(source, progress=False)
    with pytest.raises(FileNotFoundError):
        reader.read_many(pathlib.Path("no/such/folder"), progress=False)


def test_a_source_that_fails_is_told_and_ends_the_reading(reader: dateline.Reader) -> None:
    def broken() -> Iterator[str]:
        yield "Rain fell on Oslo."
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reader.read_many(broken(), progress=False)


def test_progress_is_told(reader: dateline.Reader) -> None:
    told: list[int] = []
    reader.read_many(rows(10), progress=told.append)
    assert told[-1] == 10 and sorted(told) == told


def test_copies_and_stories_are_found(reader: dateline.Reader) -> None:
    sentences = (
        "Rebels seized the harbour of Kelm on Friday and held twelve sailors there. "
        "The army sent two ships from Oslo to the town. Anna Berg, the minister, called for talks with the rebels. "
        "Residents said that shots were heard near the customs house until noon."
    )
    given = [
        {"id": "a", "text": sentences, "date": "2031-03-08", "publisher": "Kelm Post"},
        {"id": "b", "text": sentences, "date": "2031-03-08", "publisher": "Oslo Herald"},
        {"id": "c", "text": "Prices of timber rose by 4 percent in Sweden in the spring.", "date": "2031-05-01"},
    ]
    tables = reader.read_many(given, progress=False)
    copies = dateline.stories(tables, dedup="copies").copies.to_polars().sort("report")
    assert copies["origin"].to_list() == [1, 1, 3]
    found = dateline.stories(tables)
    assert [table.name for table in found] == ["copies", "stories", "merged_events", "tellings", "differences"]
    with pytest.raises(ValueError, match="are sought"):
        dateline.stories(tables, dedup="all")  # type: ignore[arg-type]


def test_threads_share_a_reader(reader: dateline.Reader) -> None:
    expected = [reader.read(row).to_json() for row in rows(8)]
    found: list[list[str]] = [[] for _ in range(4)]

    def read(into: list[str]) -> None:
        into.extend(reader.read(row).to_json() for row in rows(8))

    threads = [threading.Thread(target=read, args=[into]) for into in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == expected for into in found)


@pytest.mark.skipif(sys.platform == "win32", reason="no forks there")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_goes_on(reader: dateline.Reader) -> None:
    import multiprocessing

    reader.read_many(rows(4), progress=False)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = pool.map(reader.read, rows(6))
    assert found == [reader.read(row) for row in rows(6)]
    code = (
        "import os, dateline\n"
        "reader = dateline.Reader(quick=True)\n"
        "gathering = dateline._dateline.Gathering(reader._kit)\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    try: gathering.add('Rain fell.')\n"
        "    except RuntimeError as error: os._exit(0 if 'before a fork' in str(error) else 1)\n"
        "    os._exit(2)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


READINGS = {
    "many": "reader.read_many((f'{n} {text}' for n in range(10**6)), progress=False)",
    "one": "[reader.read(text * 50) for n in range(10**6)]",
}


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.usefixtures("reader")
def test_ctrl_c_is_heard_at_once(reading: str) -> None:
    code = (
        "import os, signal, sys, threading, time, dateline\n"
        "text = ' '.join(f'Anna Berg visited Oslo on Friday and met {n} men of Kelm.' for n in range(400))\n"
        "reader = dateline.Reader(quick=True)\n"
        "pressed = []\n"
        "def press():\n"
        "    pressed.append(time.monotonic())\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "threading.Timer(1.0, press).start()\n"
        f"try: {READINGS[reading]}\n"
        "except KeyboardInterrupt:\n"
        "    print(time.monotonic() - pressed[0], flush=True)\n"
        "    os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, timeout=120, capture_output=True, text=True)
    assert float(done.stdout) < 0.2
