"""The documents of the data that ship, built whole and read back."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, Workspace, workspace_at
from reading import pdf_pages, printed_by_libreoffice, text_of, web_faults, word_faults

from orgbriefs.pdf.conformance import findings

#: What bears a later year in an edition as of 2006: the chapter that the edition presents, the
#: edition's own name, and the year for which a force was planned in 2006.
MAY_NAME_LATER_YEARS = (
    "SIPRI Yearbook 2007",
    "Baranovsky",
    "P. Dunay",
    "sipri.org/yearbook/2007",
    "edition 2007",
    "one of 2007 applied",
    "to Be Formed by 2010",
    "until 2010",
)
LATER = (
    "Nurgaliyev Lebedev Semerikov Khachaturov Tasmagambetov Chechelashvili Efendiyev Alimov "
    "Norov Yermekbayev Laos Maldives Tianjin 'CIS Plus' Crimea Maidan"
).split()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, faces: Path) -> Workspace:
    space = workspace_at(tmp_path_factory.mktemp("shipped") / "project", faces, ROOT)
    done = space.snakemake()
    assert done.returncode == 0, done.stderr
    assert "132 built, 0 unchanged, 0 failed" in done.stderr
    return space


def lost_words(written: str, printed: str) -> list[str]:
    """Words of letters that stand in ``written`` more often than in ``printed``."""

    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"[^\W\d_]{4,}", text))

    return sorted((words(written) - words(printed)).elements())


def documents(space: Workspace, **wanted: str) -> list[Path]:
    records = json.loads((space.path / "out/manifest.json").read_text())["documents"]
    return [
        space.path / record["path"]
        for record in records
        if all(record[key] == value for key, value in wanted.items())
    ]


def test_the_manifest_lists_every_document_of_both_editions(shipped: Workspace) -> None:
    for edition in ("2007", "current"):
        assert len(documents(shipped, edition=edition, kind="briefing")) == 6
        assert len(documents(shipped, edition=edition, kind="factsheet")) == 24
        assert len(documents(shipped, edition=edition, kind="handout")) == 30


def test_documents_have_the_length_of_their_kind(shipped: Workspace) -> None:
    for path in documents(shipped, kind="factsheet", format="pdf"):
        assert pdf_pages(path) == 2, path.name
    for audience, least, most in (
        ("policymakers", 8, 16),
        ("students", 8, 16),
        ("journalists", 5, 12),
    ):
        papers = documents(shipped, kind="briefing", audience=audience, format="pdf")
        assert papers
        for path in papers:
            assert least <= pdf_pages(path) <= most, path.name


def test_the_briefing_paper_follows_the_chapter(shipped: Workspace) -> None:
    for path in documents(shipped, kind="briefing", audience="policymakers", format="pdf"):
        with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        order = [
            next(i for i, title in enumerate(titles) if word in title)
            for word in (
                "Introduction",
                "Background",
                "(CIS)",
                "(CSTO)",
                "GUAM",
                "(SCO)",
                "Comparison",
                "Conclusions",
                "Sources",
            )
        ]
        assert order == sorted(order), titles


def test_the_edition_of_2007_says_who_took_part(shipped: Workspace) -> None:
    for path in documents(
        shipped, edition="2007", kind="factsheet", audience="policymakers", format="pdf"
    ):
        text = " ".join(text_of(path).split())
        wanted = {
            "cis": "Twelve states take part in the CIS",
            "csto": "Seven states take part in the CSTO",
            "guam": "Four states take part in GUAM",
            "sco": "Six states take part in the SCO",
        }[path.name.split("-")[0]]
        assert wanted in text, path.name


def test_nothing_later_leaks_into_the_edition_of_2007(shipped: Workspace) -> None:
    papers = documents(shipped, edition="2007")
    assert len(papers) == 60
    leaks = []
    for path in papers:
        text = " ".join(text_of(path).split()).replace("\N{HYPHEN} ", "")
        for match in re.finditer(r"(?<![\d/])20(0[7-9]|[1-9]\d)(?!\d)", text):
            around = text[max(0, match.start() - 160) : match.end() + 40]
            if not any(allowed in around for allowed in MAY_NAME_LATER_YEARS):
                leaks.append(f"{path.name}: …{around}…")
        leaks += [f"{path.name}: {name}" for name in LATER if name in text]
    assert not leaks, "\n".join(leaks)


def test_no_document_shows_what_a_reader_must_not_see(shipped: Workspace) -> None:
    signs = re.compile(
        r"None\b|\bnan\b|\{\{|\}\}|\{%|\[@|Undefined|\.\.(?!\.)|(?<![\w-])\d{4}-\d\d-\d\d|\(\)"
    )
    papers = documents(shipped)
    assert len(papers) == 132
    found = []
    for path in papers:
        text = re.sub(r"\S+/\S+|\n", " ", text_of(path))
        found += [
            f"{path.name}: …{text[max(0, m.start() - 30) : m.end() + 30]}…"
            for m in signs.finditer(text)
        ]
    assert not found, "\n".join(found)


@pytest.mark.office
def test_handouts_print_on_two_to_four_pages(shipped: Workspace, tmp_path: Path) -> None:
    files = documents(shipped, kind="handout", format="docx")
    printed = printed_by_libreoffice(files, tmp_path)
    pages = {name: pdf_pages(path) for name, path in printed.items()}
    assert len(pages) == 30
    assert not {name: n for name, n in pages.items() if not 2 <= n <= 4}
    for file in files:
        lost = lost_words(text_of(file), text_of(printed[file.stem]))
        assert not lost, f"{file.name}: LibreOffice lost {lost}"


def test_every_pdf_conforms_to_pdf_ua_and_pdf_a(shipped: Workspace) -> None:
    papers = [path for path in documents(shipped) if path.suffix == ".pdf"]
    assert len(papers) == 33
    assert [str(finding) for finding in findings(papers)] == []


def test_no_page_has_what_a_designer_would_mend(shipped: Workspace) -> None:
    for edition in ("2007", "current"):
        report = (shipped.path / f"out/{edition}/copy-fitting.md").read_text(encoding="utf-8")
        assert report.count("-fact-sheet-") == 12
        assert "Nothing: no heading at the foot of a page" in report, report
        assert "ruled for notes" not in report


def test_fact_sheets_fit_letter_paper_too(shipped: Workspace) -> None:
    sheets = documents(shipped, edition="current", kind="factsheet", format="pdf")
    names = [p.relative_to(shipped.path).as_posix() for p in sheets if "-students-" in p.name]
    assert len(names) == 4
    shipped.built("--config", "paper=Letter", "--", *names)
    for name in names:
        assert pdf_pages(shipped.path / name) == 2


def test_web_pages_are_accessible(shipped: Workspace) -> None:
    pages = documents(shipped, format="html")
    assert len(pages) == 63
    found = [f"{p.name}: {fault}" for p in pages for fault in web_faults(p)]
    assert not found, "\n".join(found[:20])


def test_word_files_are_clean(shipped: Workspace) -> None:
    files = documents(shipped, format="docx")
    assert len(files) == 33
    found = [f"{p.name}: {fault}" for p in files for fault in word_faults(p)]
    assert not found, "\n".join(found[:20])
