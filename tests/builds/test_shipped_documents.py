"""The documents of the data that ship, built whole and read back."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from conftest import Workspace
from reading import pdf_pages, printed_by_libreoffice, text_of, web_faults, word_faults

from orgbriefs.render.pdf.conformance import findings

#: What bears a later year in an edition as of 2006: the chapter that the edition presents, the
#: edition's own name, and the year for which a force was planned in 2006. Each says the years
#: that it holds, so that no other is forgiven beside it.
MAY_NAME_LATER_YEARS = (
    r"SIPRI Yearbook 2007",
    r"Dunay\.? 2007",
    r"(?:Oxford University Press|International Security), 2007",
    r"sipri\.org/yearbook/2007",
    r"edition 2007",
    r"one of 2007 applied",
    r"to [Bb]e [Ff]ormed by 2010",
    r"until 2010",
    # A note of 2008, the only source on when an agreement of 2004 was ratified.
    r"CSTO of 2004 and 2007",
    # What was to be watched from 2006 on: by when, and plans of that year.
    r"\((?:[A-Z][a-z]+ )?20(?:07|10)\)\.? Look for",
    r"complete the forces by 2010",
    r"mid.2007",
    r"(?:by|due on) (?:1 )?June 2007",
    r"\(1 June 2007\)",
    r"before 2010",
    r"[Ii]n 2007[:,]|session of 2007",
    r"середини 2007",
    # What Georgia and its partners wrote when it left: the only accounts of when it had come.
    r"(?:Ministry of Foreign Affairs of Georgia|Civil Georgia|BelTA|———)\.? 200[89]",
    r"1[89] Aug(?:ust)? 200[89]",
    r"8 Feb(?:ruary)? 2018",
    r"drug trafficking, Sept 2018",
    r"Середини 2007",
    # Two accounts of 2018, the only ones of an operation that began in 2003.
    r"drug trafficking 2018; TASS 2018",
    r"(?:Red Dune”’|Operation’)[.,] (?:8 February|September) 2018",
)
LATER = (
    "Nurgaliyev",
    "Lebedev",
    "Semerikov",
    "Khachaturov",
    "Tasmagambetov",
    "Chechelashvili",
    "Efendiyev",
    "Alimov",
    "Norov",
    "Yermekbayev",
    "Laos",
    "Maldives",
    "Tianjin",
    "CIS Plus",
    "Crimea",
    "Maidan",
)


def lost_words(written: str, printed: str) -> list[str]:
    """Words of letters that stand in ``written`` more often than in ``printed``."""

    def words(text: str) -> Counter[str]:
        # Lines of Han may end anywhere.
        text = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)
        return Counter(re.findall(r"[^\W\d_]{4,}", text))

    return sorted((words(written) - words(printed)).elements())


def test_every_document_of_both_editions_is_there(shipped: Workspace) -> None:
    for edition in ("2007", "current"):
        assert len(shipped.documents(edition=edition, kind="briefing")) == 6
        assert len(shipped.documents(edition=edition, kind="factsheet")) == 24
        assert len(shipped.documents(edition=edition, kind="handout")) == 30
    assert len(shipped.documents()) == 132


def test_documents_have_the_length_of_their_kind(shipped: Workspace) -> None:
    for path in shipped.documents(kind="factsheet", format="pdf"):
        assert pdf_pages(path) == 2, path.name
    for audience, least, most in (
        ("policymakers", 12, 32),
        ("students", 12, 32),
        ("journalists", 5, 16),
    ):
        papers = shipped.documents(kind="briefing", audience=audience, format="pdf")
        assert papers
        for path in papers:
            assert least <= pdf_pages(path) <= most, path.name


def test_the_briefing_paper_follows_the_chapter(shipped: Workspace) -> None:
    for path in shipped.documents(kind="briefing", audience="policymakers", format="pdf"):
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
                "Notes and sources",
            )
        ]
        assert order == sorted(order), titles


def test_the_edition_of_2007_says_who_took_part(shipped: Workspace) -> None:
    for path in shipped.documents(
        edition="2007", kind="factsheet", audience="policymakers", format="pdf"
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
    papers = shipped.documents(edition="2007")
    assert len(papers) == 60
    allowed = re.compile("|".join(MAY_NAME_LATER_YEARS))
    leaks = []
    for path in papers:
        text = " ".join(text_of(path).split()).replace("\N{HYPHEN} ", "").replace("- ", "-")
        spans = [match.span() for match in allowed.finditer(text)]
        for match in re.finditer(r"(?<![\d/])20(0[7-9]|[1-9]\d)(?!\d)", text):
            if not any(start <= match.start() < end for start, end in spans):
                around = text[max(0, match.start() - 60) : match.end() + 20]
                leaks.append(f"{path.name}: …{around}…")
        leaks += [f"{path.name}: {name}" for name in LATER if name in text]
    assert not leaks, "\n".join(leaks)


def test_no_document_shows_what_a_reader_must_not_see(shipped: Workspace) -> None:
    signs = re.compile(
        r"None\b|\bnan\b|\{\{|\}\}|\{%|\[@|Undefined|\.\.(?!\.)|(?<![\w-])\d{4}-\d\d-\d\d|\(\)"
    )
    papers = shipped.documents()
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
    files = shipped.documents(kind="handout", format="docx")
    printed = printed_by_libreoffice(files, tmp_path)
    pages = {name: pdf_pages(path) for name, path in printed.items()}
    assert len(pages) == 30
    assert not {name: n for name, n in pages.items() if not 2 <= n <= 4}
    for file in files:
        lost = lost_words(text_of(file), text_of(printed[file.stem]))
        assert not lost, f"{file.name}: LibreOffice lost {lost}"


def test_every_pdf_conforms_to_pdf_ua_and_pdf_a(shipped: Workspace) -> None:
    papers = [path for path in shipped.documents() if path.suffix == ".pdf"]
    assert len(papers) == 33
    assert [str(finding) for finding in findings(papers)] == []


def test_no_page_has_what_a_designer_would_mend(shipped: Workspace) -> None:
    faults = shipped.faults()
    assert len(faults) == 33
    sheets = {name: found for name, found in faults.items() if "fact-sheet" in name}
    # A figure that does not go on the first page leaves the end of it empty, once.
    assert all(re.search("are empty", fault) for found in sheets.values() for fault in found)
    assert len({name for name, found in sheets.items() if found}) <= 1, sheets
    left = {name: found for name, found in faults.items() if found and name not in sheets}
    assert left == {}


def test_fact_sheets_fit_letter_paper_too(shipped: Workspace) -> None:
    plan = shipped.plan(paper="Letter")
    shipped.prepare(plan)
    sheets = [
        document
        for document in plan.documents.all
        if (document.edition, document.kind, document.audience, document.format)
        == ("current", "factsheet", "students", "pdf")
        and document.subject in ("guam", "sco")  # the least text, and the most
    ]
    assert len(sheets) == 2
    for document in sheets:
        path = shipped.write(plan, document)
        assert path.relative_to(shipped.path / "out").parts[0] == "trials"
        assert pdf_pages(path) == 2


def test_web_pages_are_accessible(shipped: Workspace) -> None:
    pages = shipped.documents(format="html")
    assert len(pages) == 63
    found = [f"{p.name}: {fault}" for p in pages for fault in web_faults(p)]
    assert not found, "\n".join(found[:20])


def test_word_files_are_clean(shipped: Workspace) -> None:
    files = shipped.documents(format="docx")
    assert len(files) == 33
    found = [f"{p.name}: {fault}" for p in files for fault in word_faults(p)]
    assert not found, "\n".join(found[:20])
