"""Publisher, audiences, editions and documents: ``config.yaml`` and the audiences' folders."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator

from orgbriefs.data.citation_styles import FOLDER, is_of_repository, is_own, names, own_file
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.errors import validated
from orgbriefs.data.faults import FaultyValueError
from orgbriefs.data.model import Address, Identifier, LanguageTag, Record, Text
from orgbriefs.data.source import Location, Source, read_yaml
from orgbriefs.problems import InputError, Place, Problem, near

#: A specimen shows the design; it is made on demand and not published.
Kind = Literal["briefing", "factsheet", "handout", "changes", "specimen"]
Published = Literal["briefing", "factsheet", "handout", "changes"]
#: print.pdf is for a printing house: with crop marks and bleed.
Format = Literal["pdf", "print.pdf", "docx", "html", "md"]
Paper = Literal["A4", "Letter"]
#: Published documents, drafts with marks for editors, and trials of settings on the command line.
Variant = Literal["published", "draft", "trial"]
#: Width and height in millimetres (ISO 216; ANSI/ASME Y14.1).
PAPERS: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
)

#: What the command line's ``--config`` can set, each with where ``config.yaml`` has it.
_SETTABLE: Mapping[str, Location] = MappingProxyType(
    {
        "as_of": ("as_of",),
        "from": ("changes", "from"),
        "to": ("changes", "to"),
        "draft": ("draft",),
        "paper": ("paper",),
        "language": ("language",),
    }
)
#: Settings that make documents for a trial, which take no published document's place.
_TRIED = ("paper", "language")
#: Folders beside the editions': no edition may be called so.
_RESERVED = ("bundles", "drafts", "trials", "organizations", "site", "oai")
#: The variables of the environment that hold passphrases.
CERTIFICATE_PASSPHRASE = "ORGBRIEFS_CERTIFICATE_PASSPHRASE"
KEY_PASSPHRASE = "ORGBRIEFS_KEY_PASSPHRASE"
_COMMAND_LINE = Place(Path("--config"), 0, 0)


class Edition(Record):
    """The facts as of one day."""

    id: str = Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$",
        max_length=40,
        description="letters, digits and hyphens",
    )
    as_of: PartialDate
    published: PartialDate | None = Field(
        default=None, description="the day on which its documents are published, as printed"
    )

    @field_validator("id")
    @classmethod
    def _is_free(cls, value: str) -> str:
        if value.lower() in _RESERVED:
            raise FaultyValueError("an edition cannot be called so", "choose another id")
        return value

    @property
    def day(self) -> date:
        """The day at whose end the facts are taken."""
        return self.as_of.last


class House(Record):
    """The publisher, as printed."""

    publisher: Text
    logo: Text | None = Field(
        default=None, description="a picture in data/pictures, shown in place of the name"
    )
    series: Text
    issn: Text | None = Field(default=None, description="of the series, such as 0317-8471")
    author: Text
    editors: list[Text] = Field(default_factory=list, description="by name, for the imprint")
    contact: Text
    address: Text | None = Field(default=None, description="where post reaches the publisher")
    review: Text | None = Field(
        default=None, description="how documents are reviewed, in a sentence, for the imprint"
    )
    base_url: Text | None = Field(
        default=None,
        pattern=r"^https?://[^\s<>\"]+$",
        description="where the folder out/ is published: documents then bear their own address, "
        "with a code for cameras",
    )
    licence: Text
    licence_url: Address
    disclaimer: Text = Field(description="printed under maps and in the closing block")

    @field_validator("issn")
    @classmethod
    def _is_issn(cls, value: str | None) -> str | None:
        if value is not None and not _is_issn(value):
            raise FaultyValueError("not an ISSN", "write eight digits such as 0317-8471")
        return value


def _is_issn(text: str) -> bool:
    """Whether the form and the check digit are those of an ISSN (ISO 3297, annex A)."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text):
        return False
    digits = [10 if digit == "X" else int(digit) for digit in text.replace("-", "")]
    return (
        sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0
    )


class Registered(Record):
    """What a document is registered as, beside its name."""

    number: Text | None = Field(default=None, description="in the series, such as 2026/1")
    doi: str | None = Field(
        default=None, pattern=r"^10\.[0-9]{4,9}/\S+$", description="such as 10.1234/abc"
    )


class EditionPair(Record):
    """Two editions, the earlier first."""

    earlier: str = Field(alias="from", description="the id of an edition")
    later: str = Field(alias="to", description="the id of a later edition")


class Provenance(Record):
    """How well an edition's facts must be sourced to be published."""

    verified: float = Field(
        default=0.9, ge=0, le=1, description="the least share of facts that must be verified"
    )
    first_hand: float = Field(
        default=0,
        ge=0,
        le=1,
        description="the least share of memberships, heads and instruments that rest on treaties "
        "and depositaries or on what organizations and governments publish themselves",
    )
    strict: bool = Field(
        default=False,
        description="whether 'orgbriefs check' fails on statements that the data or their sources "
        "do not bear out; otherwise it only names them",
    )
    stale_after: int = Field(
        default=5, ge=1, le=100, description="years after which a source should be opened again"
    )


