"""What was read from many reports: tables with the rows and columns that ``dateline code`` writes."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, makedirs
from os.path import join
from typing import TYPE_CHECKING, Any

from dateline import _dateline

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Stories", "Table", "Tables"]


class Table:
    """A table, which libraries take by Arrow's C interface: ``polars.DataFrame(table)``, ``pyarrow.table(table)``.

    Its rows are read when they are asked for, part by part, and as often as they are.
    """

    def __init__(self, rows: _dateline.Table) -> None:
        self._rows = rows

    @property
    def name(self) -> str:
        """Its name, such as ``events``."""
        return self._rows.name

    @property
    def column_names(self) -> list[str]:
        """The names of its columns."""
        return self._rows.column_names

    @property
    def descriptions(self) -> dict[str, str]:
        """What each column holds."""
        return dict(self._rows.descriptions)

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        return True

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._rows.__arrow_c_schema__()

    def to_arrow(self) -> pyarrow.Table:
        """The table in pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """The table in pandas; options are those of ``pyarrow.Table.to_pandas``."""
        return self.to_arrow().to_pandas(**options)

    def to_polars(self) -> polars.DataFrame:
        """The table in polars."""
        import polars

        return polars.DataFrame(self)

    def write_parquet(self, path: str | PathLike[str]) -> None:
        """Writes the table into one file of Parquet; needs no other library."""
        self._rows.write_parquet(path)

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows of {', '.join(self.column_names)}>"


class _Set:
    """Tables that belong together."""

    def __init__(self, tables: list[_dateline.Table]) -> None:
        self._tables = {table.name: Table(table) for table in tables}

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables.values())

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def write_parquet(self, folder: str | PathLike[str]) -> None:
        """Writes each table into a file of its own: ``events.parquet``."""
        makedirs(folder, exist_ok=True)
        for table in self:
            table.write_parquet(join(folder, f"{table.name}.parquet"))

    def __repr__(self) -> str:
        rows = ", ".join(f"{table.name} {len(table)}" for table in self)
        return f"<{type(self).__name__}: {rows}>"


class Tables(_Set):
    """What was read from many reports. The column ``report``, a number from 1 in their order, joins the tables."""

    def __init__(self, gathered: _dateline.Gathering) -> None:
        super().__init__(gathered.tables())
        self._gathered = gathered

    @property
    def articles(self) -> Table:
        """Reports that were read."""
        return self._tables["articles"]

    @property
    def quotations(self) -> Table:
        """Who said what."""
        return self._tables["quotations"]

    @property
    def happenings(self) -> Table:
        """Who did what to whom: each act of a report once."""
        return self._tables["happenings"]

    @property
    def events(self) -> Table:
        """The same, each time it is told."""
        return self._tables["events"]

    @property
    def parties(self) -> Table:
        """The parties of events; the program calls this table ``event_parties``."""
        return self._tables["event_parties"]

    @property
    def actors(self) -> Table:
        """Who is spoken of."""
        return self._tables["actors"]

    @property
    def figures(self) -> Table:
        """How many."""
        return self._tables["figures"]

    @property
    def times(self) -> Table:
        """When."""
        return self._tables["times"]

    @property
    def places(self) -> Table:
        """Where."""
        return self._tables["places"]

    @property
    def failures(self) -> Table:
        """What should have been a report and could not be read, and why."""
        return self._tables["failures"]


class Stories(_Set):
    """What many reports tell together: copies, stories and merged events."""

    @property
    def copies(self) -> Table:
        """Which report each one was taken from, and which story it tells."""
        return self._tables["copies"]

    @property
    def stories(self) -> Table:
        """Reports of one happening."""
        return self._tables["stories"]

    @property
    def merged_events(self) -> Table:
        """Events that several reports tell, once."""
        return self._tables["merged_events"]

    @property
    def tellings(self) -> Table:
        """Which reports tell them."""
        return self._tables["tellings"]

    @property
    def differences(self) -> Table:
        """What they say differently."""
        return self._tables["differences"]
