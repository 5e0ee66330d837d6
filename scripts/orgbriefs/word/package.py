"""What surrounds the text of a Word file: properties, settings, facts, and the package itself."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.html import HtmlElement

from orgbriefs.attachment import WORD_NAMESPACE, WORD_PART

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
#: Word 2013 and later, so that no file opens in compatibility mode (MS-DOCX, 2.3.1).
_COMPATIBILITY = "15"


def set_properties(document: Document, root: HtmlElement) -> None:
    """Title, author, language and day, from the head of the HTML."""
    meta = {m.get("name"): m.get("content") for m in root.xpath("//meta[@name]")}
    as_of = datetime.fromisoformat(meta["dcterms.valid"]).replace(tzinfo=UTC)
    core = document.core_properties
    core.title = root.findtext(".//title") or ""
    core.author = core.last_modified_by = meta.get("author", "")
    core.subject = meta.get("description", "")
    core.keywords = meta.get("keywords", "")
    core.language = root.get("lang", "en-GB")
    core.comments = ""
    core.created = core.modified = as_of.replace(tzinfo=None)
    core.revision = 1


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
    faces = settings.find(qn("w:themeFontLang"))
    if faces is not None:
        faces.set(qn("w:val"), language)
        faces.set(qn("w:eastAsia"), "zh-CN")


def attach(document: Document, facts: bytes) -> None:
    """The facts as a custom XML part (ECMA-376, part 1, 15.2.5): Word keeps it untouched."""
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
