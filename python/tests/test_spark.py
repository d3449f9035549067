"""A cluster gives the rows of one machine, whatever becomes of its workers."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT, rows

import dateline

pytest.importorskip("pyspark", reason="no Spark is installed: pip install 'dateline[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java 17 or later, and there is none", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from dateline import spark as on_spark

QUICK = {"quick": True, "gazetteer": "built-in"}


@pytest.fixture(scope="module")
def session(reader: dateline.Reader) -> Iterator[SparkSession]:
    """Two executors, each a process with a core of its own."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("dateline")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def given(session: SparkSession, reports: list[dict[str, Any]], parts: int = 4) -> DataFrame:
    """A DataFrame of reports, numbered as a file of them is."""
    fields = ["id", "text", "title", "date", "publisher", "url"]
    table = [(number, *(report.get(field) for field in fields)) for number, report in enumerate(reports, 1)]
    schema = ", ".join(["number long", *(f"{field} string" for field in fields)])
    return session.createDataFrame(table, schema).repartition(parts)


def coded(session: SparkSession, reports: list[dict[str, Any]], **options: Any) -> on_spark.Coded:
    columns = {"title": "title", "publisher": "publisher", "url": "url", "number": "number"}
    return on_spark.code(given(session, reports), **columns, reader=QUICK, **options)


def plain(table: Any, leave: tuple[str, ...] = ()) -> list[str]:
    """The rows of a table in an order of their own."""
    if isinstance(table, DataFrame):
        found = [row.asDict(recursive=True) for row in table.collect()]
    else:
        found = table.to_arrow().to_pylist()
    return sorted(repr({name: value for name, value in row.items() if name not in leave}) for row in found)


def invented() -> list[dict[str, Any]]:
    """The invented reports, among which are copies and stories."""
    files = [ROOT / "examples" / name / "reports.jsonl" for name in ("standoff", "abduction")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    plea = "This site is free because readers pay for it, and every small gift keeps reporters in the field."
    reports = [json.loads(line) for line in lines]
    for number, report in enumerate(reports):
        report["text"] += f"\n\n{plea}" if number % 3 == 0 else ""
    return reports


def test_rows_and_records_are_those_of_one_machine(session: SparkSession, reader: dateline.Reader) -> None:
    empty: dict[str, Any] = dict.fromkeys(("id", "text", "title", "date", "publisher", "url"))
    reports = [*rows(40), rows(1)[0] | {"id": "again"}, empty | {"id": "none", "text": " "}, empty | {"id": "void"}]
    found = coded(session, reports, with_records=True)
    expected = reader.read_many(reports, progress=False)
    for table in expected:
        assert found[table.name].columns == table.column_names, table.name
        assert plain(found[table.name]) == plain(table), table.name
    assert found.failures.count() == 2 and found.parties.count() == len(expected.parties)
    assert found.articles.where("duplicate_of = 1").count() == 1
    records = {row.report: row.record for row in found.records.collect()}
    for number, report in enumerate(reports[:4], 1):
        source = f'"source":{{"id":"{report["id"]}","record":{number}}}'
        assert records[number].replace(source, f'"source":{{"id":"{report["id"]}"}}') == reader.read(report).to_json()
    found.unpersist()


def test_parquet_is_that_of_the_program(session: SparkSession, tmp_path: pathlib.Path) -> None:
    from dateline import program

    try:
        command = program.path()
    except FileNotFoundError:
        pytest.skip("the package was built without the program")
    lines, out, here = tmp_path / "reports.jsonl", tmp_path / "program", tmp_path / "spark"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows(40)), encoding="utf-8")
    told = [command, "code", "--quick", "--gazetteer", "built-in", "--out", str(out), str(lines)]
    subprocess.run(told, check=True, capture_output=True)
    found = coded(session, rows(40), with_records=True)
    found.write(str(here))
    for name in found:
        theirs, ours = session.read.parquet(str(out / name)), session.read.parquet(str(here / name))
        assert ours.drop("day").dtypes == theirs.dtypes, name
        # Only the program knows a file.
        assert plain(ours.drop("day"), ("path",)) == plain(theirs, ("path",)), name
    read = [command, "read", "--quick", "--gazetteer", "built-in", "--format", "jsonl", str(lines)]
    printed = subprocess.run(read, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    path = f'"path":{json.dumps(str(lines))},'
    records = [row.record for row in found.records.orderBy("report").collect()]
    assert records == [line.replace(path, "") for line in printed]
    found.unpersist()


def test_tables_are_parted_by_day(session: SparkSession, tmp_path: pathlib.Path) -> None:
    found = coded(session, rows(30), keep=str(tmp_path / "kept"))
    found.write(str(tmp_path / "out"))
    days = {path.name for path in (tmp_path / "out" / "events").iterdir() if path.is_dir()}
    assert days == {f"day=2031-03-{number:02}" for number in range(1, 29)}
    again = session.read.parquet(str(tmp_path / "out" / "events"))
    assert plain(again.drop("day")) == plain(found.events)
    assert again.where(f.col("day") == datetime.date(2031, 3, 4)).select("report").distinct().count() == 1
    # A table without rows can be read, too.
    assert session.read.parquet(str(tmp_path / "out" / "failures")).columns == found.failures.columns
    later = on_spark.kept(session, str(tmp_path / "kept"))
    assert plain(later.happenings) == plain(found.happenings) and plain(later.articles) == plain(found.articles)


def workers(of: int) -> list[int]:
    """The processes of Python that read for the executors which this process has started."""
    parents: dict[int, int] = {}
    daemons = set()
    for place in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if b"pyspark.daemon" in (place / "cmdline").read_bytes():
                daemons.add(int(place.name))
        except (OSError, ValueError):
            continue

    def is_ours(process: int) -> bool:
        while process > 1:
            if process == of:
                return True
            process = parents.get(process, 0)
        return False

    return [process for process in daemons if parents.get(process) in daemons and is_ours(process)]


def worked(process: int) -> int:
    """Hundredths of a second that a process has worked."""
    try:
        return int(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11])
    except OSError:
        return 0


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="there is no /proc to find workers in")
def test_a_worker_that_is_killed_changes_nothing(session: SparkSession, reader: dateline.Reader) -> None:
    reports = [row | {"text": f"{row['text']} " * 120} for row in rows(60)]
    expected = reader.read_many(reports, progress=False, limit=None)
    found = coded(session, reports, limit=None)
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        began: dict[int, int] = {}
        while not over.is_set() and len(killed) < 2:
            for worker in workers(os.getpid()):
                ticks = worked(worker)
                # In the middle of its work: an idle one would be missed by nobody.
                if ticks - began.setdefault(worker, ticks) >= 20 and worker not in killed and len(killed) < 2:
                    os.kill(worker, signal.SIGKILL)
                    killed.append(worker)
            time.sleep(0.05)

    killing = threading.Thread(target=kill)
    killing.start()
    session.sparkContext.setJobGroup("killed", "a job whose workers are killed")
    counted = found.rows.count()
    over.set()
    killing.join()
    tracker = session.sparkContext.statusTracker()
    stages = [stage for job in tracker.getJobIdsForGroup("killed") for stage in tracker.getJobInfo(job).stageIds]
    failed = sum(info.numFailedTasks for info in map(tracker.getStageInfo, stages) if info)
    assert counted == 60 and killed and failed >= 1
    for table in expected:
        assert plain(found[table.name]) == plain(table), table.name
    found.unpersist()


