"""What surrounds the text of a Word file: properties, settings, facts, and the package itself."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from orgbriefs.html.composed import Metadata
from orgbriefs.render.attachment import WORD_NAMESPACE, WORD_PART
from orgbriefs.render.word.languages import EAST_ASIAN

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
#: Word 2013 and later, so that no file opens in compatibility mode (MS-DOCX, 2.3.1).
_COMPATIBILITY = "15"
#: Characters in a property (ECMA-376, part 2, 11: what Word shows of it).
_LONGEST = 255


def set_properties(document: Document, metadata: Metadata) -> None:
    """Title, author, language and day."""
    core = document.core_properties
    core.title = _property(metadata.title)
    core.author = core.last_modified_by = _property(metadata.author)
    core.subject = _property(metadata.description)
    core.keywords = _property(", ".join(metadata.keywords))
    core.language = metadata.language
    core.comments = ""
    day = metadata.as_of
    core.created = core.modified = datetime(day.year, day.month, day.day)
    core.revision = 1


def _property(words: str) -> str:
    """As much as a property of Word holds."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def set_up(document: Document, language: str) -> None:
    """Settings that the default template of python-docx leaves as they were in 2010."""
    settings = document.settings.element
    zoom = settings.find(qn("w:zoom"))
    if zoom is not None and zoom.get(qn("w:percent")) is None:
        zoom.attrib.clear()
        zoom.set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _COMPATIBILITY)
    fonts = settings.find(qn("w:themeFontLang"))
    if fonts is not None:
        fonts.set(qn("w:val"), language)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)


def attach(document: Document, facts: bytes) -> None:
    """The facts as a custom XML part (ECMA-376, part 1, 15.2.5): Word keeps it untouched.

    Those of a document that serves as letterhead go.
    """
    for identifier, relation in list(document.part.rels.items()):
        if not relation.is_external and relation.target_part.partname == f"/{WORD_PART}":
            del document.part.rels[identifier]
    content = f'<facts xmlns="{WORD_NAMESPACE}" type="application/json">'.encode()
    content += escape(facts.decode("utf-8")).encode("utf-8") + b"</facts>"
    package = document.part.package
    part = Part(PackURI(f"/{WORD_PART}"), "application/xml", content, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def packed(document: Document) -> bytes:
    """The package with its parts in order and without the hour of packing: same in, same out."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()