class Withheld(Record):
    """What is made but not published: under embargo, or for readers who get it by hand."""

    editions: list[str] = Field(default_factory=list, description="ids of editions")
    audiences: list[Identifier] = Field(default_factory=list)


class Signing(Record):
    """With what the publisher signs; passphrases come from the environment."""

    certificate: Text | None = Field(
        default=None,
        description="a PKCS#12 file (.p12, .pfx) with a certificate and its key, for PDFs",
    )
    visible: bool = Field(
        default=False, description="whether the last page of a signed PDF says so at its foot"
    )
    key: Text | None = Field(
        default=None, description="a secret key of minisign, for SHA256SUMS; NAME.pub lies beside"
    )


class Publishing(Record):
    """Where documents are published."""

    to: Text = Field(description="a folder, sftp://user@host/path or s3://bucket/path")


class Config(Record):
    """``config.yaml``, with what the command line set in place of it."""

    house: House
    language: LanguageTag = "en-GB"
    editions: list[Edition] = Field(min_length=1)
    audiences: list[Identifier] = Field(min_length=1)
    documents: dict[Published, list[Format]] = Field(min_length=1)
    registered: dict[str, Registered] = Field(
        default_factory=dict,
        description="numbers and DOIs, by the name of the document's file without its ending",
    )
    changes: EditionPair | None = Field(
        default=None, description="the editions that the paper on changes compares"
    )
    withheld: Withheld = Field(
        default=Withheld(),
        description="editions and audiences whose documents are made, but stand in no manifest, on "
        "no page of the site, in no feed, index or bundle",
    )
    provenance: Provenance = Provenance()
    signing: Signing = Signing()
    publishing: Publishing | None = Field(
        default=None, description="where 'orgbriefs publish' puts what is published"
    )
    draft: bool = Field(
        default=False, description="whether facts that are not verified are marked for editors"
    )
    paper: Paper | None = Field(
        default=None, description="the paper of all documents, in place of each audience's own"
    )
    as_of: PartialDate | None = Field(
        default=None, description="one more edition, named by this date; for the command line"
    )

    _overridden: tuple[str, ...] = PrivateAttr(default=())

    @property
    def overridden(self) -> tuple[str, ...]:
        """The settings that the command line gave, in order of their names."""
        return self._overridden

    @property
    def variant(self) -> Variant:
        """What becomes of the documents."""
        if self.draft:
            return "draft"
        return "trial" if set(_TRIED) & set(self._overridden) else "published"


class Audience(Record):
    """``templates/audiences/<id>/audience.yaml``: what these readers see, and how."""

    title: Text = Field(description="as printed, in the plural")
    reads_as: Identifier | None = Field(
        default=None,
        description="another audience whose passages, templates and settings these readers get, "
        "where they have none of their own",
    )
    notes: Literal["footnotes", "endnotes", "inline"] = Field(
        default="footnotes", description="how sources are cited in running text"
    )
    citation_style: Text = Field(
        default="chicago-notes-bibliography-17th-edition",
        description=f"a style of the CSL repository by name, or a file .csl in templates/{FOLDER}",
    )
    list_style: Text | None = Field(
        default=None,
        description="the style of numbered lists of notes, likewise; by default, citation_style",
    )
    paper: Paper = "A4"
    marking: Text | None = Field(default=None, description="a line in the footer of each page")
    explain_terms: bool = Field(default=False, description="glossary terms explained at first use")

    @property
    def citation_styles(self) -> tuple[str, ...]:
        """The styles that are used, each once."""
        return tuple(dict.fromkeys(filter(None, (self.citation_style, self.list_style))))

    @field_validator("citation_style", "list_style")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value is not None and not is_own(value) and not is_of_repository(value):
            fix = near(
                value, names(), f"write the name of a file in templates/{FOLDER}, such as ours.csl"
            )
            raise FaultyValueError("unknown citation style", fix)
        return value

    def over(self, parent: Audience) -> Audience:
        """These settings, with the parent's in place of those that are not written."""
        return Audience(
            **{
                name: getattr(self if name in self.model_fields_set else parent, name)
                for name in (self.model_fields_set | parent.model_fields_set) - {"reads_as"}
            },
            reads_as=self.reads_as,
        )


