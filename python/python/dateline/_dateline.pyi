"""The part of the package that is written in Rust."""

from collections.abc import Callable
from os import PathLike
from typing import Any, TypedDict, final

__version__: str

Path = str | PathLike[str]

@final
class Kit:
    def __new__(
        cls,
        *,
        model: Path | None = None,
        encoder: Path | None = None,
        codebook: Path | None = None,
        gazetteer: Path | None = None,
        rules_only: bool = False,
        quick: bool = False,
    ) -> Kit: ...
    @property
    def model_name(self) -> str: ...
    @property
    def codebook_name(self) -> str: ...
    @property
    def has_encoder(self) -> bool: ...
    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        date: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> str: ...
    def read_row(self, row: dict[str, Any]) -> tuple[str, str]: ...
    def parse(self, text: str) -> str: ...
    def actor(self, phrase: str, date: str | None = None) -> str: ...
    def classify(
        self,
        text: str,
        source: tuple[int, int] | None = None,
        target: tuple[int, int] | None = None,
        date: str | None = None,
    ) -> str: ...

@final
class Gathering:
    def __new__(
        cls,
        kit: Kit,
        *,
        files: list[Path] | None = None,
        threads: int | None = None,
        columns: str | None = None,
        with_text: bool = False,
        limit: float | None = None,
        date: str | None = None,
        min_confidence: float = 0.0,
    ) -> Gathering: ...
    def add(self, item: object) -> None: ...
    def add_stream(self, stream: object, shown: Callable[[], None]) -> None: ...
    def close(self) -> None: ...
    def wait(self, seconds: float) -> bool: ...
    def stop(self) -> None: ...
    @property
    def counts(self) -> tuple[int, int, int]: ...
    def tables(self) -> list[Table]: ...

def compare(gathered: Gathering, dedup: str, window_days: int, window_km: float) -> list[Table]: ...

@final
class Coder:
    def __new__(
        cls,
        kit: Kit,
        *,
        limit: float | None = None,
        date: str | None = None,
        min_confidence: float = 0.0,
        with_text: bool = False,
        with_records: bool = False,
        keeps: bool = True,
    ) -> Coder: ...
    def code(self, batch: object, at: int, /) -> tuple[Table, int]: ...

@final
class Comparing:
    def __new__(cls, dedup: str, window_days: int, window_km: float) -> Comparing: ...
    def add(self, batch: object) -> Table: ...
    def end(self) -> Table: ...

class Bands(TypedDict):
    long: int
    back: tuple[int, int]
    shared: int
    few: int
    worth: float
    copy: float
    unrelated: int

def no_answers() -> Table: ...
def no_stories() -> Table: ...
def bands() -> Bands: ...
def keys(account: bytes) -> tuple[list[int], list[int]]: ...
def share(one: bytes, other: bytes, boilerplate: list[int]) -> float: ...

@final
class Table:
    @property
    def name(self) -> str: ...
    @property
    def column_names(self) -> list[str]: ...
    @property
    def descriptions(self) -> list[tuple[str, str]]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def write_parquet(self, path: Path) -> None: ...

@final
class Archive:
    def __new__(cls, path: Path) -> Archive: ...
    def __len__(self) -> int: ...
    def search(
        self,
        words: str | None = None,
        *,
        quotations: bool = False,
        speaker: str | None = None,
        actor: str | None = None,
        event: str | None = None,
        place: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
    ) -> tuple[str, bool]: ...
    def query(self, sql: str, *, seconds: float | None = None, rows: int | None = None) -> tuple[Table, bool]: ...
    def ledger(
        self,
        *,
        open: bool = False,
        kind: str | None = None,
        actor: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> str: ...
    def record(self, report: int) -> tuple[str, str] | None: ...
