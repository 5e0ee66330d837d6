"""Text flows past what does not go on a page, and words are kept whole where they must be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import weasyprint
from sheets import PAGE
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.layout import MILLIMETRE, faults, lines_of, pages_of
from orgbriefs.render.pdf.mending import counted_anew, mended

DRAWN = "<br>".join(f"Bar {n}" for n in range(10))
FIGURE = f"<figure><figcaption>Tall</figcaption><p class=source>{DRAWN}</p></figure>"
STYLE = "p, figure { margin: 0 } figure { break-inside: avoid }"

NEXT = ".next { break-before: page }"


def laying_out(body: str, css: str = "") -> Callable[[], weasyprint.Document]:
    """Lays a document out, on pages of 120 by 85 millimetres."""
    html = weasyprint.HTML(string=f"<html lang=en><body><main>{body}</main></body></html>")
    size = "@page { size: 120mm 85mm; margin: 10mm }"
    return lambda: html.render(stylesheets=[weasyprint.CSS(string=PAGE + size + STYLE + css)])


def made(body: str, css: str = "") -> tuple[weasyprint.Document, weasyprint.Document]:
    """A document as it is laid out first, and mended."""
    lay_out = laying_out(body, css)
    return lay_out(), mended(lay_out, most=9)


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


def test_a_figure_before_an_organization_goes_behind_its_first_text_with_its_panel() -> None:
    panel = "<div class=together><p>Panel</p></div>"
    part = f"<h2>Name</h2><p class=subtitle>Native</p>{panel}{text('B', 12)}"
    body = f"{text('A', 5)}{FIGURE}<section class=organization>{part}</section>"
    first, better = made(body)
    assert [fault for fault in faults(first) if "empty" in fault.what]
    assert not [fault for fault in faults(better) if "empty" in fault.what]
    shown = words(better)
    assert shown.index("Native") < shown.index("B 0") < shown.index("B 11") < shown.index("Tall")
    assert shown.index("B 11") < shown.index("Panel")


def test_nothing_moves_where_not_even_the_beginning_of_the_text_goes_on_the_page() -> None:
    panel = "<div class=together><p>Panel</p></div>"
    opening = f"<div class=opening>{text('B', 9)}</div>"
    body = f"{text('A', 6)}<section><h2>Name</h2>{panel}{opening}</section>{text('C', 20)}"
    css = ".opening { break-inside: avoid } h2, .together { break-after: avoid }"
    first, better = made(body, css)
    assert words(better) == words(first)


def test_a_float_that_has_entered_the_next_part_goes_no_further() -> None:
    parts = "".join(f"<section><h2>{n}</h2>{text(n, 1)}</section>" for n in ("One", "Two"))
    tall = FIGURE.replace("Bar 9", "Bar 9" + "<br>Bar" * 2)
    _, better = made(f"<section><h2>Own</h2>{text('A', 3)}{tall}</section>{parts}{text('C', 30)}")
    assert words(better).index("Tall") < words(better).index("Two")


TABLE = "<table><caption>Table</caption><tbody><tr><td>Cell</td></tr></tbody></table>"
SHORT = "table.short { break-inside: avoid } h2, caption { break-after: avoid }"


def test_a_table_that_goes_on_the_page_comes_before_a_figure_that_does_not() -> None:
    _, better = made(f"<section>{text('A', 5)}{FIGURE}{TABLE}</section>")
    assert words(better).index("Cell") < words(better).index("Tall")
    _, better = made(f"<section>{text('A', 5)}{FIGURE}{FIGURE}</section>")
    assert words(better).count("Tall") == 2


def test_a_figure_passes_text_and_a_table_that_goes_on_the_page() -> None:
    body = f"<section><h2>Own</h2>{text('A', 4)}{FIGURE}{text('B', 1)}{TABLE}</section>"
    first, better = made(body, "h2 { font: 10pt/12pt serif; margin: 0 }")
    assert empty(first)
    assert not empty(better)
    shown = words(better)
    assert shown.index("B 0") < shown.index("Cell") < shown.index("Tall")


def with_panel_to_pass() -> str:
    panel = f"<div class=together>{text('P', 3)}</div>{rows(9)}"
    return f"{text('A', 6)}{FIGURE}<section class=organization><h2>Name</h2>{panel}</section>"


def test_figures_leave_the_panel_of_the_next_part_behind_where_nothing_else_fills_a_page() -> None:
    first, better = made(with_panel_to_pass(), SHORT)
    assert empty(first)
    assert not empty(better)
    assert words(better).index("P 2") < words(better).index("Tall") < words(better).index("Row 0")


@pytest.mark.parametrize(("most", "layouts"), [(9, 2), (1, 1)])
def test_what_has_too_many_pages_anyway_is_not_laid_out_once_more(most: int, layouts: int) -> None:
    counted = []

    def noted() -> weasyprint.Document:
        counted.append(lay_out())
        return counted[-1]

    lay_out = laying_out(with_panel_to_pass(), SHORT)
    mended(noted, most=most)
    assert len(counted) == layouts


def test_a_short_part_comes_before_one_of_figures_alone_but_not_where_it_is_named() -> None:
    def parts(name: str = "") -> str:
        return f"{text('A', 5)}<h2>Shown</h2>{FIGURE}<section {name}><h2>Told</h2>{TABLE}</section>"

    _, better = made(parts(), SHORT)
    assert words(better).index("Cell") < words(better).index("Shown") < words(better).index("Tall")
    first, better = made(parts("id=told"), SHORT)
    assert words(better) == words(first)


def rows(number: int) -> str:
    cells = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(number))
    return f"<table class=short><tbody>{cells}</tbody></table>"


def test_a_table_that_lacks_a_little_room_is_closed_up() -> None:
    padded = SHORT + "td { padding: 1mm 0 }"
    first, better = made(f"{text('A', 5)}{rows(7)}<p class=next>End</p>", padded + NEXT)
    assert len(first.pages) == 3
    assert len(better.pages) == 2
    first, better = made(f"{text('A', 8)}{rows(7)}<p class=next>End</p>", padded + NEXT)
    assert len(better.pages) == len(first.pages) == 3


def test_what_stands_on_a_page_is_closed_up_for_what_lacks_a_little_room() -> None:
    padded = SHORT + ".together { break-inside: avoid } td { padding: 1.3mm 0 }"
    for lines, pages in ((11, 1), (12, 2)):
        body = f"{text('A', 1)}{rows(2)}<div class=together>{text('B', lines)}</div>"
        first, better = made(body, padded)
        assert len(first.pages) == 2
        assert len(better.pages) == pages


def empty(document: weasyprint.Document) -> list[str]:
    return [fault.what for fault in faults(document) if "empty" in fault.what]


def test_where_nothing_can_be_moved_a_page_is_spread() -> None:
    paragraphs = "".join(text(name, 1) for name in "ABC")
    body = f"{paragraphs}<h2>Own</h2>{rows(2)}<h2>Next</h2>{rows(11)}"
    first, better = made(body, SHORT + "h2 { font: 10pt/12pt serif; margin: 0 }")
    assert empty(first)
    assert not empty(better)
    assert words(better) == words(first)


def test_a_page_on_which_that_does_not_help_stays_as_it_is() -> None:
    first, better = made(f"{text('A', 3)}<h2>Next</h2>{rows(11)}", SHORT)
    assert empty(better) == empty(first) != []


def test_lines_that_are_too_long_are_set_shorter_on_a_page_that_is_spread() -> None:
    body = f"<p>{'Words and words. ' * 40}</p><h2>Next</h2>{rows(11)}"
    first, better = made(body, SHORT + "@page { size: 200mm 100mm }")
    assert empty(first)
    assert not empty(better)
    longest = [max(line.right for line in lines_of(pages_of(it)[0])) for it in (first, better)]
    assert longest[1] < (10 + 129) * MILLIMETRE < longest[0]


def test_breaks_are_chosen_together_where_a_page_would_be_left_empty() -> None:
    body = "".join(
        f"{text('A', 15) if at == 0 else ''}{rows(n)}" for at, n in enumerate((7, 6, 3, 13))
    )
    first, better = made(body, SHORT + "td { padding: 0 }")
    assert empty(first)
    assert not empty(better)
    assert words(better) == words(first)
    assert len(better.pages) == len(first.pages)


ENDED = "@page { size: 120mm 200mm } ol { columns: 3; margin: 0; padding: 0; list-style: none } "
ENDED += "li { break-inside: avoid } .closing { break-before: avoid; break-inside: avoid }"


def test_notes_are_divided_where_the_closing_block_would_take_them_all_over() -> None:
    notes = "".join(f"<li>Note {n}</li>" for n in range(62))
    ends = f"<section class=closing>{text('End', 5)}</section>"
    body = f"{text('A', 20)}<section class=notes><h2>Notes</h2><ol>{notes}</ol></section>{ends}"
    first, better = made(
        body, ENDED + "h2 { font: 10pt/12pt serif; margin: 0; break-after: avoid }"
    )
    assert empty(first)
    assert faults(better) == []
    assert sorted(words(better)) == sorted(words(first))
    assert len(better.pages) == len(first.pages)


def test_pages_begin_with_the_same_box_when_others_are_moved() -> None:
    def box(*children: boxes.Box) -> boxes.Box:
        return boxes.BlockBox("section", {}, None, children)

    figure, text_, last = box(), box(box(), box()), box(box(), box())
    main = box(figure, text_, last)
    before = {main: main.children, text_: text_.children}
    main.children, text_.children = [text_, last], [*text_.children, figure]
    assert counted_anew({2: {1: None}}, main, before) == {1: {1: None}}
    assert counted_anew({1: {1: {0: None}}}, main, before) == {0: {1: {0: None}}}
    with pytest.raises(ValueError, match="not in list"):
        counted_anew({0: None}, main, before)
