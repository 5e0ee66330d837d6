"""Valid projects at random: many or few members, early and late years, other scripts, no texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml
from conftest import Workspace, project_at
from hypothesis import strategies as st
from small_project import PROJECT

from orgbriefs.data.countries import iso_codes
from orgbriefs.data.model import LEVELS

CODES = sorted(iso_codes())
#: A model: what each file of a project holds.
Model = dict[str, dict[str, Any]]
#: Letters that the house's fonts have.
_LETTERS = "abcdefghijklmnopqrstuvwxyzéèñößçłøåÀÉŠ"
_SCRIPTS = (
    *(_LETTERS, _LETTERS, _LETTERS, "ảấăđơưạỹ" + _LETTERS),
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўљњћђџ",
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώΐΰᾳὦ",
    "上海合作组织东盟",
)
_MARKS = "&<>\"'()-–.,:;#@*_`|{}[]!?%$/\\~^+="
#: The latest year of all that is written, and of what is known.
_LATEST = 2030
_KINDS = ("treaty", "charter", "agreement", "protocol", "convention", "declaration", "decision")
_ACTIVITIES = ("operation", "exercise", "force", "programme", "institution")
_STATUSES = ("member", "associate", "applicant", "observer", "suspended", "dialogue-partner")

words = st.sampled_from(_SCRIPTS).flatmap(lambda of: st.text(of, min_size=1, max_size=14))
long_word = st.text("abcdefghij", min_size=40, max_size=120)
names = st.lists(st.one_of(words, words, words, long_word), min_size=1, max_size=6).map(" ".join)
shown = st.tuples(names, st.text(_MARKS + _LETTERS, max_size=12)).map(
    lambda pair: f"{pair[0]} {pair[1]}".strip() + "x"
)
#: Names in other languages, by their tags.
native = st.dictionaries(st.sampled_from(["ru", "el", "zh", "fr", "sr-Latn"]), shown, max_size=3)
years = st.one_of(st.integers(1900, _LATEST), st.integers(1900, _LATEST), st.integers(1000, 1900))
source = st.sampled_from(["treaty", "treaty, art. 4", ["treaty", "book, pp. 3–9"], "book"])


def identifiers(prefix: str, number: int) -> list[str]:
    """So many ids."""
    return [f"{prefix}-{n}" for n in range(number)]


@st.composite
def dates(draw: st.DrawFn, least: int, most: int = _LATEST) -> str:
    """A year, a month or a day."""
    year = draw(st.integers(least, most))
    form = draw(st.integers(0, 2))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    return (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{day:02d}")[form]


@st.composite
def prose(draw: st.DrawFn) -> str:
    """One paragraph that is in the grammar and names no year."""
    text = draw(names)
    ending = draw(st.sampled_from(["", " [@treaty]", " [@treaty, art. 3]", " *so*", " ^[a note]"]))
    return text + ending


@st.composite
def texts(draw: st.DrawFn, *sections: str) -> dict[str, Any]:
    """Passages of some sections, or of none."""
    passages = st.lists(prose(), min_size=1, max_size=3).map("\n\n".join)
    chosen = draw(st.lists(st.sampled_from(sections), unique=True, max_size=len(sections)))
    return {section: [{"text": draw(passages)}] for section in chosen}


@st.composite
def frameworks(draw: st.DrawFn) -> dict[str, Any]:
    """Groups of criteria, each with its scale; steps may have one level."""
    groups = []
    for number in range(draw(st.integers(1, 3))):
        steps = identifiers("step", draw(st.integers(2, 5)))
        criteria = identifiers(f"criterion-{number}", draw(st.integers(1, 4)))
        groups.append(
            {
                "id": f"group-{number}",
                "title": draw(shown),
                "scale": [
                    {
                        "id": step,
                        "label": draw(shown),
                        "meaning": draw(names),
                        "level": str(draw(st.integers(0, 9))),
                    }
                    for step in steps
                ],
                "criteria": [
                    {
                        "id": criterion,
                        "title": draw(shown),
                        "question": draw(names),
                        "explanation": draw(names),
                    }
                    for criterion in criteria
                ],
            }
        )
    return {
        "id": "plain",
        "name": draw(shown),
        "description": draw(names),
        "source": "treaty",
        "groups": groups,
    }


@st.composite
def statuses(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Kinds of participation, of which some, all or none count."""
    chosen = draw(st.lists(st.sampled_from(_STATUSES), min_size=1, unique=True))
    return [
        {
            "id": status,
            "label": status.replace("-", " "),
            "plural": f"{status.replace('-', ' ')}s",
            "counts": draw(st.sampled_from(["true", "false"])),
            **draw(st.sampled_from([{}, {"article": "a"}, {"change": f"became {status}"}])),
        }
        for status in chosen
    ]


@st.composite
def memberships(draw: st.DrawFn, founded: int, known: list[str]) -> list[dict[str, Any]]:
    """One, few or many countries; some leave, and some of those come back as something else."""
    number = draw(st.sampled_from([1, 1, 2, 7, 46]))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=number, max_size=number, unique=True))
    found = []
    for code in codes:
        entry = {"country": code, "status": draw(st.sampled_from(known)), "source": draw(source)}
        start = draw(st.integers(founded, _LATEST))
        found.append({**entry, "from": str(start)})
        if draw(st.integers(0, 3)) == 0:
            end = draw(st.integers(start, _LATEST))
            found[-1]["to"] = str(end)
            if draw(st.booleans()):
                found.append(
                    {**entry, "from": str(end + 1), "status": draw(st.sampled_from(known))}
                )
    return found


