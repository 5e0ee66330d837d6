"""What is written for students alone, and how it is looked for in what others get."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from conftest import Workspace
from reading import pdf_text

FOR_STUDENTS = "Only the classroom hears of the heron."
WATCH = "The kingfisher conference"


def contents(path: Path) -> Iterator[bytes]:
    """All bytes of a file, and of what is packed in it."""
    content = path.read_bytes()
    yield content
    if path.suffix == ".docx" or path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())
    elif path.suffix == ".pdf":
        yield pdf_text(path).encode()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            yield from (
                item.read_bytes()
                for item in pdf.objects
                if isinstance(item, pikepdf.Stream)
                and item.get("/Subtype") not in ("/Image", "/Type1C", "/CIDFontType0C")
            )


def words(content: bytes | str) -> str:
    """Letters and digits alone: lines, marks and escapes are set differently in each format."""
    text = content if isinstance(content, str) else content.decode("utf-8", "ignore")
    return re.sub(r"[^a-z0-9]+", " ", text.lower())


def write_for_students(space: Workspace) -> None:
    """Give the first organization a passage and something to watch that only students may see."""
    space.edit(
        "data/organizations/alpha.yaml",
        "texts:\n  summary:\n",
        "watch:\n"
        f"  - {{from: 2010-01-01, matter: {WATCH}, date: 2031-01-01, sign: It meets., "
        "why: It decides., source: treaty, for: [students]}\n"
        "texts:\n  summary:\n"
        f'    - {{text: "{FOR_STUDENTS}", for: [students]}}\n',
    )
