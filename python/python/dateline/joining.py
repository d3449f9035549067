"""Which reports of a cluster copy each other, and which tell one story? The same as on one machine.

Copies are joined by keys: a sample of the shingles of each report gives the pairs that may be copies, each pair is
compared by itself, and clusters are made within what hangs together. Stories are weighed by how rare words are
among all reports, and joined in an order of all; that is done in one task, which holds some 5 kB a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial, reduce

import pyarrow
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from dateline import _dateline
from dateline.nested import Nested, names, schema

_Batches = Iterable[pyarrow.RecordBatch]

_BANDS = _dateline.bands()


class Joined(Nested):
    """What many reports tell together: the tables of ``dateline code --dedup``, joined by ``story``.

    A story is called by the number of its first report.
    """

    _key = "story"
    _names = names(_dateline.no_stories())

    @property
    def copies(self) -> DataFrame:
        """Which report each one was taken from, and which story it tells."""
        return self["copies"]

    @property
    def stories(self) -> DataFrame:
        """Reports of one happening."""
        return self["stories"]

    @property
    def merged_events(self) -> DataFrame:
        """Events that several reports tell, once."""
        return self["merged_events"]

    @property
    def tellings(self) -> DataFrame:
        """Which reports tell them."""
        return self["tellings"]

    @property
    def differences(self) -> DataFrame:
        """What they say differently."""
        return self["differences"]


def copies(coded: Nested, *, window_days: int = 4, window_km: float = 50.0) -> Joined:
    """Which reports are copies, as ``dateline code --dedup copies`` finds them; each origin is a story of its own.

    ``window_days`` and ``window_km`` may lie between the days and places that two copies give for one event.
    Nothing is collected on the driver but whether a round changed anything. With a checkpoint folder of the
    session (``sparkContext.setCheckpointDir``) the loss of an executor is made good; without one it ends the job.
    """
    accounts = _accounts(coded)
    found = accounts.mapInArrow(_keys, "report long, shingles array<long>, sentences array<long>").persist()
    pairs = _held(_pairs(found))
    shares = _held(_compared(pairs, accounts))
    often = _held(_boilerplate(found, _clusters(accounts, shares)))
    if not often.isEmpty():
        marked = often.select(f.col("report").alias("a")).distinct()
        touched = [shares.join(marked.withColumnRenamed("a", end), end, "left_semi").select("a", "b") for end in "ab"]
        again = reduce(DataFrame.union, touched).distinct()
        rest = shares.join(again, ["a", "b"], "left_anti")
        shares = _held(rest.union(_compared(again, accounts, often)))
    grouped = _grouped(accounts, shares, often)
    return Joined(_each_group(grouped, "copies", window_days, window_km).persist())


def stories(coded: Nested, *, window_days: int = 4, window_km: float = 50.0) -> Joined:
    """Which reports tell one story, and which events are one, as ``dateline code --dedup stories`` finds them.

    All reports are compared in one task, which takes their accounts as a stream, in order: its executor needs some
    5 to 7 kB for each report, and a second for some thousand.
    """
    together = _accounts(coded).withColumn("cluster", f.lit(0).cast("long")).repartition(1)
    return Joined(_each_group(together, "stories", window_days, window_km).persist())


def _accounts(coded: Nested) -> DataFrame:
    return coded.rows.select("report", "account").where(f.col("account").isNotNull())


def _held(rows: DataFrame) -> DataFrame:
    """The same rows, computed once, whatever is asked of them, and without all that led to them."""
    return rows.checkpoint() if rows.sparkSession.sparkContext.getCheckpointDir() else rows.localCheckpoint()


def _pairs(found: DataFrame) -> DataFrame:
    """Pairs of reports that may be copies: each report with those before it that share enough of its shingles."""
    few, many = _BANDS["back"]
    having = found.select("report", f.size("shingles").alias("size"), f.explode("shingles").alias("shingle"))
    same = Window.partitionBy("shingle")
    before = f.collect_list(f.struct("report", "size")).over(same.orderBy("report").rowsBetween(-few, -1))
    near = having.select("report", "size", f.count("*").over(same).alias("all"), f.reverse(before).alias("before"))
    back = f.when(f.col("all") > _BANDS["long"], many).otherwise(few)
    one = near.where("all > 1").select("report", "size", f.explode(f.slice("before", f.lit(1), back)).alias("other"))
    pairs = one.groupBy(
        f.col("other.report").alias("a"),
        f.col("report").alias("b"),
        f.least("size", "other.size").alias("shorter"),
    ).count()
    enough = (f.col("count") >= _BANDS["shared"]) | (f.col("shorter") < _BANDS["few"])
    return pairs.where(enough & (f.col("count") >= f.col("shorter") * _BANDS["worth"])).select("a", "b")


def _compared(pairs: DataFrame, accounts: DataFrame, boilerplate: DataFrame | None = None) -> DataFrame:
    """How much of its text the one of two has from the other."""
    told = accounts
    if boilerplate is not None:
        told = told.join(boilerplate, "report", "left")
    else:
        told = told.withColumn("boilerplate", f.lit(None).cast("array<long>"))
    side = [told.select(*(f.col(name).alias(f"{name}_{end}") for name in told.columns)) for end in "ab"]
    both = pairs.join(side[0], f.col("a") == f.col("report_a")).join(side[1], f.col("b") == f.col("report_b"))
    columns = ["a", "b", "account_a", "account_b", "boilerplate_a", "boilerplate_b"]
    return both.select(*columns).mapInArrow(_shares, "a long, b long, share double")


def _boilerplate(found: DataFrame, clusters: DataFrame) -> DataFrame:
    """Of each report the sentences that stand in several clusters of copies which have nothing else in common."""
    sentences = found.select("report", f.explode("sentences").alias("sentence"))
    cluster = f.coalesce("cluster", "report").alias("cluster")
    standing = sentences.join(clusters, "report", "left").select("sentence", cluster).distinct()
    often = standing.groupBy("sentence").count().where(f.col("count") >= _BANDS["unrelated"]).select("sentence")
    return sentences.join(often, "sentence").groupBy("report").agg(f.collect_list("sentence").alias("boilerplate"))


def _clusters(accounts: DataFrame, shares: DataFrame) -> DataFrame:
    """The cluster of each report that has copies."""
    offers = _offers(shares)
    having = offers.select(f.explode(f.array("a", "b")).alias("report")).distinct()
    grouped = _grouped(accounts.join(having, "report", "left_semi"), shares, None)
    found = _each_group(grouped, "copies", 0, 0.0)
    return found.select(f.col("story").alias("cluster"), f.explode("copies.report").alias("report"))


def _offers(shares: DataFrame) -> DataFrame:
    return shares.where(f.col("share") >= _BANDS["copy"])


def _grouped(accounts: DataFrame, shares: DataFrame, boilerplate: DataFrame | None) -> DataFrame:
    """Reports with their offers, those together that may be of one cluster."""
    offers = _offers(shares)
    to = offers.groupBy(f.col("b").alias("report")).agg(f.collect_list(f.struct("share", "a")).alias("offers"))
    rows = accounts.join(_parts(offers.select("a", "b")), "report", "left").join(to, "report", "left")
    if boilerplate is not None:
        rows = rows.join(boilerplate, "report", "left")
    return rows.withColumn("cluster", f.coalesce("cluster", "report")).repartition("cluster")


def _parts(edges: DataFrame) -> DataFrame:
    """What hangs together: for each report the lowest to which a chain of edges leads.

    In each round a report takes the lowest of what it and its neighbours have, and then what that one has; so the
    longest chain is about halved.
    """
    both = _held(edges.union(edges.select("b", "a")).distinct())
    lowest = both.groupBy("a").agg(f.min("b").alias("low"))
    parts = _held(lowest.select(f.col("a").alias("report"), f.least("a", "low").alias("cluster")))
    while True:
        near = both.join(parts, f.col("b") == f.col("report")).groupBy("a").agg(f.min("cluster").alias("near"))
        lower = parts.join(near, f.col("report") == f.col("a"))
        lower = lower.select("report", f.least("cluster", "near").alias("cluster"))
        heads = lower.select(f.col("report").alias("cluster"), f.col("cluster").alias("head"))
        moved = _held(lower.join(heads, "cluster").select("report", f.col("head").alias("cluster")))
        before = parts.withColumnRenamed("cluster", "before")
        is_still = moved.join(before, "report").where("cluster < before").isEmpty()
        parts = moved
        if is_still:
            return parts


def _each_group(rows: DataFrame, dedup: str, window_days: int, window_km: float) -> DataFrame:
    """Compares each group by itself; groups of any size are taken as a stream."""
    sorted_rows = rows.sortWithinPartitions("cluster", "report")
    return sorted_rows.mapInArrow(partial(_groups, dedup, window_days, window_km), schema(_dateline.no_stories()))


def _keys(batches: _Batches) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        keys = [_dateline.keys(account) for account in batch.column("account").to_pylist()]
        numbers = pyarrow.list_(pyarrow.int64())
        columns = [pyarrow.array([key[part] for key in keys], numbers) for part in (0, 1)]
        yield pyarrow.RecordBatch.from_arrays([batch.column("report"), *columns], ["report", "shingles", "sentences"])


def _shares(batches: _Batches) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        rows = batch.select(batch.schema.names[2:]).to_pylist()
        boilerplate = [[*(row["boilerplate_a"] or []), *(row["boilerplate_b"] or [])] for row in rows]
        shares = [
            _dateline.share(row["account_a"], row["account_b"], sentences)
            for row, sentences in zip(rows, boilerplate, strict=True)
        ]
        columns = [batch.column("a"), batch.column("b"), pyarrow.array(shares, pyarrow.float64())]
        yield pyarrow.RecordBatch.from_arrays(columns, ["a", "b", "share"])


def _groups(dedup: str, window_days: int, window_km: float, batches: _Batches) -> Iterator[pyarrow.RecordBatch]:
    comparing = _dateline.Comparing(dedup, window_days, window_km)
    for batch in batches:
        yield from pyarrow.table(comparing.add(batch)).to_batches()
    yield from pyarrow.table(comparing.end()).to_batches()
