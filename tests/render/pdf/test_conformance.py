"""Which findings of the checkers are no fault: those that are explained, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgbriefs.render.pdf.conformance import EXPLAINED, Finding

LANGUAGE = "2 figure(s) have alternative text that does not read as language"
WHOLE = "a /Figure covers the whole page while the page carries tagged text"
ORDER = "1 page(s) paint tagged content out of tag-tree order; worst is page 9, where 2 of 8 …"


@pytest.mark.parametrize(
    ("rule", "message", "evidence", "explained"),
    [
        (
            "FIG-012",
            LANGUAGE,
            "Lines over the years. CIS: 1991, 11; 199…; Shares of the largest",
            True,
        ),
        ("FIG-012", LANGUAGE, "Lines of 1991, 1992; 20, 30, 40", False),
        ("TAG-030", WHOLE, "A lane for each organization on a scale of years", True),
        ("TAG-030", WHOLE, "scan_0001.png", False),
        ("TAG-030", WHOLE, "", False),
        ("ORD-001", f"{ORDER} (75% in order)", "", True),
        ("ORD-001", f"{ORDER} (31% in order)", "", False),
        ("ORD-001", "pages are painted out of order", "", False),
    ],
)
def test_only_what_is_meant_is_explained(
    rule: str, message: str, evidence: str, *, explained: bool
) -> None:
    meant, _ = EXPLAINED[rule]
    assert meant(Finding(Path("a.pdf"), "outloud", rule, message, 9, evidence)) is explained
