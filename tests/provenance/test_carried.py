"""A document carries the facts whose sources it cites, and nothing else."""

from __future__ import annotations

from orgbriefs.edition.record import OrganizationAt
from orgbriefs.provenance.carried import carried

EDITION = {
    "as_of": "2020-12-31",
    "references": [
        {"id": key, "type": "treaty", "title": key} for key in ("charter", "census", "memoir")
    ],
    "glossary": [],
    "statuses": [{"id": "member", "label": "member", "plural": "members", "counts": True}],
    "frameworks": [],
    "countries": [
        {
            "code": code,
            "population": {year: {"value": 5, "source": "census"} for year in ("2018", "2019")},
        }
        for code in ("KZ", "KG")
    ],
    "organization": {
        "id": "alpha",
        "founded": "2001-06-15",
        "names": [
            {
                "from": "2001-06-15",
                "text": "Alpha",
                "abbreviation": "A",
                "source": "charter, art. 1",
            }
        ],
        "membership": [
            {"country": code, "status": "member", "from": "2001-06-15", "source": "charter"}
            for code in ("KZ", "KG")
        ],
        "texts": {"summary": [{"text": "It met [@charter]."}, {"text": "It rested [@memoir]."}]},
    },
}


def test_what_rests_on_sources_that_are_not_cited_stays_behind() -> None:
    edition = OrganizationAt.model_validate(EDITION)
    found = carried(edition, {"charter"})
    assert [work["id"] for work in found["references"]] == ["charter"]
    assert [entry["country"] for entry in found["organization"]["membership"]] == ["KZ", "KG"]
    assert [p["text"] for p in found["organization"]["texts"]["summary"]] == ["It met [@charter]."]
    assert found["countries"] == [{"code": "KZ"}, {"code": "KG"}]


def test_of_figures_by_year_those_that_are_compared_are_carried() -> None:
    found = carried(OrganizationAt.model_validate(EDITION), {"charter", "census"})
    assert [list(country["population"]) for country in found["countries"]] == [["2019"], ["2019"]]


def test_a_document_without_sources_carries_no_facts_with_any() -> None:
    found = carried(OrganizationAt.model_validate(EDITION), ())
    assert found["references"] == []
    assert found["organization"].keys() == {"id", "founded", "colour"}
