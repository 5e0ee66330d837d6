"""Valid projects at random: many or few members, early and late years, other scripts, no texts.

Each number makes the same project. Hypothesis draws none of this size: it gives up what needs
more than 8 KB of choices, so that only organizations with next to nothing are left.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml
from conftest import Workspace, project_at
from small_project import PROJECT

from orgbriefs.data.countries import iso_codes
from orgbriefs.data.model import LEVELS

CODES = sorted(iso_codes())
#: A model: what each file of a project holds.
Model = dict[str, dict[str, Any]]
#: What words of Latin letters are put together from, so that they break and fill lines as words do.
_ONSETS = "b c d f g h l m n p r s t v br cl dr st tr pl sh th é è ñ ç ł ø đ".split()
_VOWELS = "a e i o u a e i o ai ou io é ö å ạ".split()
_CODAS = ("", "", "", "n", "r", "s", "t", "l", "nd", "st", "ß")
#: Letters of other scripts, by a language that is written in them.
_LETTERS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўљњћђџ",
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώΐΰᾳὦ",
    "zh": "上海合作组织东盟国家联合经济区域安全和平发展",
    "ja": "アイウエオカキクケコサシスセソ日本国際協力機構",
    "ko": "가나다라마바사아자차카타파하국제협력기구",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "th": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวสห",
    "hi": "अआइईकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "am": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዘየደጀገጠጨጰጸፀፈፐ",
}
_MARKS = "&<>\"'()-–.,:;#@*_`|{}[]!?%$/\\~^+="
#: The latest year of all that is written, and of what is known.
_LATEST = 2030
_KINDS = ("treaty", "charter", "agreement", "protocol", "convention", "declaration", "decision")
_ACTIVITIES = ("operation", "exercise", "force", "programme", "institution")
_STATUSES = ("member", "associate", "applicant", "observer", "suspended", "dialogue-partner")
#: How much there is of something, from nothing to more than goes on a page.
_NUMBERS = {
    "members": (1, 1, 2, 3, 5, 8, 12, 19, 20, 21, 30, 46, 60),
    "events": (0, 0, 1, 3, 8, 20, 60),
    "instruments": (0, 0, 1, 4, 25),
    "organs": (0, 0, 2, 4, 8),
    "activities": (0, 0, 3, 20),
    "few": (0, 0, 1, 2, 4),
}
_SECTIONS = ("summary", "origins", "membership", "structure", "activities", "tests", "record")
_OF_AUDIENCES = ("talking-points", "decisions", "peg", "naming", "errors", "question", "exercise")
#: Sections that take a sentence or two.
_SHORT = ("peg", "question")
_OF_COMPARISONS = ("summary", "findings", "introduction", "background", "comparison", "conclusions")
#: Organizations of a project; a briefing compares two to twelve.
_ORGANIZATIONS = (1, 1, 2, 3, 4, 12)
#: In one of so many projects, names have strange marks and words that are far too long.
_STRANGE = 8


class Writer:
    """Draws words and dates, all from one source of chance.

    Args:
        chance: what is drawn from.
        books: keys of the sources, from which some are cited.
    """

    def __init__(self, chance: Random, books: Sequence[str]) -> None:
        self.chance, self.books = chance, books
        self.strange = chance.randrange(_STRANGE) == 0
        self.foreign = [chance.choice(sorted(_LETTERS)) for _ in range(2)]

    def word(self, language: str = "en") -> str:
        """A word of some letters, in a language's script."""
        if self.strange and self.chance.random() < 0.1:
            return "".join(self.chance.choices("abcdefghij", k=self.chance.randint(40, 120)))
        if language in _LETTERS:
            return "".join(self.chance.choices(_LETTERS[language], k=self.chance.randint(2, 9)))
        syllables = self.chance.choices((1, 2, 3, 4, 6), (5, 6, 4, 2, 1))[0]
        parts = [self.chance.choice(p) for _ in range(syllables) for p in (_ONSETS, _VOWELS)]
        return "".join(parts) + self.chance.choice(_CODAS)

    def words(self, least: int, most: int, language: str = "en") -> str:
        """So many words."""
        number = self.chance.randint(least, most)
        return " ".join(self.word(language) for _ in range(number))

    def name(self, most: int = 6, language: str = "en") -> str:
        """A name: a few words, with strange marks where the project has some."""
        name = self.words(1, most, language)
        marks = "".join(self.chance.choices(_MARKS, k=5)) + "x" if self.strange else ""
        return f"{name[:1].upper()}{name[1:]} {marks}".strip()

    def native(self) -> dict[str, str]:
        """A name in other languages, by their tags."""
        languages = self.chance.choice([[], ["fr"], self.foreign, [*self.foreign, "sr-Latn"]])
        return {language: self.name(6, language) for language in languages}

    def citations(self) -> list[str]:
        """What a fact rests on."""
        number = min(self.chance.choice((1, 1, 2, 3)), len(self.books))
        keys = self.chance.sample(self.books, number)
        return [key + self.chance.choice(("", ", art. 4", ", pp. 3–9")) for key in keys]

    def sentence(self, most: int = 24) -> str:
        """A sentence in the grammar of prose, that names no year; some have a citation."""
        words = self.words(4, most)
        cited = f" [@{self.citations()[0]}]"
        said = self.chance.choices(("", " *so*", " ^[a note]", cited), (12, 3, 1, 8))[0]
        return f"{words.capitalize()}{said}."

    def passages(self, section: str) -> str:
        """Paragraphs of a section, or a list."""
        if section in _SHORT:
            return self.sentence()
        told = [
            " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))
            for _ in range(self.chance.randint(1, 7))
        ]
        if self.chance.random() < 0.3:
            return "\n".join(f"- {one}" for one in told)
        return "\n\n".join(told)

    def date(self, least: int, most: int = _LATEST) -> str:
        """A year, a month or a day."""
        year, month, day = self.chance.randint(least, most), *self.chance.choices(range(1, 13), k=2)
        form = self.chance.randrange(3)
        return (f"{year:04d}", f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}-{day:02d}")[form]

    def texts(self, *sections: str) -> dict[str, Any]:
        """Passages of all sections, of some, of the first alone, or of none."""
        some = [section for section in sections if self.chance.random() < 0.5]
        chosen = self.chance.choice([sections, sections, some, sections[:1], ()])
        return {section: [{"text": self.passages(section)}] for section in chosen}

    def several(self, of: str, make: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
        """Facts, each with its sources: none, a few or many of them."""
        number = self.chance.choice(_NUMBERS[of])
        return [{"source": self.citations(), **make()} for _ in range(number)]


def frameworks(writer: Writer) -> dict[str, Any]:
    """Groups of criteria, each with its scale; steps may have one level."""
    chance = writer.chance
    groups = [
        {
            "id": f"group-{number}",
            "title": writer.name(3),
            "scale": [
                {
                    "id": f"step-{step}",
                    "label": writer.name(2),
                    "meaning": writer.sentence(12),
                    "level": str(chance.randint(0, 9)),
                }
                for step in range(chance.randint(2, 5))
            ],
            "criteria": [
                {
                    "id": f"criterion-{number}-{criterion}",
                    "title": writer.name(3),
                    "question": writer.words(5, 15),
                    "explanation": writer.words(5, 25),
                }
                for criterion in range(chance.randint(1, 4))
            ],
        }
        for number in range(chance.randint(1, 3))
    ]
    return {
        "id": "plain",
        "name": writer.name(),
        "description": writer.words(5, 20),
        "source": "treaty",
        "groups": groups,
    }


def statuses(chance: Random) -> list[dict[str, Any]]:
    """Kinds of participation, of which some, all or none count."""
    chosen = ["member"] if chance.random() < 0.4 else chance.sample(_STATUSES, chance.randint(1, 6))
    return [
        {
            "id": status,
            "label": status.replace("-", " "),
            "plural": f"{status.replace('-', ' ')}s",
            "counts": "true" if status == "member" else chance.choice(["true", "false"]),
            **chance.choice([{}, {"article": "a"}, {"change": f"became {status}"}]),
        }
        for status in chosen
    ]


def memberships(writer: Writer, founded: int, known: list[str]) -> list[dict[str, Any]]:
    """One, few or many countries; some leave, and some of those come back as something else.

    Most join at the beginning, or in a few years together.
    """
    chance, found = writer.chance, []
    waves = [founded, founded, *(chance.randint(founded, _LATEST) for _ in range(3))]
    for code in chance.sample(CODES, chance.choice(_NUMBERS["members"])):
        entry = {"country": code, "source": writer.citations()}
        status = known[0] if chance.random() < 0.7 else chance.choice(known)
        start = chance.choice([*waves, chance.randint(founded, _LATEST)])
        found.append({**entry, "status": status, "from": str(start)})
        if chance.random() < 0.15:
            end = chance.randint(start, _LATEST)
            found[-1]["to"] = str(end)
            if chance.random() < 0.5:
                found.append({**entry, "from": str(end + 1), "status": chance.choice(known)})
    return found


def organizations(
    writer: Writer, identifier: str, known: list[str], framework: dict[str, Any]
) -> dict[str, Any]:
    """An organization with much, little or nothing written of it."""
    chance = writer.chance
    founded = chance.choice(
        (chance.randint(1000, 1900), *chance.choices(range(1900, _LATEST), k=4))
    )
    language = chance.choice(["en", "en", "en", *writer.foreign])
    length = chance.choice((3, None, None, None, 120))
    name = writer.name(6, language)
    if length is not None:
        name = (name + writer.words(40, 40, language))[:length].strip()

    def since(**fields: Any) -> dict[str, Any]:
        return {"from": writer.date(founded), **fields}

    def country() -> str:
        return chance.choice(CODES)

    found = {
        "id": identifier,
        "founded": str(founded),
        "colour": chance.choice(["#7a3b2e", "#1d4f91", "#2e6b3a"]),
        "names": [
            {
                "from": str(founded),
                "text": name,
                "abbreviation": "".join(chance.choices("ABCDEFGHΩЖ", k=chance.randint(2, 7))),
                "native": writer.native(),
                "source": writer.citations(),
            }
        ],
        "seats": writer.several("few", lambda: since(city=writer.name(2), country=country())),
        "languages": writer.several(
            "few", lambda: since(language=chance.choice(["en", "ru", "zh", "el", "fr", "sr-Latn"]))
        ),
        "heads": writer.several(
            "few", lambda: since(name=writer.name(3), office=writer.name(3), country=country())
        ),
        "membership": memberships(writer, founded, known),
        "instruments": [
            {**instrument, "id": f"instrument-{number}"}
            for number, instrument in enumerate(
                writer.several(
                    "instruments",
                    lambda: {
                        "title": writer.name(),
                        "native": writer.native(),
                        "kind": chance.choice(_KINDS),
                        "signed": writer.date(founded),
                    },
                )
            )
        ],
        "organs": writer.several(
            "organs",
            lambda: since(
                name=writer.name(4),
                native=writer.native(),
                text=writer.sentence(),
                level=chance.choice(LEVELS),
            ),
        ),
        "aims": writer.several("few", lambda: since(text=writer.sentence())),
        "competences": writer.several("few", lambda: since(text=writer.sentence())),
        "activities": writer.several(
            "activities",
            lambda: since(
                name=writer.name(4), text=writer.sentence(), kind=chance.choice(_ACTIVITIES)
            ),
        ),
        "events": writer.several(
            "events",
            lambda: {
                "date": writer.date(founded),
                "text": writer.sentence(),
                "major": chance.choice(["true", "false"]),
            },
        ),
        "relations": writer.several(
            "few",
            lambda: since(
                text=writer.sentence(), **{"with": chance.choice(["org-0", writer.name()])}
            ),
        ),
        "assessments": assessments(writer, founded, framework),
        "texts": writer.texts(*_SECTIONS, *_OF_AUDIENCES),
    }
    return {key: value for key, value in found.items() if value}


def assessments(writer: Writer, founded: int, framework: dict[str, Any]) -> list[dict[str, Any]]:
    """Judgements by all criteria, by some, or by none."""
    chance = writer.chance
    share = chance.choice((0, 0.5, 1))
    held = [(writer.name(3), writer.date(founded)) for _ in range(chance.choice((1, 1, 2, 4)))]
    return [
        {
            "framework": framework["id"],
            "criterion": criterion["id"],
            "rating": chance.choice(group["scale"])["id"],
            **dict(zip(("holder", "date"), chance.choice(held), strict=True)),
            "confidence": chance.choice(["high", "medium", "low"]),
            "reason": writer.sentence(),
            "source": writer.citations(),
        }
        for group in framework["groups"]
        for criterion in group["criteria"]
        if chance.random() < share
    ]


def countries(writer: Writer) -> list[dict[str, Any]]:
    """Figures of some years for most countries, or for none."""
    chance = writer.chance
    if chance.random() < 0.3:
        return []
    return [
        {
            "code": code,
            **{
                measure: {
                    str(year): {"value": str(int(10 ** chance.uniform(4, 9))), "source": "treaty"}
                    for year in (2000, 2020, _LATEST)
                }
                for measure in ("population", "gdp", "military_expenditure")
                if chance.random() < 0.8
            },
        }
        for code in CODES
    ]


def sources(writer: Writer) -> list[dict[str, Any]]:
    """A treaty, and books by one author or several."""
    books = [
        {
            "id": key,
            "type": "book",
            "title": writer.name(8),
            "issued": writer.date(1900),
            "author": [
                {"family": writer.name(1), "given": writer.name(1)},
                {"literal": writer.name(4)},
            ][: writer.chance.randint(1, 2)],
        }
        for key in writer.books[1:]
    ]
    return [{"id": "treaty", "type": "treaty", "title": "Treaty", "issued": "2000"}, *books]


def model(number: int) -> Model:
    """The project of a number: one to twelve organizations, and what they refer to."""
    chance = Random(number)
    books = [f"book-{n}" for n in range(chance.choice((1, 5, 20)))]
    writer = Writer(chance, ["treaty", *books])
    framework, known = frameworks(writer), statuses(chance)
    ids = [status["id"] for status in known]
    found = {
        name: organizations(writer, name, ids, framework)
        for name in (f"org-{n}" for n in range(chance.choice(_ORGANIZATIONS)))
    }
    earliest = max(min(int(one["founded"]) for one in found.values()), 1900)
    figures = countries(writer)
    return {
        **{f"data/organizations/{name}.yaml": one for name, one in found.items()},
        **({"data/countries.yaml": {"countries": figures}} if figures else {}),
        "data/statuses.yaml": {"statuses": known},
        "data/frameworks/plain.yaml": framework,
        "data/sources.yaml": {"references": sources(writer)},
        "data/comparison.yaml": {
            "id": "all",
            "title": writer.name(),
            "subtitle": writer.name(8),
            "organizations": chance.sample(sorted(found), len(found)),
            "framework": "plain",
            "texts": writer.texts(*_OF_COMPARISONS),
        },
        "config.yaml": {
            "editions": [
                {"id": "early", "as_of": str(chance.randint(earliest, _LATEST))},
                {"id": "now", "as_of": f"{_LATEST + 1}-12-31"},
            ],
            "audiences": ["policymakers", "journalists", "students"],
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
