"""Signatures in PDFs: PAdES B-B (ETSI EN 319 142-1), in files that stay PDF/A-3a and PDF/UA-1.

A signature is appended to the file, which stays as it was up to there. Its field is tagged, as
PDF/UA asks (ISO 14289-1, 7.18.4), and printed, as PDF/A asks (ISO 19005-3, 6.3.2); whether it is
seen or not, it is read aloud by the name of who signed. The publisher certifies the file: readers
are warned of whatever is appended later.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgbriefs.design.tokens import Grid
from orgbriefs.language.language import Language

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import SimpleSigner

#: The name of the field; nobody sees it.
_FIELD = "Publisher"
#: The stamp lies at the foot of the last page, where nothing else is printed, in points.
_FOOT, _HEIGHT, _SIZE = 12, 10, 6
_MUTED = (0.35, 0.35, 0.35)
_MOST_SPACE = 16_384


@dataclass(frozen=True)
class Stamp:
    """How a signature is seen: in which words, with which font file, and where."""

    language: Language
    font: Path
    grid: Grid

    def inset(self, kind: str) -> int:
        """How far from the edges of the page a kind of document begins, in points."""
        margin = self.grid.factsheet_side if kind == "factsheet" else self.grid.margin
        return round(margin * 72 / 25.4)


def is_signed(content: bytes) -> bool:
    """Whether a PDF holds a signature, good or not."""
    return b"/ByteRange" in content


def signed(
    content: bytes, kind: str, signer: SimpleSigner, stamp: Stamp, *, visible: bool
) -> bytes:
    """A PDF with a signature.

    Args:
        content: the PDF, without one.
        kind: of the document.
        signer: who signs.
        stamp: how it is seen, and in which language it is read aloud.
        visible: whether it is seen.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.layout import (
        AxisAlignment,
        InnerScaling,
        Margins,
        SimpleBoxLayoutRule,
    )
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.sign import fields, signers
    from pyhanko.sign.signers import constants
    from pyhanko.stamp import TextStampStyle

    name = signer.subject_name if signer.signing_cert is None else _name_in(signer.signing_cert)
    words = stamp.language.message("signature.stamp", signer=str(name), day=date.today())
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Count"] - 1
    width = float(_last_page(writer)["/MediaBox"][2])
    inset = stamp.inset(kind)
    box = (inset, _FOOT, int(width) - inset, _FOOT + _HEIGHT) if visible else None
    field = fields.SigFieldSpec(_FIELD, on_page=int(page), box=box, readable_field_name=words)
    fields.append_signature_field(writer, field)
    _tag(writer, words)
    style = None
    if visible:
        line = SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MIN,
            margins=Margins(),
            inner_content_scaling=InnerScaling.NO_SCALING,
        )
        style = TextStampStyle(
            stamp_text=words.replace("%", "%%"),
            border_width=0,
            background=None,
            inner_content_layout=line,
            text_box_style=TextBoxStyle(
                font=_font(stamp.font),
                font_size=_SIZE,
                text_color=_MUTED,
                box_layout_rule=line,
            ),
        )
    metadata = signers.PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        name=str(name),
    )

    class Signer(signers.PdfSigner):
        """One that keeps the file in PDF 1.7, as PDF/A-3 asks, with the extension of ETSI."""

        def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
            pdf_out.register_extension(constants.ESIC_EXTENSION_1)

    done = Signer(metadata, signer, stamp_style=style).sign_pdf(writer, bytes_reserved=_MOST_SPACE)
    return bytes(done.getvalue())


def fault_of(content: bytes, trusted: Sequence[Certificate]) -> str:
    """What is wrong with the signature of a PDF, in words; empty where nothing is.

    Args:
        content: a PDF that holds one.
        trusted: the certificates of who may have signed, or have issued the certificate of who
            did; where there are none, anybody may.
    """
    from asn1crypto.x509 import Certificate as Asn1Certificate
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    roots = [Asn1Certificate.load(each.public_bytes(Encoding.DER)) for each in trusted]
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        if not found:
            return "its signature cannot be read"
        for each in found:
            context = ValidationContext(trust_roots=roots, allow_fetching=False)
            status = validate_pdf_signature(each, context)
            if not (status.intact and status.valid):
                return "its signature does not hold: the file was changed after it was signed"
            if not status.docmdp_ok:
                return "something was added to the file after it was signed"
            if roots and not status.trusted:
                return f"it was signed by another: {status.signing_cert.subject.human_friendly}"
    except Exception as error:
        # The library reads what anybody may have written; whatever it stumbles over is a fault.
        return f"its signature cannot be read: {error}"
    return ""


def _name_in(certificate: Any) -> str:
    subject = certificate.subject
    return str(subject.native.get("common_name") or subject.human_friendly)


def _font(path: Path) -> Any:
    """A font that is put into the file; pyHanko's own are not, which PDF/A forbids."""
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory

    return GlyphAccumulatorFactory(str(path), font_size=_SIZE, create_objstream_if_needed=False)


def _last_page(writer: IncrementalPdfFileWriter) -> Any:
    return writer.find_page_for_modification(-1)[0].get_object()


def _tag(writer: IncrementalPdfFileWriter, words: str) -> None:
    """Enter the widget of the field into the tree of tags, as the last element of the document."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name

    page = writer.find_page_for_modification(-1)[0]
    widget = page.get_object()["/Annots"].raw_get(-1)
    tree = writer.root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    key = max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1) + 1
    top = tree["/K"]
    document = top.raw_get(0) if isinstance(top, generic.ArrayObject) else tree.raw_get("/K")
    element = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document,
                pdf_name("/Pg"): page,
                pdf_name("/Alt"): generic.pdf_string(words),
                pdf_name("/K"): generic.ArrayObject(
                    [
                        generic.DictionaryObject(
                            {
                                pdf_name("/Type"): pdf_name("/OBJR"),
                                pdf_name("/Obj"): widget,
                                pdf_name("/Pg"): page,
                            }
                        )
                    ]
                ),
            }
        )
    )
    children = document.get_object()["/K"]
    children.append(element)
    writer.update_container(children)
    numbers.extend([generic.NumberObject(key), element])
    writer.update_container(numbers)
    annotation = widget.get_object()
    annotation[pdf_name("/StructParent")] = generic.NumberObject(key)
    annotation[pdf_name("/Contents")] = generic.pdf_string(words)
    writer.mark_update(widget)
