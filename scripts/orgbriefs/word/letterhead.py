"""The house's own Word styles, made from the design tokens.

Used unless ``templates/word/letterhead.docx`` exists. The printer finds styles by name,
so that a user's letterhead only needs the names in :data:`STYLES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from orgbriefs.figures.tokens import Tokens
from orgbriefs.house import PAPERS, Paper
from orgbriefs.problems import InputError, Place, Problem, shown

#: Every style the printer names. The keys of HTML that lead to them are in ``printer.py``.
STYLES = (
    "Bibliography",
    "Body Text",
    "Callout",
    "Callout Heading",
    "Caption",
    "Emphasis",
    "Figure",
    "Footer",
    "footnote reference",
    "footnote text",
    "Header",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Hyperlink",
    "Key Facts",
    "List Bullet",
    "List Number",
    "Minor Heading",
    "Orgbriefs Table",
    "Series Line",
    "Small Print",
    "Source Line",
    "Standfirst",
    "Strong",
    "Subtitle",
    "Superscript",
    "Table Heading",
    "Table Row Heading",
    "Table Row Heading Lead",
    "Table Text",
    "Table Text Lead",
    "Title",
    "toc 1",
    "Writing Line",
)


def open_letterhead(path: Path, tokens: Tokens, paper: Paper) -> Document:
    """The user's letterhead, emptied of its text, or the house's own.

    Raises:
        InputError: naming the styles that the user's letterhead lacks.
    """
    if not path.exists():
        return _house_letterhead(tokens, paper)
    document = docx.Document(str(path))
    present = {style.name for style in document.styles}
    lacking = [name for name in STYLES if name not in present]
    if lacking:
        raise InputError(
            [
                Problem(
                    Place(shown(path)),
                    "the letterhead lacks styles",
                    ", ".join(lacking),
                    "add styles of these names in Word, or remove the file to use the house's own",
                )
            ]
        )
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    return document


def _house_letterhead(tokens: Tokens, paper: Paper) -> Document:
    document = docx.Document()
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    _page(document, tokens, paper)
    _defaults(document, tokens)
    _paragraph_styles(document, tokens)
    _character_styles(document, tokens)
    _table_styles(document, tokens)
    return document


def _page(document: Document, tokens: Tokens, paper: Paper) -> None:
    section = document.sections[0]
    width, height = PAPERS[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(tokens.grid.margin)
    section.top_margin = section.bottom_margin = Mm(tokens.grid.margin - 2)
    section.header_distance = section.footer_distance = Mm(tokens.grid.margin / 2)


def _defaults(document: Document, tokens: Tokens) -> None:
    fonts = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), tokens.faces.word_text)
    fonts.set(qn("w:eastAsia"), tokens.faces.word_han)
    language = document.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")


def _paragraph_styles(document: Document, tokens: Tokens) -> None:
    size, colour, heading = tokens.sizes, tokens.colours, tokens.faces.word_heading
    normal = _style(document, "Normal")
    _font(normal, tokens.faces.word_text, 10, colour.ink)
    _space(normal, 0, 0, 1.15)
    body = _style(document, "Body Text", "Normal")
    _font(body, None, 10, None)
    _space(body, 0, 5, 1.12)
    body.paragraph_format.widow_control = True
    for name, points, before, after, tint in (
        ("Title", size.h1 - 2, 2.0, 2.0, colour.accent),
        ("Heading 1", size.h2, 7.0, 2.0, colour.accent),
        ("Heading 2", size.h3 + 0.5, 10.0, 3.0, colour.ink),
        ("Heading 3", 10.5, 8.0, 2.0, colour.accent),
    ):
        style = _style(document, name, "Normal")
        _font(style, heading, points, tint, bold=True)
        _space(style, before, after, 1.05)
        style.paragraph_format.keep_with_next = True
        borders = style.element.find(".//" + qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)
    for name, base, points, before, after, tint in (
        ("Subtitle", "Normal", 11.5, 0, 6, colour.muted),
        ("Standfirst", "Body Text", 11.5, 5, 4, colour.ink),
        ("Series Line", "Normal", 8.5, 0, 4, colour.muted),
        ("Source Line", "Normal", 8, 1, 5, colour.muted),
        ("Caption", "Normal", 9.5, 8, 3, colour.ink),
        ("Table Text", "Normal", 8.5, 0.4, 0.4, colour.ink),
        ("Table Heading", "Table Text", 8.5, 0.4, 0.4, colour.accent),
        ("Table Row Heading", "Table Text", 8.5, 0.4, 0.4, colour.ink),
        ("Table Text Lead", "Table Text", 8.5, 0.4, 0.4, colour.ink),
        ("Table Row Heading Lead", "Table Row Heading", 8.5, 0.4, 0.4, colour.ink),
        ("Figure", "Normal", 10, 0, 2, colour.ink),
        ("Bibliography", "Normal", 8.5, 0, 2, colour.ink),
        ("toc 1", "Normal", 9.5, 0, 2, colour.ink),
        ("Minor Heading", "Heading 1", 9.5, 12, 2, colour.muted),
        ("Small Print", "Normal", 8, 0, 2, colour.muted),
        ("Callout", "Body Text", 10, 0, 4, colour.ink),
        ("Callout Heading", "Callout", 10, 4, 2, colour.accent),
        ("Writing Line", "Body Text", 10.5, 10, 0, colour.muted),
        ("footnote text", "Normal", 8, 0, 1.5, colour.ink),
        ("Header", "Normal", 8, 0, 0, colour.muted),
        ("Footer", "Normal", 8, 0, 0, colour.muted),
    ):
        style = _style(document, name, base)
        family = None if base == "Body Text" or name == "footnote text" else heading
        _font(style, family, points, tint, bold="Heading" in name or name == "Caption")
        style.font.italic = False
        _space(style, before, after, 1.1)
    for name in (
        "Caption",
        "Callout Heading",
        "Figure",
        "Subtitle",
        "Table Heading",
        "Table Row Heading Lead",
        "Table Text Lead",
        "Writing Line",
    ):
        _style(document, name).paragraph_format.keep_with_next = True
    hanging = _style(document, "Bibliography").paragraph_format
    hanging.left_indent, hanging.first_line_indent = Mm(4), Mm(-4)
    for name in ("List Bullet", "List Number"):
        style = _style(document, name, "Body Text")
        _space(style, 0, 2.5, 1.1)
    for name in ("Callout", "Callout Heading"):
        _shade(_style(document, name), tokens)
    writing = _style(document, "Writing Line")
    # Word draws one line for several paragraphs that are bordered alike, but for "between".
    _border(writing, ("bottom", "between"), colour.rule, 4)


def _character_styles(document: Document, tokens: Tokens) -> None:
    link = _character(document, "Hyperlink")
    link.font.color.rgb = RGBColor.from_string(tokens.colours.accent.lstrip("#"))
    link.font.underline = True
    _character(document, "footnote reference").font.superscript = True
    _character(document, "Superscript").font.superscript = True
    _character(document, "Strong").font.bold = True
    _character(document, "Emphasis").font.italic = True


def _table_styles(document: Document, tokens: Tokens) -> None:
    rule, tint = tokens.colours.rule.lstrip("#"), tokens.colours.tint.lstrip("#")
    accent = tokens.colours.accent.lstrip("#")
    for name, head in (("Orgbriefs Table", True), ("Key Facts", False)):
        conditional = (
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>'
            "</w:tcBorders></w:tcPr></w:tblStylePr>"
            if head
            else '<w:tblStylePr w:type="firstCol"><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr>'
        )
        document.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" '
                f'w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
                '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>'
                '<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" '
                f'w:color="{rule}"/><w:bottom w:val="single" w:sz="4" w:space="0" '
                f'w:color="{rule}"/><w:insideH w:val="single" w:sz="4" w:space="0" '
                f'w:color="{rule}"/></w:tblBorders><w:tblCellMar>'
                '<w:top w:w="20" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
                '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
                f"</w:tblCellMar></w:tblPr>{conditional}</w:style>"
            )
        )


def _style(document: Document, name: str, base: str | None = None) -> ParagraphStyle:
    """The paragraph style called ``name``, made where the default template lacks it."""
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name == "footnote text":
            style.element.set(qn("w:styleId"), "FootnoteText")
            style.element.attrib.pop(qn("w:customStyle"), None)
    style = document.styles[name]
    if base is not None:
        style.base_style = document.styles[base]
    style.quick_style = True
    style.hidden = False
    return style


def _character(document: Document, name: str) -> CharacterStyle:
    if name not in [style.name for style in document.styles]:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        if name == "footnote reference":
            style.element.set(qn("w:styleId"), "FootnoteReference")
            style.element.attrib.pop(qn("w:customStyle"), None)
    return document.styles[name]


def _font(
    style: ParagraphStyle,
    family: str | None,
    points: float,
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
    style.font.size = Pt(points)
    style.font.bold = bold
    if colour is not None:
        style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))


def _space(style: ParagraphStyle, before: float, after: float, line: float) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = line


def _shade(style: ParagraphStyle, tokens: Tokens) -> None:
    properties = style.element.get_or_add_pPr()
    _border(style, ("left",), tokens.colours.accent, 24)
    shade = parse_xml(
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" '
        f'w:fill="{tokens.colours.accent_tint.lstrip("#")}"/>'
    )
    properties.insert_element_before(
        shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)


def _border(style: ParagraphStyle, sides: Sequence[str], colour: str, eighths: int) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="6" w:color="{colour.lstrip("#")}"/>'
        for side in sides
    )
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(
        border,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    )