@st.composite
def organizations(
    draw: st.DrawFn, identifier: str, known: list[str], framework: dict[str, Any]
) -> dict[str, Any]:
    """An organization with much, little or nothing written of it."""
    founded = draw(years)
    dated, country = dates(founded), st.sampled_from(CODES)

    def facts(least: int = 0, most: int = 4, **fields: Any) -> list[dict[str, Any]]:
        one = st.fixed_dictionaries({"source": source, **fields})
        return draw(st.lists(one, min_size=least, max_size=most))

    def since(**fields: Any) -> list[dict[str, Any]]:
        return facts(**{"from": dated, **fields})

    found = {
        "id": identifier,
        "founded": str(founded),
        "colour": draw(st.sampled_from(["#7a3b2e", "#1d4f91", "#2e6b3a"])),
        "names": facts(
            1,
            1,
            text=shown,
            abbreviation=st.text("ABCDEFGHΩЖ", min_size=2, max_size=7),
            native=native,
            **{"from": st.just(str(founded))},
        ),
        "seats": since(city=shown, country=country),
        "languages": since(language=st.sampled_from(["en", "ru", "zh", "el", "fr", "sr-Latn"])),
        "heads": since(name=shown, office=names, country=country),
        "membership": draw(memberships(founded, known)),
        "instruments": [
            {**fact, "id": f"instrument-{number}"}
            for number, fact in enumerate(
                facts(title=shown, native=native, kind=st.sampled_from(_KINDS), signed=dated)
            )
        ],
        "organs": since(name=shown, native=native, text=prose(), level=st.sampled_from(LEVELS)),
        "aims": since(text=prose()),
        "competences": since(text=prose()),
        "activities": since(name=shown, text=prose(), kind=st.sampled_from(_ACTIVITIES)),
        "events": facts(date=dated, text=prose(), major=st.sampled_from(["true", "false"])),
        "relations": since(text=names, **{"with": st.one_of(shown, st.just("org-0"))}),
        "assessments": [
            {
                "framework": "plain",
                "criterion": criterion["id"],
                "rating": draw(st.sampled_from(group["scale"]))["id"],
                "holder": draw(shown),
                "date": draw(dated),
                "confidence": draw(st.sampled_from(["high", "medium", "low"])),
                "reason": draw(prose()),
                "source": draw(source),
            }
            for group in framework["groups"]
            for criterion in group["criteria"]
            if draw(st.booleans())
        ],
        "texts": draw(texts("summary", "origins", "activities")),
    }
    return {key: value for key, value in found.items() if value}


@st.composite
def models(draw: st.DrawFn) -> Model:
    """One to four organizations, and what they refer to."""
    framework, known = draw(frameworks()), draw(statuses())
    ids = [status["id"] for status in known]
    found = {
        name: draw(organizations(name, ids, framework))
        for name in identifiers("org", draw(st.integers(1, 4)))
    }
    earliest = max(min(int(one["founded"]) for one in found.values()), 1900)
    book = {"id": "book", "type": "book", "title": draw(shown), "issued": draw(dates(1900))}
    book["author"] = [{"family": draw(words), "given": draw(words)}, {"literal": draw(shown)}]
    treaty = {"id": "treaty", "type": "treaty", "title": "Treaty", "issued": str(earliest)}
    comparison = {
        "id": "all",
        "title": draw(shown),
        "subtitle": draw(shown),
        "organizations": draw(st.permutations(sorted(found))),
        "framework": "plain",
        "texts": draw(texts("summary", "introduction", "comparison", "conclusions")),
    }
    return {
        **{f"data/organizations/{name}.yaml": one for name, one in found.items()},
        "data/statuses.yaml": {"statuses": known},
        "data/frameworks/plain.yaml": framework,
        "data/sources.yaml": {"references": [treaty, book]},
        "data/comparison.yaml": comparison,
        "config.yaml": {
            "editions": [
                {"id": "early", "as_of": str(draw(st.integers(earliest, _LATEST)))},
                {"id": "now", "as_of": f"{_LATEST + 1}-12-31"},
            ],
            "changes": {"from": "early", "to": "now"},
        },
    }


def written(folder: Path, model: Model) -> Workspace:
    """A project of a model: the small one with other data, made in every format."""
    shutil.rmtree(folder, ignore_errors=True)
    space = project_at(folder, PROJECT)
    for path in (space.path / "data/organizations").glob("*.yaml"):
        path.unlink()
    (space.path / "data/countries.yaml").unlink()
    config = yaml.safe_load((PROJECT / "config.yaml").read_text(encoding="utf-8"))
    every = ["pdf", "docx", "html", "md"]
    config["documents"] = dict.fromkeys(config["documents"], every)
    for file, content in model.items():
        value = {**config, **content} if file == "config.yaml" else content
        text = json.dumps(value, ensure_ascii=False)
        (space.path / file).write_text(text, encoding="utf-8")
    return space
