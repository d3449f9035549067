"""How are the reports of a source handed over, whatever library holds them?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from os import PathLike
from typing import Any, Protocol

from dateline._dateline import Gathering


class ArrowStream(Protocol):
    """A table of any library that has Arrow's C interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Interchange(Protocol):
    """A data frame of any library that has the interchange protocol."""

    def __dataframe__(self, nan_as_null: bool = ..., allow_copy: bool = ...) -> Any: ...


Source = Iterable[str | Mapping[str, Any]] | PathLike[str] | ArrowStream | Interchange
"""Texts and dicts, a data frame, a table of Arrow, or a path."""


def check(source: object) -> None:
    """Raises what can be told before anything is read."""
    if isinstance(source, (str, bytes, Mapping)):
        raise TypeError("this is one report: read() reads it, read_many() reads several, such as [text]")
    taken = hasattr(source, "__arrow_c_stream__") or hasattr(source, "__dataframe__")
    if not (taken or isinstance(source, (Iterable, PathLike))):
        raise TypeError(
            f"no reports can be taken from {type(source).__name__}: "
            "give texts or dicts, a data frame, a table of Arrow, or a path"
        )


def hand_over(source: Any, gathering: Gathering, each: Callable[[], None]) -> None:
    """Hands all reports over, in their order; ``each`` is called after every one."""
    stream = _stream(source)
    if stream is not None:
        gathering.add_stream(stream, each)
        return
    rows = source.to_dict("records") if _is_pandas(source) else source
    for row in rows:
        is_other_mapping = isinstance(row, Mapping) and not isinstance(row, dict)
        gathering.add(dict(row) if is_other_mapping else row)
        each()


def _stream(source: Any) -> Any | None:
    """What has Arrow's C interface; nothing where the source has to be taken row by row."""
    if hasattr(source, "__arrow_c_stream__"):
        # pandas has it in name, and needs pyarrow behind it.
        return source if not _is_pandas(source) or find_spec("pyarrow") else None
    if not hasattr(source, "__dataframe__") or _is_pandas(source):
        return None
    if find_spec("pyarrow"):
        return import_module("pyarrow.interchange").from_dataframe(source)
    if find_spec("polars"):
        return import_module("polars").from_dataframe(source)
    raise TypeError(f"to take {type(source).__name__} by the data frame interchange, pyarrow or polars is needed")


def _is_pandas(source: object) -> bool:
    return type(source).__module__.split(".")[0] == "pandas" and hasattr(source, "to_dict")
