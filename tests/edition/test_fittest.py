"""The fittest source of each fact."""

from datetime import date
from pathlib import Path

import pytest
from small_project import copy_of_project, edit

from orgbriefs.data.library import load_library
from orgbriefs.edition.fittest import with_fittest_sources
from orgbriefs.edition.resolve import resolve_organization

ALPHA = "data/organizations/alpha.yaml"
BLAND = "from: 1999-05-01, to: 2012-03-01, instrument: pact"
TREATY = (
    'type: treaty, title: Pact of Riverton, issued: 1999-05-01, URL: "https://example.org/pact"}'
)


@pytest.mark.parametrize(
    ("note", "kept"), [("", ["treaty"]), (", note: The days differ", ["mirror", "treaty"])]
)
def test_a_fact_keeps_the_source_of_the_best_rank(
    tmp_path: Path, note: str, kept: list[str]
) -> None:
    root = copy_of_project(tmp_path)
    edit(
        root / "data/sources.yaml",
        TREATY,
        f"{TREATY[:-1]}, rank: treaty}}\n  - {{id: mirror, rank: mirror, {TREATY}",
    )
    edit(
        root / ALPHA,
        f'{BLAND}, source: "treaty, art. 4"',
        f"{BLAND}, source: [mirror, treaty]{note}",
    )
    edition = resolve_organization(load_library(root / "data"), "alpha", date(2011, 6, 30))
    (entry,) = (
        entry
        for entry in with_fittest_sources(edition).organization.membership
        if entry.country == "BB"
    )
    assert [citation.key for citation in entry.source] == kept
