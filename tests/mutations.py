"""Spoil the small project at random: ``check`` says so with a place and a fix, or it still builds.

``make fuzz`` tries ten thousand; the tests try some. Each number makes the same mutation. Of those
that are multiples of ``BUILT``, a document is built if ``check`` finds no fault, and a PDF of those
that are multiples of ``PRINTED``.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from small_project import copy_of_project, edit
from world import outlines

from orgbriefs.build import build_document
from orgbriefs.check import check_project, remarks
from orgbriefs.data.source import read_yaml
from orgbriefs.design import faces, fonts
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.survey import Survey
from orgbriefs.problems import InputError, Problem
from orgbriefs.project import Project
from orgbriefs.render.protocol import WrongLengthError
from orgbriefs.request import DocumentId

#: Of so many mutations, of one a document is built, or a PDF.
BUILT, PRINTED = 5, 25
#: Of so many mutations, of one the state of the project is looked at, as a build begins.
SURVEYED = 10
#: Of so many mutations of data, with one templates are checked as well.
WHOLE = 20
#: Where font files lie, beside the project.
FONTS = "fonts"
#: No answer takes longer than this, in seconds of a processor.
LONGEST = 30

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
#: What a project says in its own words, and a citation style of its own.
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "kind.briefing"
msgstr "paper"
"""
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout delimiter="; "><text variable="title" suffix=", "/><date variable="issued"
    form="text"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
BYTES = (
    b"\x0b",
    b"\x0c",
    b"\xe2\x80\xa8",
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


#: Files of these kinds are chosen oftener than other templates.
HEAVIER = (".yaml", ".docx", ".po", ".csl")
#: What only programmers say.
FOREIGN = re.compile(
    r"Error\b|Exception|Errno|Traceback|<class|<\w+(\.\w+)* object|\bNoneType|\bdict\b|\bstr\b"
    r"|\btuple\b|unhashable|has no attribute|not subscriptable|codec can't|pydantic|input should"
    r"|orgbriefs\.|must be (str|int|list)|valid dictionary|invalid literal|strptime|\bNone\b"
    r"|docx\.|lxml|weasyprint|unpack|recursion|max_str_digits|There is no item"
)
#: What is said of a file that is not there.
ABSENT = re.compile(
    r"missing|not there|no such|no folder|cannot be read|no such file", re.IGNORECASE
)


def prepared(folder: Path) -> Path:
    """The small project with all that one may have; font files for its documents lie beside it."""
    root = copy_of_project(folder)
    for old, new in {
        "factsheet: [pdf]": "factsheet: [pdf, docx, html, md]",
        "briefing: [pdf, docx, html]": "briefing: [pdf, docx, html, md, print.pdf]",
    }.items():
        edit(root / "config.yaml", old, new)
    letterhead = docx.Document()
    letterhead.sections[0].header.paragraphs[0].text = "The test press"
    (root / "templates/word").mkdir()
    letterhead.save(str(root / "templates/word/letterhead.docx"))
    (root / "data/sources.bib").write_text(BIB, encoding="utf-8")
    (root / "data/sources.ris").write_text(RIS, encoding="utf-8")
    (root / "data/sources.json").write_text(json.dumps(CSL), encoding="utf-8")
    for file, text in (("locale/en_GB.po", CATALOGUE), ("citation-styles/own.csl", STYLE)):
        (root / "templates" / file).parent.mkdir(exist_ok=True)
        (root / "templates" / file).write_text(text, encoding="utf-8")
    audience = root / "templates/audiences/students/audience.yaml"
    edit(
        audience,
        "citation_style: chicago-notes-bibliography-17th-edition",
        "citation_style: own.csl",
    )
    for name in faces.FACES:
        fonts.make_font(name, folder / FONTS / name)
    return root


def mutate(root: Path, number: int) -> str:
    """Spoil one file; says which, and how."""
    chance = random.Random(number)
    files = sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".md")
    weights = [8 if "data" in p.parts else 3 if p.suffix in HEAVIER else 1 for p in files]
    path = chance.choices(files, weights)[0]
    ways: list[Callable[[random.Random, Path], str]] = [_spoil_bytes, _cut, _line]
    if path.suffix in (".yaml", ".json"):
        ways += [_value] * 8
    if path.suffix == ".docx":
        ways = [_spoil_bytes, _cut, *[_part] * 6]
    dice = chance.random()
    if dice < 0.02:
        ways = [_delete, _empty, _folder]
    elif dice < 0.06:
        ways = [_rename, _double]
    how = chance.choice(ways)(chance, path)
    if dice > 0.97:
        other = chance.choice(files)
        how = _exchange(path, other)
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


def _rename(chance: random.Random, path: Path) -> str:
    suffix = chance.choice((".yml", ".yaml", ".txt", ".bib", ".json", ".html", ".css", ".dotx", ""))
    stem = chance.choice((path.stem, path.stem, path.stem.upper(), f"{path.stem} 2", "ж", ".x"))
    if stem + suffix in ("", path.name):
        return "left as it was"
    path.replace(path.with_name(stem + suffix))
    return f"renamed to {stem}{suffix}"


def _double(chance: random.Random, path: Path) -> str:
    name = chance.choice((f"{path.stem}-2{path.suffix}", f"a{path.suffix}", "comparison.yaml"))
    folder = chance.choice([p for p in (path.parent, *path.parent.parent.iterdir()) if p.is_dir()])
    shutil.copy(path, folder / ("b" + name if (folder / name).is_dir() else name))
    return f"doubled as {folder.name}/{name}"


