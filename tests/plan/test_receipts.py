"""A receipt is true as long as all that it names is as it was; what changed is said in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from orgbriefs.plan.receipts import FACTS, MISSING, Digests, Inputs, Receipt, digest_of

SOFTWARE = {"weasyprint": "70.0", "orgbriefs": "a"}
INPUTS = Inputs(
    given={f"{FACTS}beta": "1", "templates/factsheet.html": "2", "config.yaml: house": "3"},
    sources={"data/organizations/beta.yaml": "4", "data/sources.yaml": "5"},
    software=SOFTWARE,
)
RECEIPT = Receipt(product="out/x.pdf", sha256=digest_of("x"), inputs=INPUTS)


@pytest.mark.parametrize(
    ("now", "product", "reason"),
    [
        ({}, digest_of("x"), ""),
        ({}, MISSING, "it was deleted"),
        ({}, digest_of("y"), "it was changed"),
        ({"sources": {"data/sources.yaml": "9"}}, digest_of("x"), ""),
        (
            {"given": {"templates/factsheet.html": "9"}},
            digest_of("x"),
            "these changed: templates/factsheet.html",
        ),
        (
            {"given": {f"{FACTS}beta": "9"}, "sources": {"data/organizations/beta.yaml": "9"}},
            digest_of("x"),
            "these changed: data/organizations/beta.yaml",
        ),
        ({"given": {f"{FACTS}beta": MISSING}}, digest_of("x"), f"these changed: {FACTS}beta"),
        (
            {"given": {"templates/new.css": "9", "config.yaml: house": "9"}},
            digest_of("x"),
            "these changed: config.yaml: house, templates/new.css",
        ),
        (
            {"software": {"weasyprint": "70.1"}},
            digest_of("x"),
            "the software changed: weasyprint 70.0 → 70.1",
        ),
        ({"software": {"orgbriefs": "b"}}, digest_of("x"), "the software changed: its own code"),
    ],
)
def test_why_a_receipt_is_untrue(now: dict[str, dict[str, str]], product: str, reason: str) -> None:
    inputs = replace(INPUTS, **{key: {**getattr(INPUTS, key), **now[key]} for key in now})
    assert RECEIPT.why_untrue(inputs, product) == reason


def test_what_was_read_beyond_what_is_declared_counts_too() -> None:
    receipt = replace(RECEIPT, also_read={"templates/seal.svg": "6"})
    assert receipt.why_untrue(INPUTS, digest_of("x"), {"templates/seal.svg": "6"}) == ""
    said = receipt.why_untrue(INPUTS, digest_of("x"), {"templates/seal.svg": MISSING})
    assert said == "these changed: templates/seal.svg"


def test_a_long_list_is_cut() -> None:
    now = replace(INPUTS, given={f"templates/{n}.html": "9" for n in range(9)})
    said = RECEIPT.why_untrue(now, digest_of("x"))
    assert said.endswith("and 8 more")


def test_a_receipt_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "receipt.json"
    RECEIPT.write(path)
    assert Receipt.read(path) == RECEIPT


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"product": "x"}', '{"more": 1}'])
def test_a_spoilt_receipt_is_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(content, encoding="utf-8")
    assert Receipt.read(path) is None
    assert Receipt.read(tmp_path / "none.json") is None


def test_a_digest_is_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert Digests().of(path) == MISSING
    path.write_bytes(b"x")
    assert Digests().of(path) == digest_of("x")
    assert Digests().of(tmp_path) == MISSING
