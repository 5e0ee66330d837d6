"""Names stand in the order in which a reader looks for them."""

from __future__ import annotations

import pytest
from babel import Locale
from pyuca import Collator

from orgbriefs.language.collation import collation_key


def test_names_with_marks_stand_beside_those_without() -> None:
    names = ["Zambia", "Åland", "Albania", "Côte d’Ivoire", "Croatia", "Costa Rica", "Österreich"]
    ordered = ["Åland", "Albania", "Costa Rica", "Côte d’Ivoire", "Croatia", "Österreich", "Zambia"]
    assert sorted(names, key=collation_key) == ordered


def test_case_and_marks_tell_equals_apart() -> None:
    assert sorted(["resume", "Résumé", "résumé", "Resume"], key=collation_key) == [
        "resume",
        "Resume",
        "résumé",
        "Résumé",
    ]


@pytest.fixture(scope="module")
def unicode_order() -> Collator:
    return Collator()


@pytest.mark.parametrize("tag", "en fr de pl da tr vi ru uk be bg mk kk sq is".split())
def test_countries_stand_as_unicode_has_them(unicode_order: Collator, tag: str) -> None:
    names = [str(name) for code, name in Locale(tag).territories.items() if len(code) == 2]
    names = [name for name in names if not set(name) & set("()&,.'’-–·")]
    assert len(names) > 100
    assert sorted(names, key=collation_key) == sorted(names, key=unicode_order.sort_key)
