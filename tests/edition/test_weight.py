"""How weight is spread among participants."""

from datetime import date

import pytest
from small_project import PROJECT

from orgbriefs.data.library import load_library
from orgbriefs.data.model import MEASURES, Country
from orgbriefs.edition.resolve import resolve_organization
from orgbriefs.edition.weight import weight, weights


def test_shares_are_of_the_year_that_most_participants_have() -> None:
    library = load_library(PROJECT / "data")
    early = weight(resolve_organization(library, "alpha", date(2010, 6, 30)), "population")
    assert early is not None
    assert (early.year, early.largest.country.name, early.total) == ("2008", "Aland", 4_000_000)
    assert early.largest.share == 0.75
    assert early.concentration == pytest.approx(0.75**2 + 0.25**2)
    # Of 2019 only one participant has a figure, so that there is nothing to compare.
    late = weight(resolve_organization(library, "alpha", date(2020, 12, 31)), "population")
    assert late is not None
    assert (late.year, [s.country.name for s in late.shares]) == ("2008", ["Aland", "Cland"])


def test_a_participant_without_a_figure_is_named_and_left_out() -> None:
    edition = resolve_organization(load_library(PROJECT / "data"), "alpha", date(2011, 6, 30))
    found = weight(edition, "gdp")
    assert found is not None
    assert [country.name for country in found.missing] == ["Cland"]
    assert found.largest.share == 0.6


def test_a_year_counts_once_it_has_ended() -> None:
    library = load_library(PROJECT / "data")
    before = resolve_organization(library, "alpha", date(2008, 12, 30))
    after = resolve_organization(library, "alpha", date(2008, 12, 31))
    assert weights(before) == ()
    assert [entry.measure for entry in weights(after)] == ["population", "gdp"]


def test_every_measure_is_a_field_of_a_country() -> None:
    assert set(MEASURES) <= set(Country.model_fields)
