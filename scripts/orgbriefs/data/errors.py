"""From pydantic's errors to problems an editor can mend."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from orgbriefs.data.citations import CitationError
from orgbriefs.data.faults import FaultyFieldError
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import InputError, Problem, abridged, near

#: Where more values are allowed, the nearest is named.
_LISTED = 20
M = TypeVar("M", bound=BaseModel)
_KEYS = ("must hold keys and values", "write it as 'key: value', a line each")
_LIST = ("must be a list", "put '[' and ']' around it, or '- ' before each entry")
_TRUTH = ("must be true or false", "write true or false")
_WHOLE = ("must be a whole number", "write it in digits only")
_NUMBER = ("must be a number", "write it in digits, with a full stop before decimals")
#: What is said of values of the wrong kind or size, by pydantic's name for it, and how to mend it.
_WRONG: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "string_type": ("must be a text", "write a single text"),
        "string_too_short": ("must not be empty", "write a text, or remove the key"),
        "string_too_long": ("must not have more than {max_length} characters", "shorten it"),
        "list_type": _LIST,
        "tuple_type": _LIST,
        "too_short": ("must not have fewer entries than {min_length}", "add what is missing"),
        "too_long": ("must not have more entries than {max_length}", "remove some"),
        "dict_type": _KEYS,
        "model_type": _KEYS,
        "model_attributes_type": _KEYS,
        "bool_type": _TRUTH,
        "bool_parsing": _TRUTH,
        "int_type": _WHOLE,
        "int_parsing": _WHOLE,
        "int_parsing_size": _WHOLE,
        "int_from_float": _WHOLE,
        "float_type": _NUMBER,
        "float_parsing": _NUMBER,
        "finite_number": ("must be a finite number", _NUMBER[1]),
        "greater_than": ("must be more than {gt}", "write a larger number"),
        "greater_than_equal": ("must be {ge} or more", "write a larger number"),
        "less_than": ("must be less than {lt}", "write a smaller number"),
        "less_than_equal": ("must be {le} or less", "write a smaller number"),
    }
)
#: Of whatever else may be wrong.
_OTHERWISE = ("is not written as it must be", "see its schema in data/schemas")


def validated(model: type[M], source: Source) -> M:
    """``source`` as ``model``.

    Raises:
        InputError: with every fault of the file, each at its line and column.
    """
    if not isinstance(source.value, dict):
        raise InputError(
            [
                Problem(
                    source.place(()),
                    "the file must hold keys and values",
                    "nothing" if source.value is None else abridged(source.value),
                    f"begin with '{next(iter(model.model_fields))}:'",
                )
            ]
        )
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        raise InputError(_problems(model, source, error)) from None


def _problems(model: type[BaseModel], source: Source, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors():
        location: Location = detail["loc"]
        place = source.place(location)
        kind, found = detail["type"], detail["input"]
        name = str(location[-1]) if location else ""
        if kind == "missing":
            parent = _model_at(model, location[:-1])
            yield Problem(
                source.place(location[:-1]),
                f"'{name}' is missing",
                fix=f"add '{name}:'" + _description(parent, name),
            )
        elif kind == "extra_forbidden" and not found and " " in name:
            yield Problem(
                place,
                "a comma cuts this text in two",
                name,
                "put the whole text in quotation marks",
            )
        elif name == "[key]":
            place = source.place(location[:-1])
            if kind == "literal_error":
                fix = f"use one of {detail['ctx']['expected']}"
                yield Problem(place, "unknown key", found, fix)
            else:
                fix = f"keys are written so: {_key_description(model, location[:-2])}"
                yield Problem(place, f"'{location[-3]}' cannot have this key", found, fix)
        elif kind == "extra_forbidden":
            allowed = _keys(_model_at(model, location[:-1]))
            yield Problem(place, "unknown key", name, near(name, allowed))
        elif kind == "literal_error":
            expected: str = detail["ctx"]["expected"]
            allowed = re.findall(r"'([^']*)'", expected)
            several = len(allowed) > _LISTED
            fix = near(str(found), allowed) if several else f"use one of {expected}"
            message = f"{_called(location)} has a value that is not allowed"
            yield Problem(place, message, abridged(found), fix)
        elif kind == "string_pattern_mismatch":
            parent = _model_at(model, location[:-1])
            yield Problem(
                place,
                f"{_called(location)} is not written as it must be",
                abridged(found),
                (_description(parent, name) or _OTHERWISE[1]).strip(" ()"),
            )
        elif kind == "value_error":
            fault = detail["ctx"]["error"]
            if isinstance(fault, FaultyFieldError):
                place = source.place((*location, fault.field))
                found = fault.value
            elif isinstance(fault, CitationError):
                place = source.place_in(location, fault.found)
                found = fault.found
            yield Problem(place, str(fault), _value(found), getattr(fault, "fix", "correct it"))
        else:
            message, fix = _WRONG.get(kind, _OTHERWISE)
            limits = {key: _digits(limit) for key, limit in detail.get("ctx", {}).items()}
            fix += _description(_model_at(model, location[:-1]), name)
            called = _called(location)
            yield Problem(place, f"{called} {message.format(**limits)}", _value(found), fix)


def _called(location: Location) -> str:
    """What a value is called: by its key, or as an entry of a list that has one."""
    *above, last = location or ("the file",)
    if isinstance(last, str):
        return f"'{last}'"
    return f"entry {last + 1} of '{above[-1] if above else 'the file'}'"


def _digits(limit: object) -> str:
    """A limit as it is read, such as 20,000."""
    if isinstance(limit, float) and limit.is_integer():
        limit = int(limit)
    return f"{limit:,}" if isinstance(limit, int) else str(limit)


def _value(found: Any) -> str:
    return "" if isinstance(found, dict | list) else abridged(found)


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model that validates the value at ``location``, as far as annotations tell."""
    current = _annotation_at(model, location)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _key_description(model: type[BaseModel], location: Location) -> str:
    """How the keys of the mapping at ``location`` are written."""
    key, *_ = typing.get_args(_annotation_at(model, location)) or (str,)
    described = (getattr(part, "description", "") for part in getattr(key, "__metadata__", ()))
    return next((text for text in described if text), "as the schema says")


def _annotation_at(model: type[BaseModel], location: Location) -> Any:
    current: Any = model
    for step in location:
        current = _strip(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
            current = field.annotation if field else None
        elif typing.get_origin(current) in (list, dict):
            current = typing.get_args(current)[-1]
        else:
            return None
    return _strip(current)


def _strip(annotation: Any) -> Any:
    while True:
        if typing.get_origin(annotation) is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
            annotation = next(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items()] if model else []


def _description(model: type[BaseModel] | None, name: str) -> str:
    if model is None:
        return ""
    field = next((f for n, f in model.model_fields.items() if name in (n, f.alias)), None)
    if field is None:
        return ""
    described = field.description or next(
        (m.description for m in field.metadata if getattr(m, "description", None)), None
    )
    return f" ({described})" if described else ""
