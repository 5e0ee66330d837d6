"""Projects of any number of organizations: the same number gives the same files.

They have the templates that ship. Names, members, years and the number of facts vary as widely as
in the data that ship; each organization has two sources of its own.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from small_project import ROOT, copy_of_project

#: How many of the organizations the comparative paper compares.
_COMPARED = 4
_AUDIENCES = ("policymakers", "journalists", "students")
_PLACES = (
    "Northern Southern Eastern Western Central Coastal Alpine Baltic Caspian Pacific Atlantic "
    "Danubian Andean Saharan Aral Steppe Lakeland Island Highland Delta Gulf Strait Basin Riverine"
).split()
_FIELDS = (
    "Security|Trade|Energy|Transport|Health|Fisheries|Water|Border Management|Disaster Relief|"
    "Air Navigation|Customs|Peacekeeping|Science and Education|Agriculture|Telecommunications"
).split("|")
_BODIES = "Union Council Forum Organization Partnership Commission Community League".split()
_CODES = (
    "AF AL DZ AD AO AR AM AU AT AZ BH BD BY BE BZ BJ BT BO BA BW BR BG BF BI KH CM CA CF TD CL "
    "CN CO CR HR CU CY CZ DK DJ EC EG EE ET FI FR GA GE DE GH GR GT HU IS IN ID IR IQ IE IT JP "
    "JO KZ KE KG LA LV LB LY LT LU MG MY ML MT MX MD MN MA MZ NA NP NL NZ NE NG NO OM PK PA PE "
    "PH PL PT QA RO RU RW SA SN RS SG SK SI ZA ES LK SD SE CH SY TJ TZ TH TN TR TM UG UA GB UY UZ "
    "VN YE ZM ZW"
).split()
_PEOPLE = "Adams Bekova Costa Dimitrov Eriksen Farouk Gupta Horvat Ito Jansen Kovács Łopez".split()
_GIVEN = "Ada Boris Chiara Davit Elena Farid Greta Hugo Irina Jonas Karim Leila".split()
_CITIES = "Riverton Lakeside Portbury Hillford Marketon Bridgewater Stonefield Greenhaven".split()
_LEVELS = "summit ministerial permanent parliamentary specialized".split()
_KINDS = "operation exercise force programme institution".split()
_DOINGS = (
    "trains officers of all members each year",
    "keeps a common register and publishes it",
    "sends observers to elections that members hold",
    "runs a fund that pays for joint projects",
    "exchanges data between the authorities of its members",
    "holds exercises on land and at sea",
    "settles disputes between members by a panel of three",
    "sets standards that members take over into their law",
)


def generated_project(
    folder: Path,
    number: int,
    *,
    audiences: int = 1,
    documents: str = "factsheet: [pdf]",
) -> Path:
    """A project of ``number`` organizations, ready to be built.

    Args:
        folder: where it is put.
        number: how many organizations.
        audiences: for how many readers there are documents.
        documents: what ``config.yaml`` says of kinds and formats.
    """
    root = copy_of_project(folder)
    for path in (root / "data/organizations").glob("*.yaml"):
        path.unlink()
    sources: list[str] = ["references:"]
    names = [f"org-{index:05d}" for index in range(number)]
    for index, name in enumerate(names):
        lines = organization(index, name)
        text = "\n".join(lines) + "\n"
        (root / f"data/organizations/{name}.yaml").write_text(text, encoding="utf-8")
        sources += _sources(index, name)
    sources.append("  - {id: treaty, type: treaty, title: Pact of Riverton, issued: 1980-05-01}")
    (root / "data/sources.yaml").write_text("\n".join(sources) + "\n", encoding="utf-8")
    compared = ", ".join(names[:_COMPARED])
    (root / "data/comparison.yaml").write_text(
        "id: some\ntitle: Some organizations\nsubtitle: The first of them\nframework: plain\n"
        f'organizations: [{compared}]\ntexts: {{summary: [{{text: "Some groups [@treaty]."}}]}}\n',
        encoding="utf-8",
    )
    config = (root / "config.yaml").read_text(encoding="utf-8")
    house = config[config.index("house:") :]
    (root / "config.yaml").write_text(
        "editions:\n  - {id: now, as_of: 2020-12-31}\n"
        f"audiences: [{', '.join(_AUDIENCES[:audiences])}]\n"
        f"documents:\n  {documents}\n{house}",
        encoding="utf-8",
    )
    with_workflow(root)
    return root


def shipped_project(folder: Path) -> Path:
    """The project that ships, without anything that was made of it."""
    root = copy_of_project(folder)
    shutil.rmtree(root / "data")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "config.yaml", root)
    with_workflow(root)
    return root


def with_workflow(root: Path) -> None:
    """Let ``snakemake`` find its rules in a project."""
    shutil.copy(ROOT / "Snakefile", root)
    shutil.copytree(ROOT / "profiles", root / "profiles")
    (root / "scripts").symlink_to(ROOT / "scripts")


def organization(index: int, name: str) -> list[str]:
    """The lines of the file of one organization."""
    chance = random.Random(f"organization {index}")
    founded = chance.randint(1950, 2005)
    place, field, body = (
        _PLACES[index % len(_PLACES)],
        _FIELDS[index // len(_PLACES) % len(_FIELDS)],
        _BODIES[index // (len(_PLACES) * len(_FIELDS)) % len(_BODIES)],
    )
    full = f"{place} {body} for {field}"
    short = "".join(word[0] for word in full.split() if word[0].isupper())
    cited = f"{name}-treaty"
    own = f"[{name}-treaty, {name}-report]"
    city, seat = chance.choice(_CITIES), chance.choice(_CODES)

    def years(number: int) -> Iterator[int]:
        yield from sorted(chance.randint(founded, 2019) for _ in range(number))

    lines = [
        f"id: {name}",
        f"founded: {founded}-05-01",
        f'colour: "#{chance.randint(0x20, 0x70):02x}{chance.randint(0x20, 0x70):02x}50"',
        "names:",
        f"  - {{from: {founded}-05-01, text: {full}, abbreviation: {short}{index % 97}, "
        f"article: the, source: {own}}}",
        f"seats: [{{from: {founded}-05-01, city: {city}, country: {seat}, source: {cited}}}]",
        f"languages: [{{from: {founded}-05-01, language: en, source: {cited}}}]",
        "heads:",
    ]
    bounds = [founded, *sorted(set(chance.sample(range(founded + 1, 2020), 3)))]
    for begin, end in zip(bounds, [*bounds[1:], None], strict=True):
        until = f" to: {end - 1}-12-31," if end is not None else ""
        person = f"{chance.choice(_GIVEN)} {chance.choice(_PEOPLE)}"
        day = "05-01" if begin == founded else "01-01"
        lines.append(
            f"  - {{from: {begin}-{day},{until} name: {person}, office: Secretary General, "
            f"country: {chance.choice(_CODES)}, source: {own}}}"
        )
    lines.append("membership:")
    members = chance.sample(_CODES, chance.randint(4, 16))
    for position, code in enumerate(members):
        since = founded if position < len(members) // 2 else chance.randint(founded, 2018)
        instrument = " instrument: pact," if since == founded else ""
        status = "observer" if position == len(members) - 1 and since > founded else "member"
        lines.append(
            f"  - {{country: {code}, status: {status}, from: {since}-05-01,{instrument} "
            f"source: {cited}}}"
        )
    lines += [
        "instruments:",
        f"  - {{id: pact, title: Pact of {city}, kind: treaty, signed: {founded}-05-01, "
        f"in_force: {founded + 1}-01-01, place: {city}, founding: true, source: {cited}}}",
    ]
    for position, year in enumerate(years(chance.randint(1, 4))):
        lines.append(
            f"  - {{id: protocol-{position}, title: Protocol on {chance.choice(_FIELDS).lower()}, "
            f"kind: protocol, signed: {year}-06-15, place: {chance.choice(_CITIES)}, "
            f"source: {own}}}"
        )
    lines.append("organs:")
    for level in _LEVELS[: chance.randint(2, 5)]:
        lines.append(
            f"  - {{from: {founded}-05-01, name: {level.title()} Council, level: {level}, "
            f"text: It {chance.choice(_DOINGS)}., source: {cited}}}"
        )
    lines.append("aims:")
    for doing in chance.sample(_DOINGS, 2):
        aim = f"the organization {doing}"
        lines.append(f"  - {{from: {founded}-05-01, text: {aim}, source: {cited}}}")
    lines.append("activities:")
    for year in years(chance.randint(2, 5)):
        lines.append(
            f"  - {{from: {year}-05-01, name: {chance.choice(_PLACES)} {chance.choice(_CITIES)}, "
            f"kind: {chance.choice(_KINDS)}, text: It {chance.choice(_DOINGS)}., source: {own}}}"
        )
    lines.append("events:")
    for year in years(chance.randint(3, 7)):
        lines.append(
            f"  - {{date: {year}-09-01, text: The members meet in {chance.choice(_CITIES)}., "
            f"major: true, source: {own}}}"
        )
    return [*lines, *_texts(chance, full, name)]


def _texts(chance: random.Random, full: str, name: str) -> list[str]:
    def sentences(number: int) -> str:
        told = ". ".join(f"It {doing}" for doing in chance.sample(_DOINGS, number))
        return f"{told} [@{name}-report]."

    return [
        "texts:",
        "  summary:",
        f"    - {{text: {_quoted(f'The {full} joins its members [@{name}-treaty].')}}}",
        "  origins:",
        f"    - {{text: {_quoted(f'It began with a pact. {sentences(2)}')}}}",
        "  activities:",
        f"    - {{text: {_quoted(sentences(chance.randint(1, 4)))}}}",
    ]


def _sources(index: int, name: str) -> Sequence[str]:
    chance = random.Random(f"sources {index}")
    year = chance.randint(1950, 2005)
    return (
        f"  - {{id: {name}-treaty, type: treaty, title: Founding pact number {index}, "
        f'issued: {year}, URL: "https://example.org/{name}/pact"}}',
        f"  - {{id: {name}-report, type: report, title: Report of the secretariat {index}, "
        f"author: [{{literal: Secretariat {index}}}], issued: 2020-0{chance.randint(1, 9)}, "
        f'URL: "https://example.org/{name}/report", accessed: 2026-11-24}}',
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