def _exchange(path: Path, other: Path) -> str:
    if not (path.is_file() and other.is_file()):
        return "as before"
    mine, others = path.read_bytes(), other.read_bytes()
    path.write_bytes(others)
    other.write_bytes(mine)
    return f"exchanged for {other.name}"


def _part(chance: random.Random, path: Path) -> str:
    """Spoil a part of a package: a file of Word's."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(list(parts))
    kind = chance.choice(("deleted", "cut off", "exchanged", "an element less", "made strange"))
    content = parts[name]
    if kind == "deleted":
        del parts[name]
    elif kind == "cut off":
        parts[name] = content[: chance.randrange(len(content) + 1)]
    elif kind == "exchanged":
        other = chance.choice(list(parts))
        parts[name], parts[other] = parts[other], content
    else:
        pattern = rb"<[\w:]+( [^<>]*)?/>|<[\w:]+[^<>]*>[^<]*</[\w:]+>"
        if kind == "made strange":
            pattern = rb'(?<==")[^"]*(?=")'
        found = list(re.finditer(pattern, content)) or [re.match(rb"", content)]
        match = chance.choice(found)
        assert match is not None
        new = chance.choice((b"", b"x", b"-1", b"99999999999", b"../x", "\u202e".encode()))
        new = new if kind == "made strange" else b""
        parts[name] = content[: match.start()] + new + content[match.end() :]
    with zipfile.ZipFile(path, "w") as package:
        for part, text in parts.items():
            package.writestr(part, text)
    return f"{name} {kind}"


def told(root: Path, *, whole: bool) -> list[Problem]:
    """What is said of a project; with ``whole`` templates too."""
    try:
        project = Project(root)
        problems = check_project(project) if whole else project.problems()
        if whole and not problems:
            remarks(project)
        return problems
    except InputError as error:
        return error.problems


def surveyed(root: Path) -> list[Problem]:
    """What is said when a build begins: a faulty file holds back only what is made from it."""
    try:
        Survey(Plan(Project(root)), renew=False)
    except InputError as error:
        return error.problems
    return []


def fault_of(root: Path, problems: list[Problem]) -> str:
    """What is wrong with what was said, if anything."""
    return next((fault for problem in problems if (fault := _fault(root, problem))), "")


def _fault(root: Path, problem: Problem) -> str:
    file, said = problem.place.file, problem.text(root)
    if said.startswith("/"):
        return f"the place is not relative: {said}"
    if not file.exists() and not ABSENT.search(problem.message):
        return f"names a file that is not there: {said}"
    if not problem.message.strip() or not problem.fix.strip():
        return f"does not say how to mend it: {said}"
    # What was found is the editor's own, but for a letterhead, whose parts a library reads.
    own = [problem.message, problem.fix]
    own += [problem.value] if file.suffix == ".docx" else []
    if word := FOREIGN.search("\n".join(own)):
        return f"speaks of '{word[0]}': {said}"
    if file.is_file() and problem.place.line > 1:
        lines = re.split(rb"\r\n?|\n", file.read_bytes())
        if problem.place.line > len(lines):
            return f"names a line of {len(lines)} that is not there: {said}"
        if problem.place.column > len(lines[problem.place.line - 1]) + 1:
            return f"names a column that is not there: {said}"
    return ""


def build(root: Path, printed_with: Path, how: str, number: int) -> None:
    """Build one document: of the organization whose file was spoilt, if there is one.

    Raises:
        AssertionError: when it is refused, but for its length.
    """
    plan = Plan(Project(root))
    for edition, name in plan.editions.all:
        plan.editions.resolve(edition, name)
    chance = random.Random(number)
    documents = [d for d in plan.documents.all if d.is_pdf == (number % PRINTED == 0)]
    concerned = [d for d in documents if d.subject and f"{d.subject}.yaml" in how]
    if not (documents := concerned or documents):
        return
    document: DocumentId = chance.choice(documents)
    try:
        request = replace(plan.request(document), fonts=printed_with, outlines=outlines())
        build_document(request)
    except WrongLengthError as error:
        # Only type that is set shows how long it gets.
        assert all(problem.fix for problem in error.problems)
    except InputError as error:
        raise AssertionError(f"check passes, but {document.name} is refused: {error}") from None


def trial(pristine: Path, folder: Path, number: int) -> tuple[str, str]:
    """Try one mutation: what was done, and what is wrong with the answer."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pristine, folder)
    how = mutate(folder, number)
    built = number % BUILT == 0
    began = time.process_time()
    try:
        problems = told(folder, whole=built or "templates" in how or number % WHOLE == 0)
        if built and not problems:
            build(folder, pristine.parent / FONTS, how, number)
        if number % SURVEYED == 0:
            problems = [*problems, *surveyed(folder)]
        fault = fault_of(folder, problems)
    except Exception:
        fault = traceback.format_exc(limit=-4)
    if not fault and (seconds := time.process_time() - began) > LONGEST:
        fault = f"took {seconds:.0f} s"
    return how, fault


def main(number: int, first: int = 0) -> int:
    """Try ``number`` mutations; the number of those that were answered wrongly."""
    failed: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        pristine = prepared(Path(name).resolve())
        for index in range(first, first + number):
            if index % 500 == 0 and index > first:
                print(f"{index - first} tried", flush=True)
            how, fault = trial(pristine, Path(name).resolve() / "mutated", index)
            if fault:
                failed[fault.splitlines()[-1]] += 1
                print(f"{how}\n    {fault}", flush=True)
    seconds = time.monotonic() - began
    print(f"{number} mutations in {seconds:.0f} s, answered wrongly: {failed.total()}")
    return min(failed.total(), 1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
