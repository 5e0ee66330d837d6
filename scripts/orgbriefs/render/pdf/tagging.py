"""What WeasyPrint 70 leaves to do in the tag tree of a PDF (ISO 32000-1, 14.7 and 14.8).

Read by a screen reader, a table that crosses a page is one table, its header cells say what
they head, an entry of a definition list is a term with its description, and what only the
eye needs – running headers, header rows that are repeated – is passed over (ISO 14289-1, 7.5,
7.6 and 7.8).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes

from orgbriefs.render.pdf.settling import freed

_CELLS = ("/TD", "/TH", "/TR")
#: What holds elements alone, no content.
_GROUPS = ("/Document", "/Div", "/Sect", "/Table", "/THead", "/TBody", "/TR", "/L", "/LI")


class TagTree:
    """The structure elements of a PDF that is about to be written."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        structure = self.at(pdf.catalog["StructTreeRoot"])
        self.parents = self.at(structure["ParentTree"])["Nums"]
        self.root = self.at(structure["K"][0])

    def at(self, reference: bytes) -> pydyf.Dictionary:
        """The object that a reference such as ``b'12 0 R'`` stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
        """The structure elements directly below ``element``."""
        below = (self.at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in below if kid.get("Type") == "/StructElem"]

    def parent(self, element: pydyf.Dictionary) -> pydyf.Dictionary:
        """The element directly above."""
        return self.at(element["P"])

    def above(self, element: pydyf.Dictionary, kind: str) -> pydyf.Dictionary:
        """The nearest element above that is of a kind, such as ``/Table``."""
        while element["S"] != kind:
            element = self.parent(element)
        return element

    def walk(self, element: pydyf.Dictionary | None = None) -> Iterator[pydyf.Dictionary]:
        """Every element below, in reading order."""
        for kid in self.children(element or self.root):
            yield kid
            yield from self.walk(kid)

    def remove(self, element: pydyf.Dictionary) -> None:
        """Take an element and all below it out of the tree."""
        self.parent(element)["K"].remove(element.reference)

    def drop(self, element: pydyf.Dictionary) -> None:
        """Leave nothing of an element to which nothing refers any more."""
        self.pdf.objects[element.number] = freed()

    def move(self, element: pydyf.Dictionary, to: pydyf.Dictionary, *, first: bool = False) -> None:
        """Put an element below another, last there or first."""
        self.remove(element)
        element["P"] = to.reference
        to["K"].insert(0 if first else len(to["K"]), element.reference)


def complete(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Complete the tag tree that WeasyPrint made of ``document``."""
    tree = TagTree(pdf)
    _join_tables(document, tree)
    for element in list(tree.walk()):
        if element["S"] == "/TH":
            _give_scope(element, tree)
        elif element["S"] == "/TD":
            element["A"].pop("Headers", None)
        elif element["S"] == "/L":
            _itemize(element, tree)
    _drop_empty(tree.root, tree)
    _dissolve_spans(tree)
    _make_artefacts(tree)


def _join_tables(document: weasyprint.Document, tree: TagTree) -> None:
    """Make one table of those that share their HTML element, with one header."""
    parts: dict[int, list[pydyf.Dictionary]] = {}
    for page in document.pages:
        for table in page._page_box.descendants():
            if isinstance(table, boxes.TableBox):
                cells = (c for c in table.descendants() if isinstance(c, boxes.TableCellBox))
                if (marked := next((c for c in cells if hasattr(c, "mark")), None)) is not None:
                    element = tree.above(marked.mark, "/Table")
                    parts.setdefault(id(table.element), []).append(element)
    for first, *others in parts.values():
        for other in others:
            body = [kid for kid in tree.children(first) if kid["S"] == "/TBody"][-1]
            for group in tree.children(other):
                if group["S"] == "/TBody":
                    for row in tree.children(group):
                        tree.move(row, body)
            tree.remove(other)
    tables = [element for element in tree.walk() if element["S"] == "/Table"]
    for table, following in itertools.pairwise(tables):
        if all(kid["S"] == "/Caption" for kid in tree.children(table)):
            for caption in tree.children(table):
                tree.move(caption, following, first=True)
            tree.remove(table)


def _give_scope(cell: pydyf.Dictionary, tree: TagTree) -> None:
    """Say what a header cell heads; its identifier, made of a memory address, goes."""
    group = tree.parent(tree.parent(cell))
    cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
    cell.pop("ID", None)


def _itemize(listing: pydyf.Dictionary, tree: TagTree) -> None:
    """Make items of the groups of a definition list, and bodies of what an item holds.

    WeasyPrint 70 tags ``div`` in ``dl`` as Div, ``dt`` and ``dd`` as items of their own,
    the columns of a list as a list in the list, and gives an item of paragraphs no body.
    """
    groups = tree.children(listing)
    if groups and all(group["S"] == "/L" for group in groups):
        listing["S"] = "/Div"
        return
    for group in groups:
        if group["S"] == "/LI":
            _give_body(group, tree)
        if group["S"] != "/Div":
            continue
        group["S"] = "/LI"
        for position, part in enumerate(tree.children(group)):
            part["S"] = "/Lbl" if position == 0 else "/LBody"
            for inner in tree.children(part):
                if inner["S"] == "/LBody":
                    inner["S"] = "/NonStruct"


def _give_body(item: pydyf.Dictionary, tree: TagTree) -> None:
    """Put the blocks that stand beside an item's label into a body."""
    blocks = [kid for kid in tree.children(item) if kid["S"] not in ("/Lbl", "/LBody", "/L")]
    if not blocks:
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array([]),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    tree.pdf.add_object(body)
    item["K"].append(body.reference)
    for block in blocks:
        tree.move(block, body)


def _drop_empty(element: pydyf.Dictionary, tree: TagTree) -> None:
    for kid in tree.children(element):
        _drop_empty(kid, tree)
        if not kid["K"] and kid["S"] not in _CELLS and "Alt" not in kid:
            tree.remove(kid)


def _dissolve_spans(tree: TagTree) -> None:
    """Let what a Span says nothing of belong to the element around it (ISO 32000-1, 14.8.4.4.1).

    WeasyPrint makes one of each piece of a line; they are half of a document's elements.
    """
    owners = dict(zip(tree.pdf.page_references, tree.parents[1::2], strict=False))
    for element in list(tree.walk()):
        parent = tree.parent(element)
        plain = element["S"] == "/Span" and element.keys() <= {"Type", "S", "K", "Pg", "P"}
        if not plain or parent["S"] in _GROUPS or element["Pg"] != parent.get("Pg"):
            continue
        if not all(isinstance(kid, int) for kid in element["K"]):
            continue
        at = parent["K"].index(element.reference)
        parent["K"][at : at + 1] = element["K"]
        for mark in element["K"]:
            owners[element["Pg"]][mark] = parent.reference
        tree.drop(element)


def _make_artefacts(tree: TagTree) -> None:
    """Mark as artefacts what is on a page and not in the tree (ISO 32000-1, 14.8.2.2)."""
    read = {
        (element["Pg"], kid)
        for element in tree.walk()
        for kid in element["K"]
        if isinstance(kid, int)
    }
    for number, page in enumerate(tree.pdf.page_references):
        owners = tree.parents[2 * number + 1]
        passed = {mark for mark in range(len(owners)) if (page, mark) not in read}
        for mark in passed:
            owners[mark] = b"null"
        operators = tree.at(tree.at(page)["Contents"]).stream
        for index, operator in enumerate(operators):
            if isinstance(operator, dict) and operator.get("MCID") in passed:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary({"Type": "/Pagination"})
