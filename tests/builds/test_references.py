"""The whole text of every document of the small project, compared with a reference.

A change of wording or of order shows here; ``pytest --update`` accepts it.
"""

from __future__ import annotations

from conftest import Workspace
from reading import text_of
from small_project import ROOT

REFERENCES = ROOT / "tests" / "references"


def test_documents_read_as_before(built: Workspace, update: bool) -> None:
    made = {
        f"{path.parent.parent.name}-{path.name}.txt": text_of(path) for path in built.documents()
    }
    assert len(made) == 52
    if update:
        REFERENCES.mkdir(exist_ok=True)
        for old in REFERENCES.glob("*.txt"):
            old.unlink()
        for name, text in made.items():
            (REFERENCES / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in REFERENCES.glob("*.txt")}
    assert sorted(kept) == sorted(made)
    changed = [name for name in made if made[name] != kept[name]]
    assert not changed, "if these read as they should, run pytest --update"
