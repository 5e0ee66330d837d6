"""Put the site where readers find it: what differs is written, what is no more is removed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from orgbriefs.catalogue.manifest import Stock
from orgbriefs.design.fonts import are_made
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import digest_of, digest_of_file
from orgbriefs.plan.software import OWN, code_of
from orgbriefs.site.derived import Content, Derived
from orgbriefs.site.revisions import FILE, Noted, note_revisions, read_revisions
from orgbriefs.storage import write_whole


def write_site(plan: Plan, stock: Stock) -> bool:
    """Make the site agree with the documents that lie there.

    A project without a folder ``templates/site`` has none.

    Args:
        plan: of published documents.
        stock: what lies there.

    Returns:
        Whether anything was written or removed.

    Raises:
        InputError: when a template or a style sheet is faulty, or what was noted of revisions
            cannot be read; the site stays as it was.
    """
    folders, project = plan.folders, plan.project
    listed, digests = _Listed(folders.site_list), stock.digests
    if not (project.templates / "site").is_dir():
        listed.replace("", project.out, {}, "")
        return False
    records, software = stock.records, plan.dependencies.software
    own = digest_of(software[OWN] + code_of("catalogue", "site"))
    shaped_by = _digest(
        [
            project.settings.model_dump(mode="json"),
            [[path.name, digests.of(path)] for path in _files(plan)],
            folders.fonts.name if are_made(folders.fonts) else None,
            own,
        ]
    )
    inputs = _digest([shaped_by, [vars(record) for record in records]])
    if listed.is_current(inputs, project.out):
        return False
    # What reads documents and fills in templates takes long to import.
    from orgbriefs.site.library import Library
    from orgbriefs.site.pages import Pages

    library = Library.of(
        records,
        out=project.out,
        config=project.config,
        audiences=project.audiences,
        language=plan.language,
        kept=folders.work / "site" / own[:16],
        revisions=read_revisions(project.root / FILE),
    )
    compiled = plan.dependencies.compiled
    pages = Pages(
        library,
        project.templates,
        folders.fonts,
        compiled if compiled.is_dir() else None,
        shaped_by=shaped_by,
        there=lambda path, source: listed.text(project.out, path, _told(own, source)),
    )
    listed.replace(inputs, project.out, dict(pages.all()), own)
    library.readings.forget_unused()
    return True


def note_what_changed(plan: Plan, stock: Stock, today: date) -> Noted:
    """Note which of the documents that lie there are new, and which say something else (UTC day).

    Raises:
        InputError: when what was noted before cannot be read.
    """
    from orgbriefs.site.papers import papers_of

    return note_revisions(plan.project.root / FILE, papers_of(stock.records), today)


def site_files(site_list: Path) -> list[str]:
    """The paths of all files of the site, relative to ``out/``; none where there is no site."""
    return sorted(_Listed(site_list).files)


def digests_of_site(site_list: Path, out: Path) -> Mapping[str, str]:
    """The SHA-256 of each file of the site that lies there as it was written, by its path."""
    return _Listed(site_list).untouched(out)


def _files(plan: Plan) -> Iterable[Path]:
    """The files that shape the site, beside what is published."""
    templates = plan.project.templates
    yield plan.project.root / FILE
    yield from plan.language.catalogue.files
    yield from sorted((templates / "site").rglob("*.*"))
    yield from sorted((templates / "audiences").rglob("site/*.html"))
    yield from (templates / "styles" / n for n in ("tokens.yaml", "tokens.css", "site.css"))


class _Listed:
    """``out/.work/site.json``: the paths of the site's files; and beside it what they hold."""

    def __init__(self, path: Path) -> None:
        self._path, self._state = path, path.with_name("site-state.json")
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            if any(len(told) != 3 for told in state["files"].values()):
                raise ValueError
            self.inputs: str = state["inputs"]
            #: Of each file what it was made from, where it is derived; its digest; its signs.
            self.files: Mapping[str, Sequence[str]] = state["files"]
        except (OSError, ValueError, KeyError, TypeError):
            self.inputs, self.files = "", {}

    def is_current(self, inputs: str, out: Path) -> bool:
        """Whether the site was made from these inputs, and lies there as it was made."""
        if self.inputs != inputs or not self._path.exists():
            return False
        untouched = self.untouched(out)
        moved = {path: sha for path, (_, sha, _) in self._items() if path not in untouched}
        if any(digest_of_file(out / path) != sha for path, sha in moved.items()):
            return False
        if moved:  # it was copied, say: next time it need not be read
            self._tell(
                inputs, {path: (s, sha, _signs(out / path)) for path, (s, sha, _) in self._items()}
            )
        return True

    def untouched(self, out: Path) -> Mapping[str, str]:
        """The digests of the files that nobody wrote to since they were made."""
        return {path: sha for path, (_, sha, s) in self._items() if s and s == _signs(out / path)}

    def text(self, out: Path, path: str, source: str) -> str | None:
        """What a file holds that was made from ``source``, and is as it was made."""
        made_from, digest, _ = self.files.get(path, ("", "", ""))
        if made_from != source:
            return None
        try:
            content = (out / path).read_bytes()
        except OSError:
            return None
        return content.decode("utf-8") if digest_of(content) == digest else None

    def _items(self) -> Iterable[tuple[str, Sequence[str]]]:
        return self.files.items()

    def replace(self, inputs: str, out: Path, made: Mapping[str, Content], own: str) -> None:
        """Write the files that differ, and remove those that are no longer made.

        Args:
            inputs: the digest of all that the site is made from.
            out: the folder in which it lies.
            made: its files by their paths.
            own: the digest of the software that derives files.
        """
        # Told first, so that what is broken off is tidied all the same.
        self._tell("", {**dict.fromkeys(made, ("", "", "")), **self.files})
        files: dict[str, Sequence[str]] = {}
        for path, content in made.items():
            there = digest_of_file(out / path)
            source = _told(own, content.source) if isinstance(content, Derived) else ""
            if source and list(self.files.get(path, ())[:2]) == [source, there]:
                files[path] = source, there, _signs(out / path)
                continue
            written = content.make() if isinstance(content, Derived) else content
            digest = digest_of(written)
            if there != digest:
                write_whole(out / path, written, lasting=False)
            files[path] = source, digest, _signs(out / path)
        for path in self.files.keys() - files.keys():
            (out / path).unlink(missing_ok=True)
            _remove_empty((out / path).parent, out)
        self._tell(inputs, files)

    def _tell(self, inputs: str, files: Mapping[str, Sequence[str]]) -> None:
        listed = json.dumps(sorted(files), ensure_ascii=False, indent=1) + "\n"
        write_whole(self._path, listed, lasting=False)
        state = {"inputs": inputs, "files": dict(sorted(files.items()))}
        text = json.dumps(state, ensure_ascii=False) + "\n"
        write_whole(self._state, text, lasting=False)


def _digest(value: object) -> str:
    return digest_of(json.dumps(value, sort_keys=True, default=str))


def _told(own: str, source: str) -> str:
    """What a derived file was made from: by which software, from what."""
    return f"{own} {source}"


def _signs(path: Path) -> str:
    """What differs once somebody writes to a file, whatever its time is set to; so that hundreds of
    files need not be read to find that nobody did. Empty where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
