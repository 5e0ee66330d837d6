"""Every prose is in the grammar, so that it prints as it is meant."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from orgbriefs.data.model.record import InMarkdown
from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.prose import faults, grammar, pictures
from orgbriefs.data.source import Location, Source
from orgbriefs.problems import InputError, Problem, abridged, near


def prose_problems(record: BaseModel, source: Source, pictures: Pictures) -> Iterator[Problem]:
    """What of a record's prose, and of that of the records in it, is out of the grammar."""
    yield from _Reading(source, pictures).of(record, ())


class _Reading:
    """One reading of a file's prose; what a kind of record holds is looked up once."""

    def __init__(self, source: Source, pictures: Pictures) -> None:
        self._source, self._parser, self._pictures = source, grammar(), pictures
        self._marks: dict[type[BaseModel], dict[str, tuple[str, InMarkdown | None]]] = {}

    def of(self, value: object, at: Location) -> Iterator[Problem]:
        """The faults of all prose in a value of the model."""
        if isinstance(value, BaseModel):
            marks = self._marks_of(type(value))
            for name, field in value.__dict__.items():
                if not field:
                    continue
                key, mark = marks[name]
                if isinstance(field, str):
                    if mark is not None:
                        yield from self._faults(field, mark, (*at, key))
                else:
                    yield from self.of(field, (*at, key))
        elif isinstance(value, list | dict):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for step, item in items:
                yield from self.of(item, (*at, step))

    def _faults(self, text: str, mark: InMarkdown, at: Location) -> Iterator[Problem]:
        sound = True
        for fault in faults(text, one_paragraph=mark.one_paragraph, parser=self._parser):
            sound = False
            place = self._source.place_in(at, fault.found)
            yield Problem(place, fault.message, abridged(fault.found), fault.fix)
        for name in pictures(text, parser=self._parser) if sound else ():
            yield from self._of_picture(name, at)

    def _of_picture(self, name: str, at: Location) -> Iterator[Problem]:
        try:
            self._pictures[name]
        except KeyError:
            place = self._source.place_in(at, name)
            fix = near(name, self._pictures, f"put the file into data/{FOLDER}/")
            yield Problem(place, "there is no such picture", name, fix)
        except InputError as error:
            yield from error.problems

    def _marks_of(self, kind: type[BaseModel]) -> dict[str, tuple[str, InMarkdown | None]]:
        if kind not in self._marks:
            self._marks[kind] = {
                name: (
                    field.alias or name,
                    next((part for part in field.metadata if isinstance(part, InMarkdown)), None),
                )
                for name, field in kind.model_fields.items()
            }
        return self._marks[kind]