class AudienceAt(BaseModel):
    """An audience with its place in the chain of inheritance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    #: The audience itself, then those it inherits from, the nearest first.
    chain: tuple[str, ...]
    #: Its own settings, and those that it inherits.
    settings: Audience


class Settings(BaseModel):
    """All settings of a build, resolved: jobs are given them as one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    config: Config
    audiences: dict[str, AudienceAt]
    overridden: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Stable JSON: keys sorted, one text for one set of settings."""
        content = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """What :meth:`to_json` wrote."""
        found = cls.model_validate_json(text)
        _mark_overridden(found.config, found.overridden)
        return found


def settings_of(config: Config, audiences: Mapping[str, AudienceAt]) -> Settings:
    """The settings that a configuration and its audiences make up."""
    return Settings(config=config, audiences=dict(audiences), overridden=config.overridden)


def read_config(path: Path, overrides: Mapping[str, object] | None = None) -> Config:
    """Read ``config.yaml``.

    Args:
        path: the file.
        overrides: the command line's ``--config`` values; ``from`` and ``to`` name the editions
            that the paper on changes compares.

    Raises:
        InputError: with every fault, of the file and of the command line.
    """
    source = read_yaml(path)
    given = {key: str(value) for key, value in (overrides or {}).items()}
    problems = list(_not_settable(given))
    if isinstance(source.value, dict):
        _override(source, {k: v for k, v in given.items() if k in _SETTABLE})
    try:
        config = validated(Config, source)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    problems += _problems(config, source)
    if problems:
        raise InputError(problems)
    if config.as_of is not None:
        extra = Edition(id=str(config.as_of), as_of=config.as_of)
        if extra.id not in [edition.id for edition in config.editions]:
            config = config.model_copy(update={"editions": [*config.editions, extra]})
    _mark_overridden(config, sorted(given))
    return config


def _mark_overridden(config: Config, names: Iterable[str]) -> None:
    config._overridden = tuple(names)


def _not_settable(given: Mapping[str, str]) -> Iterator[Problem]:
    for key in given:
        if key in _SETTABLE:
            continue
        if key in Config.model_fields:
            yield Problem(
                _COMMAND_LINE, "this is not for the command line", key, "set it in config.yaml"
            )
        else:
            yield Problem(_COMMAND_LINE, "unknown setting", key, near(key, _SETTABLE))


def _override(source: Source, given: Mapping[str, str]) -> None:
    """Put the command line's values into the file's, and their places with them."""
    for key, text in given.items():
        *above, last = location = _SETTABLE[key]
        mapping = source.value
        for step in above:
            if not isinstance(mapping.get(step), dict):
                mapping[step] = {}
            mapping = mapping[step]
        mapping[last] = text
        source.places[location] = _COMMAND_LINE


def _problems(config: Config, source: Source) -> list[Problem]:
    groups: list[tuple[Location, str, list[str]]] = [
        (("editions",), "edition", [edition.id for edition in config.editions]),
        (("audiences",), "audience", list(config.audiences)),
    ]
    for kind, formats in config.documents.items():
        groups.append((("documents", kind), "format", list(formats)))
    twice = [
        Problem(
            source.place((*location, index)), f"this {name} is given twice", value, "remove one"
        )
        for location, name, values in groups
        for index, value in enumerate(values)
        if value in values[:index]
    ]
    return [*twice, *_unknown_withheld(config, source), *_changes_problems(config, source)]


def _unknown_withheld(config: Config, source: Source) -> Iterator[Problem]:
    known = {
        "editions": [edition.id for edition in config.editions],
        "audiences": list(config.audiences),
    }
    for group, there in known.items():
        for index, name in enumerate(getattr(config.withheld, group)):
            if name not in there:
                place = source.place(("withheld", group, index))
                yield Problem(place, f"unknown {group[:-1]}", name, near(name, there))


def _changes_problems(config: Config, source: Source) -> list[Problem]:
    if config.changes is None:
        return []
    days = {edition.id: edition.day for edition in config.editions}
    if config.as_of is not None:
        days.setdefault(str(config.as_of), config.as_of.last)
    pair = {"from": config.changes.earlier, "to": config.changes.later}
    unknown = [
        Problem(source.place(("changes", key)), "unknown edition", value, near(value, days))
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
    """Read an audience and those it inherits from; its settings are merged field by field.

    Raises:
        InputError: when a folder or its ``audience.yaml`` is missing or faulty.
    """
    chain: list[str] = []
    written: list[Audience] = []
    step: str | None = identifier
    while step is not None:
        source = _audience_source(templates, step)
        here = validated(Audience, source)
        _refuse_missing_style(here, source, templates)
        chain.append(step)
        written.append(here)
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
    settings = written.pop()
    while written:
        settings = written.pop().over(settings)
    return AudienceAt(id=identifier, chain=tuple(chain), settings=settings)


def _refuse_missing_style(audience: Audience, source: Source, templates: Path) -> None:
    for name in ("citation_style", "list_style"):
        path = own_file(templates, getattr(audience, name) or "")
        if path is None or path.is_file():
            continue
        there = [other.name for other in path.parent.glob("*.csl")]
        fix = near(path.name, there, f"put it into {path.parent.relative_to(templates.parent)}")
        place = source.place((name,))
        raise InputError([Problem(place, "there is no such citation style", path.name, fix)])


def _audience_source(templates: Path, identifier: str) -> Source:
    path = templates / "audiences" / identifier / "audience.yaml"
    if not path.exists():
        raise InputError(
            [
                Problem(
                    Place(path),
                    f"the audience '{identifier}' has no folder of its own",
                    fix="copy the folder of another audience, or remove it from config.yaml",
                )
            ]
        )
    return read_yaml(path)
