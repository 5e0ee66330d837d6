"""The house's own Word styles, made from the design tokens, and the list of those in use.

Every renderer of blocks finds its style by name, so that a user's letterhead only needs the
names, and the kinds, of :data:`STYLES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import docx
import docx_plus.notes  # noqa: F401 - has python-docx read the notes of a file as XML
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from orgbriefs.config import PAPERS, Paper
from orgbriefs.design.tokens import Tokens, Word
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.render.word.languages import EAST_ASIAN, HAN

_PARAGRAPH, _CHARACTER = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER
_TABLE = WD_STYLE_TYPE.TABLE

#: Every style that documents name, and its kind.
STYLES: Mapping[str, WD_STYLE_TYPE] = MappingProxyType(
    {
        "Bibliography": _PARAGRAPH,
        "Body Text": _PARAGRAPH,
        "Callout": _PARAGRAPH,
        "Callout Heading": _PARAGRAPH,
        "Caption": _PARAGRAPH,
        "Emphasis": _CHARACTER,
        "Figure": _PARAGRAPH,
        "Footer": _PARAGRAPH,
        "footnote reference": _CHARACTER,
        "footnote text": _PARAGRAPH,
        "Header": _PARAGRAPH,
        "Heading 1": _PARAGRAPH,
        "Heading 2": _PARAGRAPH,
        "Heading 3": _PARAGRAPH,
        "Hyperlink": _CHARACTER,
        "Key Facts": _TABLE,
        "List Bullet": _PARAGRAPH,
        "List Continue": _PARAGRAPH,
        "List Number": _PARAGRAPH,
        "Minor Heading": _PARAGRAPH,
        "Orgbriefs Table": _TABLE,
        "Placeholder Text": _CHARACTER,
        "Quote": _PARAGRAPH,
        "Series Line": _PARAGRAPH,
        "Small Print": _PARAGRAPH,
        "Source Line": _PARAGRAPH,
        "Standfirst": _PARAGRAPH,
        "Strong": _CHARACTER,
        "Subtitle": _PARAGRAPH,
        "Superscript": _CHARACTER,
        "Table Heading": _PARAGRAPH,
        "Table Row Heading": _PARAGRAPH,
        "Table Row Heading Lead": _PARAGRAPH,
        "Table Text": _PARAGRAPH,
        "Table Text Lead": _PARAGRAPH,
        "Title": _PARAGRAPH,
        "toc 1": _PARAGRAPH,
        "Writing Line": _PARAGRAPH,
    }
)

_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
#: All other styles of paragraphs: on which each builds, those before those that build on them.
_BASES = {
    "Subtitle": "Normal",
    "Standfirst": "Body Text",
    "Series Line": "Normal",
    "Source Line": "Normal",
    "Caption": "Normal",
    "Table Text": "Normal",
    "Table Heading": "Table Text",
    "Table Row Heading": "Table Text",
    "Table Text Lead": "Table Text",
    "Table Row Heading Lead": "Table Row Heading",
    "Figure": "Normal",
    "Bibliography": "Normal",
    "toc 1": "Normal",
    "Minor Heading": "Heading 1",
    "Small Print": "Normal",
    "Callout": "Body Text",
    "List Continue": "Body Text",
    "Quote": "Body Text",
    "Callout Heading": "Callout",
    "Writing Line": "Body Text",
    "footnote text": "Normal",
    "Header": "Normal",
    "Footer": "Normal",
}
_MUTED = {
    "Subtitle",
    "Series Line",
    "Source Line",
    "Minor Heading",
    "Small Print",
    "Writing Line",
    "Header",
    "Footer",
}
_ACCENTED = {"Title", "Heading 1", "Heading 3", "Table Heading", "Callout Heading"}
_WITH_NEXT = (
    "Caption",
    "Callout Heading",
    "Figure",
    "Small Print",
    "Subtitle",
    "Table Heading",
    "Table Row Heading Lead",
    "Table Text Lead",
)
#: What no page ends within.
_WHOLE = ("Caption", "Bibliography", "Source Line", "Small Print", "footnote text")
#: What follows borders and shading in the properties of a paragraph (ECMA-376, 1, 17.3.1.26).
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)


def styles_without_size(tokens: Tokens, file: Path) -> list[Problem]:
    """The styles to which the design gives no size.

    Args:
        tokens: the design.
        file: where it is written.
    """
    lacking = {"Normal", "Body Text", *_HEADINGS, *_BASES} - tokens.word.styles.keys()
    fix = "give it one under 'word: styles:'"
    return [
        Problem(Place(file), "a style of Word has no size", name, fix) for name in sorted(lacking)
    ]


def house_document(tokens: Tokens, paper: Paper, language: str) -> Document:
    """An empty document in the house's styles.

    Args:
        tokens: the design.
        paper: the size of its pages.
        language: its BCP 47 tag.

    Raises:
        InputError: when the design gives a style no size.
    """
    if lacking := styles_without_size(tokens, Path("templates/styles/tokens.yaml")):
        raise InputError(lacking)
    document = docx.Document()
    empty(document)
    _set_page(document, tokens, paper)
    _set_defaults(document, tokens, language)
    _set_paragraphs(document, tokens, paper)
    _set_characters(document, tokens)
    _add_tables(document, tokens)
    return document


def empty(document: Document) -> None:
    """Take all text and notes out of a document; its page stays."""
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            notes = relation.target_part.element
            # Those of a type are the lines that part notes from the text.
            for note in [note for note in notes if note.get(qn("w:type")) is None]:
                notes.remove(note)


def _set_page(document: Document, tokens: Tokens, paper: Paper) -> None:
    section = document.sections[0]
    width, height = PAPERS[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(tokens.grid.margin)
    section.top_margin = section.bottom_margin = Mm(tokens.grid.margin_top)
    section.header_distance = section.footer_distance = Mm(tokens.grid.margin / 2)


def _set_defaults(document: Document, tokens: Tokens, language: str) -> None:
    fonts = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), tokens.word.fonts.text)
    fonts.set(qn("w:eastAsia"), tokens.word.fonts.scripts[HAN])
    proofed = document.styles.element.find(".//" + qn("w:lang"))
    proofed.set(qn("w:val"), language)
    proofed.set(qn("w:eastAsia"), EAST_ASIAN)


def _set_paragraphs(document: Document, tokens: Tokens, paper: Paper) -> None:
    colour, word, grid = tokens.colours, tokens.word, tokens.grid
    # Lines of running text end before the margin: across the page they would be too long to read.
    short = max(0, PAPERS[paper][0] - 2 * grid.margin - grid.measure_wide)
    normal = _style(document, "Normal")
    _set_font(normal, word, word.fonts.text, colour.ink)
    _set_space(normal, word, word.leading.normal)
    body = _style(document, "Body Text", "Normal")
    _set_font(body, word, None, None)
    _set_space(body, word, word.leading.text)
    body.paragraph_format.widow_control = True
    body.paragraph_format.right_indent = Mm(short)
    for name in _HEADINGS:
        style = _style(document, name, "Normal")
        _set_font(style, word, word.fonts.heading, _colour(name, tokens), bold=True)
        _set_space(style, word, word.leading.heading)
        style.paragraph_format.keep_with_next = True
        borders = style.element.find(".//" + qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)
    for name, base in _BASES.items():
        style = _style(document, name, base)
        family = None if base == "Body Text" else word.fonts.heading
        bold = "Heading" in name or name == "Caption"
        _set_font(style, word, family, _colour(name, tokens), bold=bold)
        style.font.italic = False
        _set_space(style, word, word.leading.other)
    for name in _WITH_NEXT:
        _style(document, name).paragraph_format.keep_with_next = True
    for name in _WHOLE:
        _style(document, name).paragraph_format.keep_together = True
    hanging = _style(document, "Bibliography").paragraph_format
    hanging.left_indent = Mm(word.indents.bibliography)
    hanging.first_line_indent = Mm(-word.indents.bibliography)
    quote = _style(document, "Quote").paragraph_format
    quote.left_indent = quote.right_indent = Mm(word.indents.quote)
    for name in ("List Bullet", "List Number"):
        _set_space(_style(document, name, "Body Text"), word, word.leading.other)
    for name in ("Callout", "Callout Heading"):
        _shade(_style(document, name), tokens, Mm(short))
    # Word draws one line for several paragraphs that are bordered alike, but for "between".
    writing = _style(document, "Writing Line")
    writing.paragraph_format.right_indent = Mm(0)
    _border(writing, ("bottom", "between"), colour.rule, word.strokes.hairline, word)


def _colour(name: str, tokens: Tokens) -> str:
    if name in _ACCENTED:
        return tokens.colours.accent
    return tokens.colours.muted if name in _MUTED else tokens.colours.ink


def _set_characters(document: Document, tokens: Tokens) -> None:
    link = _character(document, "Hyperlink")
    link.font.color.rgb = _rgb(tokens.colours.accent)
    link.font.underline = True
    # Lists of sources are full of links: a pale line under them marks them as well.
    link.element.rPr.find(qn("w:u")).set(qn("w:color"), _hex(tokens.colours.rule))
    _character(document, "Placeholder Text").font.color.rgb = _rgb(tokens.colours.muted)
    _character(document, "footnote reference").font.superscript = True
    _character(document, "Superscript").font.superscript = True
    _character(document, "Strong").font.bold = True
    _character(document, "Emphasis").font.italic = True


def _add_tables(document: Document, tokens: Tokens) -> None:
    """The two styles of tables: lines between rows, and a heading or a first column apart."""
    strokes, gaps = tokens.word.strokes, tokens.word.gaps
    rule = _line(tokens.colours.rule, strokes.hairline)
    accent = _line(tokens.colours.accent, strokes.rule)
    above, beside = _twentieths(gaps.cell_above), _twentieths(gaps.cell_beside)
    head = f"<w:tcBorders><w:bottom {accent}/></w:tcBorders>"
    first = f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(tokens.colours.tint)}"/>'
    for name, looks in (
        ("Orgbriefs Table", {"firstRow": head}),
        # Terms stand in the first column, and where two stand on a line in every other.
        ("Key Facts", {"band2Vert": first, "firstCol": first}),
    ):
        parts = "".join(
            f'<w:tblStylePr w:type="{part}"><w:tcPr>{look}</w:tcPr></w:tblStylePr>'
            for part, look in looks.items()
        )
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" '
                f'w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
                '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>'
                '<w:tblStyleColBandSize w:val="1"/>'
                f"<w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>"
                f'<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/>'
                f'<w:left w:w="{beside}" w:type="dxa"/><w:bottom w:w="{above}" w:type="dxa"/>'
                f'<w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar></w:tblPr>{parts}</w:style>'
            )
        )


def _style(document: Document, name: str, base: str | None = None) -> ParagraphStyle:
    """The paragraph style called ``name``, made where the default template lacks it."""
    style: ParagraphStyle = _found(document, name, _PARAGRAPH, "FootnoteText")
    if base is not None:
        style.base_style = document.styles[base]
    style.quick_style = True
    style.hidden = False
    return style


def _character(document: Document, name: str) -> CharacterStyle:
    style: CharacterStyle = _found(document, name, _CHARACTER, "FootnoteReference")
    return style


def _found(document: Document, name: str, kind: WD_STYLE_TYPE, of_footnotes: str) -> Any:
    if name not in document.styles:
        style = document.styles.add_style(name, kind)
        if name.startswith("footnote"):
            # Styles that Word has from the start have identifiers of their own.
            style.element.set(qn("w:styleId"), of_footnotes)
            style.element.attrib.pop(qn("w:customStyle"), None)
    return document.styles[name]


def _set_font(
    style: ParagraphStyle,
    word: Word,
    family: str | None,
    colour: str | None,
    *,
    bold: bool = False,
) -> None:
    properties = style.element.get_or_add_rPr()
    # python-docx's default template spaces out its subtitle, among other things.
    for name in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if family is not None:
        style.font.name = family
        properties.find(qn("w:rFonts")).set(qn("w:cs"), family)
    style.font.size = Pt(word.styles[style.name].size)
    style.font.bold = bold
    if colour is not None:
        style.font.color.rgb = _rgb(colour)


def _set_space(style: ParagraphStyle, word: Word, leading: float) -> None:
    size, layout = word.styles[style.name], style.paragraph_format
    layout.space_before, layout.space_after = Pt(size.before), Pt(size.after)
    layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = leading


def _shade(style: ParagraphStyle, tokens: Tokens, short: Length) -> None:
    word = tokens.word
    _border(style, ("left",), tokens.colours.accent, word.strokes.bar, word)
    shade = parse_xml(
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" '
        f'w:fill="{_hex(tokens.colours.accent_tint)}"/>'
    )
    style.element.get_or_add_pPr().insert_element_before(shade, *_AFTER_BORDERS[1:])
    layout = style.paragraph_format
    layout.left_indent = Mm(word.indents.callout)
    layout.right_indent = Length(max(layout.left_indent, short))


def _border(
    style: ParagraphStyle, sides: Sequence[str], colour: str, thick: float, word: Word
) -> None:
    lines = "".join(f"<w:{side} {_line(colour, thick, word.gaps.border)}/>" for side in sides)
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDERS)


def _line(colour: str, thick: float, gap: float = 0) -> str:
    """The attributes of a line; Word counts eighths of a point (ECMA-376, 1, 17.3.4)."""
    return f'w:val="single" w:sz="{thick * 8:.0f}" w:space="{gap:.0f}" w:color="{_hex(colour)}"'


def _twentieths(points: float) -> int:
    return round(points * 20)


def _hex(colour: str) -> str:
    return colour.removeprefix("#")


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(_hex(colour))
