"""How does JSON become answers with their types?"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Decode = Callable[[Any], Any]
Answer = TypeVar("Answer")


def decoded(kind: type[Answer], value: Any) -> Answer:
    """An answer of this kind; fields that it does not know are left out, so that newer records can be read."""
    made_by: Any = kind
    answer: Answer = decoder(made_by)(value)
    return answer


@cache
def decoder(kind: Any) -> Decode:
    """What makes such an answer of JSON."""
    if get_origin(kind) in (Union, types.UnionType):
        [inner] = [decoder(part) for part in get_args(kind) if part is not type(None)]
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        item = decoder(get_args(kind)[0])
        return lambda values: tuple(map(item, values))
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_class(kind)
    return lambda value: value


def _of_class(kind: type[Any]) -> Decode:
    hints = get_type_hints(kind)
    parts = [(field.name, field.name.rstrip("_"), decoder(hints[field.name]), field.default) for field in fields(kind)]

    def decode(value: dict[str, Any]) -> Any:
        found = {}
        for name, key, inner, default in parts:
            if key in value:
                found[name] = inner(value[key])
            elif default is MISSING:
                raise KeyError(f"{kind.__name__}.{key}")
        return kind(**found)

    return decode
