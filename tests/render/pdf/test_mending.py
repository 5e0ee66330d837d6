"""Text flows past what does not go on a page, and words are kept whole where they must be."""

from __future__ import annotations

import weasyprint
from sheets import PAGE

from orgbriefs.render.pdf.layout import faults, lines_of, pages_of
from orgbriefs.render.pdf.mending import pages_mended

DRAWN = "<br>".join(f"Bar {n}" for n in range(10))
FIGURE = f"<figure><figcaption>Tall</figcaption><p class=source>{DRAWN}</p></figure>"
STYLE = "p, figure { margin: 0 } figure { break-inside: avoid }"

NEXT = ".next { break-before: page }"


def made(body: str, css: str = "") -> tuple[weasyprint.Document, weasyprint.Document]:
    """A document as it is laid out first, and mended; on pages of 120 by 85 millimetres."""
    html = weasyprint.HTML(string=f"<html lang=en><body><main>{body}</main></body></html>")
    size = "@page { size: 120mm 85mm; margin: 10mm }"

    def laid_out() -> weasyprint.Document:
        return html.render(stylesheets=[weasyprint.CSS(string=PAGE + size + STYLE + css)])

    first = laid_out()
    with pages_mended():
        return first, laid_out()


def words(document: weasyprint.Document) -> list[str]:
    return [line.words for page in pages_of(document) for line in lines_of(page)]


def text(name: str, lines: int) -> str:
    return f"<p>{'<br>'.join(f'{name} {n}' for n in range(lines))}</p>"


def test_text_comes_before_a_figure_that_does_not_go_on_the_page() -> None:
    first, better = made(f"<section>{text('A', 5)}{FIGURE}{text('B', 12)}{text('C', 9)}</section>")
    assert [fault for fault in faults(first) if "empty" in fault.what]
    assert not [fault for fault in faults(better) if "empty" in fault.what]
    assert sorted(words(better)) == sorted(words(first))
    assert words(better).index("B 11") < words(better).index("Tall") < words(better).index("C 0")


def test_where_no_text_follows_the_figure_comes_first() -> None:
    body = f"<section>{text('A', 1)}{text('B', 2)}{text('C', 2)}{FIGURE}</section><h2>Next</h2>"
    first, better = made(body, "h2 { break-before: page }")
    assert [fault for fault in faults(first) if "empty" in fault.what]
    assert words(better).index("Tall") < words(better).index("C 0")


def test_it_comes_before_a_part_with_its_heading_but_not_before_its_own() -> None:
    part = f"<section><h2>Part</h2>{text('B', 2)}</section>"
    first, better = made(f"{text('A', 1)}{part}{FIGURE}<h2 class=next>Next</h2>", NEXT)
    assert [fault for fault in faults(first) if "empty" in fault.what]
    assert words(better).index("A 0") < words(better).index("Tall") < words(better).index("Part")
    first, better = made(f"{text('A', 3)}<h2>Own</h2>{FIGURE}<h2 class=next>Next</h2>", NEXT)
    assert words(better) == words(first)


def test_no_figure_leaves_its_organization_or_passes_another() -> None:
    for behind in (f"<section class=organization>{text('B', 20)}</section>", FIGURE):
        body = f"<section class=organization>{text('A', 5)}{FIGURE}</section>{behind}"
        first, better = made(body)
        assert words(better) == words(first)


def test_neighbouring_figures_go_together_and_keep_their_order() -> None:
    second = FIGURE.replace("Tall", "Taller")
    body = f"<section>{text('A', 5)}{FIGURE}{second}</section>"
    _, better = made(f"{body}<section><h2>Next</h2>{text('B', 12)}{text('C', 9)}</section>")
    shown = words(better)
    assert shown.index("B 11") < shown.index("Tall") < shown.index("Taller")


def test_a_figure_goes_into_the_next_part_and_no_further() -> None:
    body = (
        f"<section>{text('A', 5)}{FIGURE}</section><section><h2>Next</h2>{text('B', 1)}</section>"
    )
    last = f"<section><h2>Last</h2>{text('C', 20)}</section>"
    _, better = made(body + last)
    assert words(better).index("Tall") < words(better).index("Last")


def test_no_figure_passes_the_notes() -> None:
    notes = f"<section class=notes>{text('N', 20)}</section>"
    first, better = made(f"<section>{text('A', 5)}{FIGURE}</section>{notes}")
    assert words(better) == words(first)


def test_a_word_whose_end_would_stand_alone_is_kept_whole() -> None:
    first, better = made(
        "<p style='width: 24mm'>A very peacekeeping peacekeeping.</p>", "p { hyphens: auto }"
    )
    assert [fault for fault in faults(first) if "word" in fault.what]
    assert not [fault for fault in faults(better) if "word" in fault.what]
