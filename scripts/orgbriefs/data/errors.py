"""From pydantic's errors to problems an editor can mend."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from orgbriefs.data.citations import CitationError
from orgbriefs.data.faults import FaultyFieldError
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import InputError, Problem, abridged, near

#: Where more values are allowed, the nearest is named.
_LISTED = 20
M = TypeVar("M", bound=BaseModel)


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
            message = f"'{name}' has a value that is not allowed"
            yield Problem(place, message, abridged(found), fix)
        elif kind == "string_pattern_mismatch":
            parent = _model_at(model, location[:-1])
            yield Problem(
                place,
                f"'{name}' is not written as it must be",
                abridged(found),
                (_description(parent, name) or "see its schema in data/schemas").strip(" ()"),
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
            yield Problem(
                place,
                f"'{name}': {detail['msg'][0].lower()}{detail['msg'][1:]}",
                _value(found),
                _description(_model_at(model, location[:-1]), name).strip(" ()"),
            )


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
