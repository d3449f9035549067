"""How do tables come out of rows in which they stand nested, and which types have they in Spark?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql import functions as f
from pyspark.sql import types as t

from dateline import _dateline


class Nested:
    """Tables whose rows stand nested in those of one DataFrame, which was computed once."""

    _key: str
    _names: tuple[str, ...]

    def __init__(self, rows: DataFrame) -> None:
        self.rows = rows
        """A row for each report or story, in which its rows of all tables stand as lists."""

    def __getitem__(self, name: str) -> DataFrame:
        return self._table(name)

    def __iter__(self) -> Iterator[str]:
        """The names of the tables."""
        return iter(self._names)

    def _table(self, name: str, *beside: str) -> DataFrame:
        if name not in self._names:
            raise KeyError(name)
        rows = self.rows.select(self._key, *beside, f.explode(name).alias("row"))
        return rows.select(self._key, "row.*", *beside)

    def write(self, path: str, *, mode: str = "errorifexists") -> None:
        """Writes each table as Parquet into a folder of its name, parted by day: ``events/day=2031-03-08``.

        The day is that of publication; of reports that tell none, and of failures, Spark writes
        ``day=__HIVE_DEFAULT_PARTITION__``. ``mode`` is ``errorifexists`` or ``overwrite``.
        """
        for name in self:
            rows = self._table(name, "day")
            target = f"{path.rstrip('/')}/{name}"
            if rows.isEmpty():
                # Folders for days would be none, and nobody could tell the columns.
                rows.drop("day").coalesce(1).write.mode(mode).parquet(target)
            else:
                rows.hint("rebalance", "day").write.mode(mode).partitionBy("day").parquet(target)

    def unpersist(self) -> None:
        """Lets go of what the cluster holds."""
        self.rows.unpersist()


def names(of: _dateline.Table) -> tuple[str, ...]:
    """The tables that stand in such rows."""
    return tuple(field.name for field in pyarrow.schema(of) if pyarrow.types.is_list(field.type))


def schema(of: _dateline.Table) -> t.StructType:
    """The columns of a table as Spark has them, with what each holds as its comment."""
    return _struct(pyarrow.schema(of))


def _struct(fields: Iterable[Any]) -> t.StructType:
    def field(arrow: Any) -> t.StructField:
        about = (arrow.metadata or {}).get(b"description")
        return t.StructField(
            arrow.name, _type(arrow.type), arrow.nullable, {"comment": about.decode()} if about else None
        )

    return t.StructType([field(arrow) for arrow in fields])


def _type(arrow: Any) -> t.DataType:
    if pyarrow.types.is_list(arrow):
        return t.ArrayType(_type(arrow.value_type), arrow.value_field.nullable)
    if pyarrow.types.is_struct(arrow):
        return _struct(arrow.field(at) for at in range(arrow.num_fields))
    return _PLAIN[str(arrow)]


_PLAIN: dict[str, t.DataType] = {
    "string": t.StringType(),
    "int64": t.LongType(),
    "double": t.DoubleType(),
    "bool": t.BooleanType(),
    "date32[day]": t.DateType(),
    "binary": t.BinaryType(),
}