@pytest.mark.parametrize("dedup", ["copies", "stories"])
def test_reports_are_joined_as_on_one_machine(session: SparkSession, reader: dateline.Reader, dedup: Any) -> None:
    reports = invented()
    found = coded(session, reports)
    joined = (on_spark.copies if dedup == "copies" else on_spark.stories)(found)
    tables = dateline.stories(reader.read_many(reports, progress=False), dedup=dedup)
    first: dict[int, int] = {}
    for row in tables.copies.to_arrow().to_pylist():
        first[row["story"]] = min(row["report"], first.get(row["story"], row["report"]))
    assert len(first) < len(reports) - 10
    for table in tables:
        # A story is called by the number of its first report.
        wanted = [row | {"story": first[row["story"]]} for row in table.to_arrow().to_pylist()]
        assert joined[table.name].columns == table.column_names
        assert plain(joined[table.name]) == sorted(map(repr, wanted)), table.name


def test_days_numbers_and_bytes_are_taken(session: SparkSession) -> None:
    moment = datetime.datetime(2031, 3, 8, 12)
    table = [(7, bytearray(b"Anna Berg left Oslo."), moment), (8, bytearray(b"\xff\xfe!"), None)]
    df = session.createDataFrame(table, "id long, body binary, moment timestamp").coalesce(1)
    found = on_spark.code(df, "body", date="moment", reader=QUICK)
    [article] = found.articles.collect()
    assert (article.report, article.source_id, article.published) == (1, "7", datetime.date(2031, 3, 8))
    [failure] = found.failures.collect()
    assert (failure.report, failure.source_id) == (2, "8")
    assert "comment" in found.articles.schema["title"].metadata
    with pytest.raises(ValueError, match="no column 'text', but id, body, moment"):
        on_spark.code(df)
    found.unpersist()
