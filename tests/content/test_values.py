"""Templates and figures are given plain values, to the last attribute: nothing that can act."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import Workspace, project_at
from small_project import PROJECT, ROOT

from orgbriefs.build import _subject
from orgbriefs.content import values
from orgbriefs.content.document import document_content
from orgbriefs.content.values import Document
from orgbriefs.data.citations import Citation, Locator
from orgbriefs.data.dates import PartialDate
from orgbriefs.language import values as said
from orgbriefs.language.language import Language
from orgbriefs.reads import Reads

#: What everything is made of in the end.
ATOMS = (str, int, float, bool, type(None), date)
#: The classes of values, and nothing else that is defined in these modules.
PLAIN = {
    kind
    for module in (values, said)
    for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
} | {Citation, Locator, PartialDate}


def strange(value: object, path: str) -> Iterator[str]:
    """Where, below ``value``, something stands that is no plain value."""
    if type(value) in ATOMS:
        return
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from strange(item, f"{path}[{index}]")
    elif isinstance(value, MappingProxyType | dict) and isinstance(value, Mapping):
        for key, item in value.items():
            yield from strange(key, f"{path} key")
            yield from strange(item, f"{path}[{key!r}]")
    elif type(value) in PLAIN:
        for name in sorted(n for n in dir(value) if not n.startswith("_")):
            yield from strange(getattr(value, name), f"{path}.{name}")
    else:
        yield f"{path}: {type(value).__name__}"


def contents(space: Workspace) -> Iterator[Document]:
    plan = space.plan()
    language = Language.load("en-GB")
    for document in (*plan.documents.all, *plan.documents.specimens):
        yield document_content(_subject(plan.request(document), Reads()), language)


@pytest.mark.parametrize("inputs", [PROJECT, ROOT], ids=["small", "shipped"])
def test_templates_are_given_nothing_but_plain_values(inputs: Path, tmp_path: Path) -> None:
    space = project_at(tmp_path / "project", inputs)
    space.prepare(space.plan())
    found = list(contents(space))
    assert len(found) > 50
    faults = [fault for content in found for fault in strange(content, content.kind)]
    assert not faults, "\n".join(faults[:20])


def test_a_comparison_knows_the_abbreviations_of_its_organizations_and_of_the_glossary(
    tmp_path: Path,
) -> None:
    space = project_at(tmp_path / "project", PROJECT)
    with (space.path / "data/glossary.yaml").open("a", encoding="utf-8") as glossary:
        glossary.write("abbreviations:\n  - {short: AU, long: African Union}\n")
    space.prepare(space.plan())
    known = {
        content.edition.id: {a.short: a.long for a in content.abbreviations}
        for content in contents(space)
        if content.kind == "briefing"
    }
    assert known
    for abbreviations in known.values():
        assert abbreviations["AU"] == "African Union"
        assert len(abbreviations) > 1
        assert list(abbreviations) == sorted(abbreviations)


def test_the_walk_finds_what_is_no_value() -> None:
    class Model:
        def parse(self) -> None: ...

    assert list(strange((1, {"a": Model()}), "x")) == ["x[1]['a']: Model"]
    assert list(strange(print, "x")) == ["x: builtin_function_or_method"]


def test_values_are_frozen_and_none_is_empty_by_default() -> None:
    own = [kind for kind in PLAIN if kind.__module__ == values.__name__]
    assert len(own) > 40
    for kind in own:
        parameters = kind.__dataclass_params__
        assert parameters.frozen, kind
        for field in dataclasses.fields(kind):
            assert field.kw_only, f"{kind.__name__}.{field.name}"
            assert field.default is dataclasses.MISSING, f"{kind.__name__}.{field.name}"
