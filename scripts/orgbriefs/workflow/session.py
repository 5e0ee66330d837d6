"""The beginning and the end of a build, in the process that runs all steps."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from orgbriefs.catalogue.manifest import Stock, write_manifest
from orgbriefs.catalogue.pruning import prune
from orgbriefs.distribution.checksums import write_checksums
from orgbriefs.plan.configured import unknown_names
from orgbriefs.plan.lock import BuildLock
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import digest_of
from orgbriefs.plan.survey import Survey
from orgbriefs.problems import InputError
from orgbriefs.request import DocumentId
from orgbriefs.site.writing import write_site
from orgbriefs.storage import write_whole

#: Settings of the command line under which the plan lacks what the configuration asks for.
_ON_REQUEST = {"as_of", "from", "to"}


#: How many answers of pandoc are kept: those of documents that are long forgotten, too.
_MOST_KEPT = 20_000


class Session:
    """One run of the workflow: a build, or a look at what a build would do.

    A look changes nothing in the project: its marks lie in a temporary folder.
    """

    def __init__(self, plan: Plan, *, dry: bool, say: Callable[[str], None]) -> None:
        """Prepare.

        Args:
            plan: what may be asked for.
            dry: whether nothing is to be changed.
            say: takes a line that a person should read.
        """
        self.plan, self.dry, self._say = plan, dry, say
        self._text = plan.project.settings.to_json()
        #: The settings that jobs are given.
        self.settings = plan.folders.settings / f"{digest_of(self._text)[:16]}.json"
        #: The folder of the marks.
        self.marks = plan.folders.marks
        if dry:
            self.marks = Path(tempfile.mkdtemp(prefix="orgbriefs-"))
            atexit.register(shutil.rmtree, self.marks, ignore_errors=True)
        self.survey: Survey | None = None

    def begin(self) -> Survey:
        """Take the lock, and find out what has to be made.

        Raises:
            BuildRunningError: when another build is under way.
            InputError: when the configuration names what there is not, or the site's templates
                are faulty.
            OSError: when nothing can be written.
        """
        if problems := unknown_names(self.plan):
            raise InputError(problems)
        if not self.dry:
            self._lock()
            self.keep_settings()
            self._drop_old_versions()
            self.plan.dependencies.keeps = True
        self.survey = Survey(self.plan, renew=not self.dry)
        self.survey.lay_marks(self.marks)
        if not self.dry:
            self.survey.forget_failures()
            self._tidy(self.survey)
        return self.survey

    def end(self, asked: Iterable[DocumentId]) -> list[DocumentId]:
        """Look again, tidy up and list what lies there.

        Args:
            asked: the documents that the build was asked for.

        Returns:
            Those of them that were not made from what lies there now.

        Raises:
            InputError: when the site's templates are faulty.
        """
        self.survey = Survey(self.plan, renew=True)
        self._tidy(self.survey, always=True)
        return [document for document in asked if not self.survey.is_current(document)]

    def keep_settings(self) -> None:
        """Write the settings that jobs are given."""
        if not self.settings.exists():
            write_whole(self.settings, self._text)
        for path in self.settings.parent.glob("*.json"):
            if path != self.settings:
                path.unlink(missing_ok=True)

    @property
    def counts(self) -> tuple[int, int]:
        """How many published documents are current, and how many there are."""
        current = len(self.survey.current) if self.survey is not None else 0
        return current, len(self.plan.documents.all)

    def _lock(self) -> None:
        lock = BuildLock(self.plan.folders.lock)
        atexit.register(lock.release)
        if lock.abandoned:
            self._say(f"Going on from a build that was broken off ({lock.abandoned}).")
        # What Snakemake notes of jobs under way is not needed: receipts tell what is whole.
        for name in ("locks", "incomplete"):
            shutil.rmtree(self.plan.project.root / ".snakemake" / name, ignore_errors=True)

    def _drop_old_versions(self) -> None:
        """Fonts, templates and citations made by other versions of the software; and too many."""
        folders = self.plan.folders
        dependencies = self.plan.dependencies
        for kept in (folders.fonts, dependencies.compiled, dependencies.citations):
            for path in kept.parent.glob("*"):
                if path.is_dir() and path != kept:
                    shutil.rmtree(path, ignore_errors=True)
        if sum(1 for _ in dependencies.citations.glob("*")) > _MOST_KEPT:
            shutil.rmtree(dependencies.citations, ignore_errors=True)

    def _tidy(self, survey: Survey, *, always: bool = False) -> None:
        """Remove what nobody asks for, once all is made that is; list and show what lies there."""
        current, all_ = len(survey.current), len(self.plan.documents.all)
        on_request = _ON_REQUEST & set(self.plan.project.config.overridden)
        if current == all_ and not on_request:
            for line in prune(self.plan.folders, survey.reasons.keys(), survey.digests):
                self._say(line)
        if self.plan.folders.variant == "published" and (always or current == all_):
            stock = Stock(self.plan.folders, survey.digests)
            write_manifest(stock)
            if not on_request:
                write_site(self.plan, stock)
            write_checksums(stock)
