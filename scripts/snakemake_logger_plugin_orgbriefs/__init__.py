"""Snakemake's progress in plain words: a line a document, faults in full, a short summary."""

from __future__ import annotations

import sys
import time
from logging import ERROR, LogRecord
from pathlib import Path
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

#: Steps on the way that take seconds; the others pass in silence.
_SLOW_STEPS = {"face"}
#: Rules whose output a reader gets.
_RELEASES = {"release"}
_COLLECTIONS = {"all", "briefings", "factsheets", "handouts", "changes", "manifest"}


class LogHandler(LogHandlerBase):
    """Listens to Snakemake's events and says what a person wants to know."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._started = time.perf_counter()
        self._jobs: dict[int, dict[str, Any]] = {}
        self._built: list[str] = []
        self._failed: list[tuple[str, str]] = []
        self._planned = 0
        self._would: list[str] = []
        self._asked: set[str] = set()
        self._closed = False
        self._linting = "--lint" in sys.argv

    @property
    def writes_to_stream(self) -> bool:
        """It writes to standard error."""
        return True

    @property
    def writes_to_file(self) -> bool:
        """Snakemake's own log file has everything."""
        return False

    @property
    def has_filter(self) -> bool:
        """It chooses for itself what to show."""
        return True

    @property
    def has_formatter(self) -> bool:
        """It finds its own words."""
        return True

    @property
    def needs_rulegraph(self) -> bool:
        """It does not draw."""
        return False

    def emit(self, record: LogRecord) -> None:
        """Handle one event."""
        event = getattr(record, "event", None)
        if event == LogEvent.JOB_INFO:
            self._job_info(record)
        elif event == LogEvent.JOB_FINISHED:
            self._finished(record)
        elif event == LogEvent.JOB_ERROR:
            self._job_error(record)
        elif event == LogEvent.ERROR or (event is None and record.levelno >= ERROR):
            self._error(record)
        elif self._linting and event is None:
            self._say(record.getMessage())

    def close(self) -> None:
        """Say how it went."""
        if not self._closed:
            self._closed = True
            if self._linting:
                pass
            elif self._dry():
                self._say_what_would_be_done()
            else:
                self._say_what_was_done()
        super().close()

    def _job_info(self, record: LogRecord) -> None:
        job = vars(record)
        self._jobs[job["jobid"]] = job
        rule = job["rule_name"]
        if rule in _COLLECTIONS:
            return
        if self._dry():
            if rule == "document":
                self._would.append(f"{_names(job)}\n    because {_reason(job['reason'])}")
        elif rule in _SLOW_STEPS:
            self._say(f"  {job['rule_msg']} …")

    def _finished(self, record: LogRecord) -> None:
        job = self._jobs.get(getattr(record, "job_id", -1))
        if job and job["rule_name"] in _RELEASES:
            path = str(job["rule_msg"])
            self._built.append(path)
            self._say(f"  built  {path}")

    def _job_error(self, record: LogRecord) -> None:
        job = self._jobs.get(getattr(record, "jobid", -1), {})
        message = str(job.get("rule_msg") or getattr(record, "rule_name", "a step"))
        logs = [str(path) for path in job.get("log") or []]
        self._failed.append((message, ", ".join(logs)))
        self._say(f"  failed {message}")

    def _error(self, record: LogRecord) -> None:
        text = record.getMessage().strip()
        parts = vars(record)
        text = text if text and text != "None" else str(parts.get("exception", ""))
        expected = ("At least one job did not complete", "Exiting because a job execution failed")
        rule = "CalledProcessError" in text
        if text and not rule and not any(part in text for part in expected):
            self._say(text)

    def _say_what_would_be_done(self) -> None:
        if not self._would:
            self._say("Nothing to be done: every document is up to date.")
            return
        for line in sorted(self._would):
            self._say(line)
        number = len(self._would)
        self._say(f"{number} document{'s' if number != 1 else ''} would be built.")

    def _say_what_was_done(self) -> None:
        seconds = time.perf_counter() - self._started
        on_disk = _documents_on_disk()
        if not self._built and not self._failed:
            only_checked = {job["rule_name"] for job in self._jobs.values()} == {"check"}
            if on_disk and not only_checked:
                self._say(f"Nothing to be done: {on_disk} documents are up to date in out/.")
            return
        unchanged = max(on_disk - len(self._built), 0)
        self._say(
            f"{len(self._built)} built, {unchanged} unchanged, {len(self._failed)} failed, "
            f"in {seconds:.0f} s. Documents lie in out/, listed in out/manifest.json."
        )
        for message, logs in self._failed:
            self._say(f"  failed: {message}" + (f" (details: {logs})" if logs else ""))
        if self._failed:
            self._say("What depends on these was not built; older files are as they were.")

    def _dry(self) -> bool:
        return bool(self.common_settings.dryrun)

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)


def _names(job: dict[str, Any]) -> str:
    wildcards = job["wildcards"] or {}
    return "out/{edition}/{audience}/{stem}.{form}".format(**wildcards)


def _reason(reason: object) -> str:
    """Snakemake's reason in a reader's words."""
    text = str(reason).strip()
    for technical, plain in (
        ("Missing output files:", "it has not been made yet:"),
        ("Updated input files:", "these changed:"),
        ("Input files updated by another job:", "these will change:"),
        ("Params have changed since last execution", "the configuration changed"),
        ("Code has changed since last execution", "the rule changed"),
        ("Set of input files has changed since last execution", "it uses other files than before"),
        ("Forced execution", "you asked for it"),
    ):
        text = text.replace(technical, plain)
    first = text.split(";")[0].splitlines()[0]
    said, _, listed = first.partition(": ")
    if not listed:
        return first
    things = list(dict.fromkeys(_in_plain_words(path) for path in listed.split(", ")))
    more = f" and {len(things) - 3} more" if len(things) > 3 else ""
    return f"{said}: {', '.join(things[:3])}{more}"


def _in_plain_words(path: str) -> str:
    """What an intermediate file is; the editors' own files go by their paths."""
    file = Path(path.strip())
    if ".work" not in file.parts:
        return str(file)
    if file.parent.name == "figures":
        return f"the figure {file.stem}"
    if file.parent.name == "faces":
        return "the fonts"
    if file.suffix == ".json" and len(file.parts) == 4:
        return f"the facts on {file.stem}"
    return f"its draft {file.name}"


def _documents_on_disk() -> int:
    out = Path("out")
    return sum(1 for path in out.glob("*/*/*") if path.suffix in (".pdf", ".docx", ".md"))
