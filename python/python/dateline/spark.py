"""Dateline on Spark: a cluster reads reports with the answers that one machine gives.

>>> from dateline import spark
>>> coded = spark.code(reports, text="body", date="published")       # doctest: +SKIP
>>> coded.happenings.groupBy("event").count().show()                 # doctest: +SKIP
>>> coded.write("s3://bucket/coded")                                 # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t

from dateline import _dateline
from dateline.joining import Joined, copies, stories
from dateline.nested import Nested, names, schema
from dateline.reading import Day, Reader, _written

__all__ = ["Coded", "Joined", "code", "copies", "kept", "stories"]

_Batches = Iterable[pyarrow.RecordBatch]


class Coded(Nested):
    """What was read from the reports of a DataFrame: the tables of ``dateline code``, joined by ``report``."""

    _key = "report"
    _names = names(_dateline.no_answers())

    @property
    def articles(self) -> DataFrame:
        """Reports that were read."""
        return self["articles"]

    @property
    def quotations(self) -> DataFrame:
        """Who said what."""
        return self["quotations"]

    @property
    def happenings(self) -> DataFrame:
        """Who did what to whom: each act of a report once."""
        return self["happenings"]

    @property
    def events(self) -> DataFrame:
        """The same, each time it is told."""
        return self["events"]

    @property
    def parties(self) -> DataFrame:
        """The parties of events; the program calls this table ``event_parties``."""
        return self["event_parties"]

    @property
    def actors(self) -> DataFrame:
        """Who is spoken of."""
        return self["actors"]

    @property
    def figures(self) -> DataFrame:
        """How many."""
        return self["figures"]

    @property
    def times(self) -> DataFrame:
        """When."""
        return self["times"]

    @property
    def places(self) -> DataFrame:
        """Where."""
        return self["places"]

    @property
    def failures(self) -> DataFrame:
        """What should have been a report and could not be read, and why."""
        return self["failures"]

    @property
    def records(self) -> DataFrame:
        """The records as JSON, the bytes of the program; of ``code(…, with_records=True)``."""
        return self.rows.select("report", "record").where(f.col("record").isNotNull())

    def _table(self, name: str, *beside: str) -> DataFrame:
        rows = super()._table(name, *beside)
        if name != "articles":
            return rows
        # A worker does not know which texts others have met.
        met = super()._table(name).groupBy("id").agg(f.min("report").alias("first"), f.count("*").alias("times"))
        earlier = f.when(f.col("first") < f.col("report"), f.col("first"))
        joined = rows.join(met.where("times > 1").select("id", "first"), "id", "left")
        return joined.withColumn("duplicate_of", earlier).select(*rows.columns)


def code(
    df: DataFrame,
    text: str = "text",
    id: str | None = "id",
    date: str | None = "date",
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    number: str | None = None,
    assumed: Day | None = None,
    with_text: bool = False,
    with_records: bool = False,
    comparable: bool = True,
    limit: float | None = 60.0,
    min_confidence: float = 0.0,
    reader: Mapping[str, Any] | None = None,
    keep: str | None = None,
) -> Coded:
    """Reads the reports of a DataFrame, each once, whichever tables are asked for.

    ``text``, ``id``, ``date``, ``title``, ``url`` and ``publisher`` name its columns; ``number`` one of whole
    numbers, each once, that becomes the column ``report`` of all tables. Without it reports are numbered in the
    order of the DataFrame, but with gaps. ``assumed`` is the day of reports that tell none.

    ``reader`` has options of :class:`dateline.Reader`, such as ``{"quick": True}``: each worker process opens one,
    once. ``limit``, ``min_confidence`` and ``with_text`` are those of ``read_many``; ``with_records`` keeps records
    as JSON, ``comparable`` what :func:`copies` and :func:`stories` compare.

    What was read is held by the cluster, in memory or on disk, from the first question on; or written to the folder
    ``keep`` now, where :func:`kept` finds it in another session. Raises ``ValueError`` if there is no such column.
    """
    named = {"text": text, "id": id, "date": date, "title": title, "url": url, "publisher": publisher}
    given = {field: name for field, name in named.items() if name is not None}
    for name in [*given.values(), *([number] if number else [])]:
        if name not in df.columns:
            raise ValueError(f"there is no column {name!r}, but {', '.join(df.columns)}")
    report = f.col(number).cast("long") if number else f.monotonically_increasing_id() + 1
    columns = [report.alias("report"), *(_given(df, name).alias(field) for field, name in given.items())]
    coding = {
        "limit": limit,
        "date": _written(assumed),
        "min_confidence": min_confidence,
        "with_text": with_text,
        "with_records": with_records,
        "keeps": comparable,
    }
    work = partial(_answers, dict(reader or {}), coding)
    answers = df.select(*columns).mapInArrow(work, schema(_dateline.no_answers()))
    if keep is None:
        return Coded(answers.persist())
    answers.write.parquet(keep)
    return kept(df.sparkSession, keep)


def kept(spark: SparkSession, path: str) -> Coded:
    """What ``code(…, keep=path)`` has read, in this session or another."""
    return Coded(spark.read.schema(schema(_dateline.no_answers())).parquet(path))


def _given(df: DataFrame, name: str) -> Any:
    """A column as workers take it. Texts go as bytes: Spark does not look whether they are in Unicode."""
    kind = df.schema[name].dataType
    column = f.col(f"`{name}`")
    if isinstance(kind, (t.TimestampType, t.TimestampNTZType)):
        return f.to_date(column)
    if isinstance(kind, (t.DateType, t.BinaryType)):
        return column
    return column.cast("string").cast("binary")


_coders: dict[str, _dateline.Coder] = {}
"""What this process reads with, by its options."""


def _coder(reader: dict[str, Any], coding: dict[str, Any]) -> _dateline.Coder:
    options = repr((sorted(reader.items()), sorted(coding.items())))
    if options not in _coders:
        _coders.clear()
        _coders[options] = _dateline.Coder(Reader(**reader)._kit, **coding)
    return _coders[options]


def _answers(reader: dict[str, Any], coding: dict[str, Any], batches: _Batches) -> Iterator[pyarrow.RecordBatch]:
    """What a worker does with the rows of its part: it hands over answers in batches that are bounded by bytes."""
    coder = _coder(reader, coding)
    for batch in batches:
        at = 0
        while at < batch.num_rows:
            answers, at = coder.code(batch, at)
            yield from pyarrow.table(answers).to_batches()
