"""Spoil the small project at random, and see that ``check`` says so or that it still builds.

``make fuzz`` tries ten thousand; the tests try some. Each number makes the same mutation.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from small_project import copy_of_project

from orgbriefs.check import check_project
from orgbriefs.data.source import read_yaml
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project

BIB = """@book{b1, author = {Writer, Wanda and {Some House}}, title = {A {NATO} \\emph{book}},
  year = 2001, publisher = {House}, url = {https://example.org/a--b}}
@incollection{b2, crossref = {b1}, title = {Part}, pages = {1--9}, author = {von Uhl, Jr., Max}}
"""
RIS = "TY  - JOUR\nID  - r1\nAU  - Doe, Jane\nTI  - Title\nT2  - Paper\nPY  - 2005/05/03/\nER  - \n"
CSL = [
    {
        "id": "j1",
        "type": "report",
        "title": "T",
        "author": [{"family": "A", "given": "B"}],
        "issued": {"date-parts": [[2006, 5], [2007]]},
        "DOI": "10.1/a",
    },
]
#: What a value may become.
STRANGE: tuple[Any, ...] = (
    *(None, "", " ", "null", "~", [], {}, [None], {"a": None}, 0, -1, 1e999, "nan", True),
    *("9" * 5000, "\x02", "\ud7ff", "\u202e", "\ufffe", "a\x00b", "0800", "9999-12-31"),
    *("2006-02-30", "2006-13", "<script>", "[@nope]", "[@treaty, p.]", "@treaty", "`code`"),
    *("* * *", "{{7*7}}", "x" * 30_000, "é" * 300, "../../x", "/etc/passwd", "AA", "ZZ", "1e5"),
    *("alpha", "treaty", "٣", "[" * 50, "a: b", ["treaty", "treaty"], {"literal": "x"}),
    *({"date-parts": [[None]]}, "http://", "javascript:x"),
)
BYTES = (
    b"\xff",
    b"\x00",
    b"\r",
    b"\t",
    b"\xef\xbb\xbf",
    b"{%",
    b"{{",
    b"}",
    b'"',
    b"[",
    b"]",
    b":",
)


def prepared(folder: Path) -> Path:
    """The small project with sources in every form."""
    root = copy_of_project(folder)
    (root / "data/sources.bib").write_text(BIB, encoding="utf-8")
    (root / "data/sources.ris").write_text(RIS, encoding="utf-8")
    (root / "data/sources.json").write_text(json.dumps(CSL), encoding="utf-8")
    return root


def mutate(root: Path, number: int) -> str:
    """Spoil one file; says which, and how."""
    chance = random.Random(number)
    files = sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".md")
    weights = [8 if "data" in p.parts else 3 if p.suffix == ".yaml" else 1 for p in files]
    path = chance.choices(files, weights)[0]
    ways: list[Callable[[random.Random, Path], str]] = [_spoil_bytes, _cut, _line]
    if path.suffix in (".yaml", ".json"):
        ways += [_value] * 8
    if chance.random() < 0.02:
        ways = [_delete, _empty, _folder]
    how = chance.choice(ways)(chance, path)
    return f"{number}: {path.relative_to(root)}: {how}"


def _value(chance: random.Random, path: Path) -> str:
    try:
        tree = json.loads(path.read_text()) if path.suffix == ".json" else read_yaml(path).value
    except (InputError, ValueError):
        return _cut(chance, path)
    places = list(_places(tree))
    if not places:
        return _empty(chance, path)
    holder, key = chance.choice(places)
    kind = chance.randrange(5)
    said = str(key)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[chance.choice(["txet", "id", "é", "from", "a b", "__class__"])] = holder.pop(key)
    elif kind == 2:
        holder[key] = chance.choice(places)[0]
        try:
            json.dumps(tree)
        except ValueError:  # it holds itself
            holder[key] = None
    else:
        holder[key] = chance.choice(STRANGE)
    text = json.dumps(tree, ensure_ascii=chance.random() < 0.5)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return f"{['deleted', 'renamed', 'swapped', 'made strange', 'made strange'][kind]} {said}"


def _places(tree: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    for key in (
        tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    ):
        found.append((tree, key))
        found += _places(tree[key])
    return found


def _spoil_bytes(chance: random.Random, path: Path) -> str:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(content) + 1)
        content[at : at + chance.randint(0, 2)] = chance.choice(BYTES)
    path.write_bytes(bytes(content))
    return "spoilt bytes"


def _cut(chance: random.Random, path: Path) -> str:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)])
    return "cut off"


def _line(chance: random.Random, path: Path) -> str:
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    chosen = lines[at : at + 1]
    lines[at : at + 1] = chosen * chance.choice([0, 2, 3])
    path.write_bytes(b"".join(lines))
    return "doubled or dropped a line"


def _delete(chance: random.Random, path: Path) -> str:
    path.unlink()
    return "deleted"


def _empty(chance: random.Random, path: Path) -> str:
    path.write_bytes(b"")
    return "emptied"


def _folder(chance: random.Random, path: Path) -> str:
    path.unlink()
    path.mkdir()
    return "a folder in its place"


def told(root: Path, *, whole: bool) -> list[Problem]:
    """What is said of a project; with ``whole`` templates too."""
    try:
        project = Project(root)
        return check_project(project) if whole else project.problems()
    except InputError as error:
        return error.problems


def fault_of(root: Path, problems: list[Problem]) -> str:
    """What is wrong with what was said, if anything."""
    for problem in problems:
        file = problem.place.file
        if file.is_absolute() and not (file.exists() or file.parent.exists()):
            return f"names {file}, which is not there"
        if "Error" in problem.message or "<class" in problem.text():
            return f"speaks of Python: {problem.text()}"
        if problem.place.line > 1 and file.is_file():
            lines = file.read_bytes().count(b"\n") + file.read_bytes().count(b"\r") + 1
            if problem.place.line > lines:
                return f"names line {problem.place.line} of {lines}"
    return ""


def trial(pristine: Path, folder: Path, number: int) -> tuple[str, str]:
    """Try one mutation: what was done, and what is wrong with the answer."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine, folder)
    how = mutate(folder, number)
    try:
        return how, fault_of(folder, told(folder, whole="templates" in how or number % 20 == 0))
    except Exception:
        return how, traceback.format_exc(limit=-3)


def main(number: int, first: int = 0) -> int:
    """Try ``number`` mutations; the number of those that were answered wrongly."""
    failed: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        pristine = prepared(Path(name).resolve())
        for index in range(first, first + number):
            how, fault = trial(pristine, Path(name).resolve() / "mutated", index)
            if fault:
                failed[fault.splitlines()[-1]] += 1
                print(f"{how}\n    {fault}", flush=True)
    seconds = time.monotonic() - began
    print(f"{number} mutations in {seconds:.0f} s, answered wrongly: {failed.total()}")
    return min(failed.total(), 1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
