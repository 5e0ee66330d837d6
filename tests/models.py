"""Valid projects at random: many or few members, early and late years, other scripts, no texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import Workspace, project_at
from hypothesis import strategies as st
from small_project import PROJECT

CODES = (
    "AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM "
    "CA CF TD CL CN CO KM CG CD CR CI HR CU CY CZ"
).split()
#: Letters that the house's fonts have.
_LETTERS = "abcdefghijklmnopqrstuvwxyzéèñößçłøåÀÉŠабвгдежзийклмнопрстуфхцчшщъыьэюя上海合作组织"
_MARKS = "&<>\"'()-–.,:;#@*_`|{}[]!?%$/\\~^+="

words = st.text(_LETTERS, min_size=1, max_size=14)
long_word = st.text("abcdefghij", min_size=40, max_size=120)
names = st.lists(st.one_of(words, words, words, long_word), min_size=1, max_size=6).map(" ".join)
shown = st.tuples(names, st.text(_MARKS + _LETTERS, max_size=12)).map(
    lambda pair: f"{pair[0]} {pair[1]}".strip() + "x"
)
years = st.integers(1000, 2019)


@st.composite
def dates(draw: st.DrawFn, least: int = 1000, most: int = 2019) -> str:
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
def organizations(draw: st.DrawFn, identifier: str) -> dict[str, Any]:
    founded = draw(st.integers(1000, 2005))
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=46, unique=True))
    dated = st.integers(founded, 2019).map(str)

    def facts(**fields: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        one = st.fixed_dictionaries({**fields, "source": st.just("treaty")})
        return draw(st.lists(one, max_size=4))

    found = {
        "id": identifier,
        "founded": str(founded),
        "colour": draw(st.sampled_from(["#7a3b2e", "#1d4f91", "#2e6b3a"])),
        "names": [
            {
                "from": str(founded),
                "text": draw(shown),
                "abbreviation": draw(st.text("ABCDEFGH", min_size=2, max_size=7)),
                "source": "treaty",
            }
        ],
        "membership": [
            {"country": code, "status": "member", "from": draw(dated), "source": "treaty"}
            for code in codes
        ],
        "organs": facts(
            **{"from": dated}, name=shown, text=prose(), level=st.sampled_from(["summit"])
        ),
        "activities": facts(
            **{"from": dated}, name=shown, text=prose(), kind=st.sampled_from(["exercise"])
        ),
        "events": facts(date=dated, text=prose(), major=st.booleans().map(str).map(str.lower)),
    }
    if draw(st.booleans()):
        passages = st.lists(prose(), min_size=1, max_size=3).map("\n\n".join)
        found["texts"] = {"summary": [{"text": draw(passages)}]}
    return {key: value for key, value in found.items() if value}


@st.composite
def models(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """One to four organizations by their ids."""
    number = draw(st.integers(1, 4))
    return {f"org-{n}": draw(organizations(f"org-{n}")) for n in range(number)}


def written(folder: Path, model: dict[str, dict[str, Any]]) -> Workspace:
    """A project of a model: the small one with other organizations, and nothing that names them."""
    shutil.rmtree(folder, ignore_errors=True)
    space = project_at(folder, PROJECT)
    for path in (space.path / "data/organizations").glob("*.yaml"):
        path.unlink()
    (space.path / "data/comparison.yaml").write_text(
        json.dumps(
            {
                "id": "all",
                "title": "All",
                "subtitle": "Of them",
                "organizations": sorted(model),
                "framework": "plain",
                "texts": {},
            }
        ),
        encoding="utf-8",
    )
    for name, organization in model.items():
        path = space.path / "data/organizations" / f"{name}.yaml"
        path.write_text(json.dumps(organization, ensure_ascii=False), encoding="utf-8")
    return space
