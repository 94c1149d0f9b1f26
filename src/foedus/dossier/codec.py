"""Frozen records to plain JSON values and back, by the types that their fields declare.

>>> from foedus.reporting.threats.threat import Evidence
>>> from foedus.provenance import Span
>>> decode(Evidence, encode(Evidence(0, Span(3, 9)))) == Evidence(0, Span(3, 9))
True
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def encode(value: object) -> Any:  # whatever JSON holds
    """The plain value of a record: sets sorted, tuples as lists, records as mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(encode(item) for item in value)
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    return value


def decode(kind: Any, value: Any) -> Any:  # the kind says what comes out
    """The value of a declared type that ``encode`` made plain.

    Raises:
        TypeError, ValueError, KeyError: the value is not one of that type.
    """
    origin = get_origin(kind)
    if origin is not None:
        return _decode_generic(origin, get_args(kind), value)
    if is_dataclass(kind):
        return _decode_record(kind, value)
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return kind(*(decode(each, item) for each, item in zip(hints.values(), value, strict=True)))
    return value


def _decode_generic(origin: Any, arguments: tuple[Any, ...], value: Any) -> Any:
    if origin in (Union, types.UnionType):
        inner = [argument for argument in arguments if argument is not type(None)]
        return value if value is None or len(inner) != 1 else decode(inner[0], value)
    if origin is Literal and value not in arguments:
        raise ValueError(f"{value!r} is none of {arguments}")
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return tuple(decode(arguments[0], item) for item in value)
    if origin is tuple:
        return tuple(decode(each, item) for each, item in zip(arguments, value, strict=True))
    if origin is frozenset:
        return frozenset(decode(arguments[0], item) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {decode(arguments[0], key): decode(arguments[1], item) for key, item in value.items()}
    return value


def _decode_record(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    unknown = set(value) - set(hints)
    if unknown:
        raise ValueError(f"{kind} has no field {', '.join(sorted(unknown))}")
    return kind(**{name: decode(hints[name], item) for name, item in value.items()})
