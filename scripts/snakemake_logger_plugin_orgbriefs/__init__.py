"""Snakemake's progress in plain words: a line a document, faults in full, a short summary."""

from __future__ import annotations

import re
import sys
import time
from logging import ERROR, LogRecord
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

from snakemake_logger_plugin_orgbriefs.bulletin import BULLETIN

#: Rules that make what a reader gets.
_DOCUMENTS = {"document", "receive"}
#: Rules that only gather what others make.
_COLLECTIONS = {
    "all",
    "briefings",
    "factsheets",
    "handouts",
    "changes",
    "bundles",
    "specimen",
    "provenance",
    "deliver",
    "deliver_report",
    "deliver_bundle",
}
#: Snakemake says these after the fault itself was told.
_REPEATED = (
    "At least one job did not complete",
    "Exiting because a job execution failed",
    "CalledProcessError",
)
_NO_RULE = re.compile(r"No rule to produce (\S+)")
#: Where in the workflow a message was raised: it says by itself where the fault lies.
_WHERE = re.compile(r'\s*File ".*", line \d+, in ')
#: What Snakemake says before and after a message of ours.
_AROUND = re.compile(
    r"^\s*(\w+(Error|Exception))( in .*)?:?$"
    r"|^Error:$|^(Wildcards|Traceback|Affected files):\n(?:  .*(?:\n|\Z))*",
    re.M,
)


class LogHandler(LogHandlerBase):
    """Listens to Snakemake's events and says what a person wants to know."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._started = time.perf_counter()
        self._jobs: dict[int, dict[str, Any]] = {}
        self._built = 0
        self._failed: list[tuple[str, str]] = []
        self._would: dict[str, str] = {}
        self._said: set[str] = set()
        self._begun = self._erred = self._closed = False
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
        if event == LogEvent.WORKFLOW_STARTED:
            self._begun = True
        elif event == LogEvent.JOB_INFO:
            self._job_info(vars(record))
        elif event == LogEvent.JOB_FINISHED:
            self._finished(getattr(record, "job_id", -1))
        elif event == LogEvent.JOB_ERROR:
            self._job_error(getattr(record, "jobid", -1), getattr(record, "rule_name", "a step"))
        elif event == LogEvent.ERROR or (event is None and record.levelno >= ERROR):
            self._error(record)
        elif self._linting and event is None:
            _say(record.getMessage())

    def close(self) -> None:
        """Say how it went."""
        if not self._closed:
            self._closed = True
            if self._begun and not self._linting:
                self._say_how_it_went()
        super().close()

    def _job_info(self, job: dict[str, Any]) -> None:
        self._jobs[job["jobid"]] = job
        if self._dry() and job["rule_name"] == BULLETIN.last_step:
            path = _path(job)
            self._would[path] = BULLETIN.reasons.get(path) or "you asked for it"

    def _finished(self, number: int) -> None:
        job = self._jobs.get(number)
        if job and job["rule_name"] == BULLETIN.last_step:
            self._built += 1
            _say(f"  built  {_path(job)}")

    def _job_error(self, number: int, rule: str) -> None:
        job = self._jobs.get(number, {})
        if job and job["rule_name"] in _DOCUMENTS and _is_made(job):
            # Of a cluster's job that failed, since another of its documents did.
            self._finished(number)
            return
        what = str(job.get("rule_msg") or rule)
        if job and job["rule_name"] in _DOCUMENTS:
            what = _path(job)
        logs = ", ".join(str(path) for path in job.get("log") or [])
        self._failed.append((what, logs))
        _say(f"  failed {what}")

    def _error(self, record: LogRecord) -> None:
        self._erred = True
        text = record.getMessage().strip()
        text = text if text and text != "None" else str(vars(record).get("exception", ""))
        if any(part in text for part in _REPEATED):
            return
        if found := _NO_RULE.search(text):
            text = BULLETIN.unknown(found[1])
        lines = (line for line in _AROUND.sub("", text).splitlines() if line.strip())
        text = "\n".join(line for line in lines if not _WHERE.match(line))
        if text and text not in self._said:
            self._said.add(text)
            _say(text)

    def _say_how_it_went(self) -> None:
        if self._dry():
            if not self._erred:
                self._say_what_would_be_done()
        elif self._built or self._failed:
            self._say_what_was_done()
        elif not self._erred and not self._did_something_else():
            self._say_that_nothing_was_to_be_done()

    def _say_what_would_be_done(self) -> None:
        if not self._would:
            self._say_that_nothing_was_to_be_done()
            return
        for path, reason in sorted(self._would.items()):
            _say(f"{path}\n    because {reason}")
        number = len(self._would)
        _say(f"{number} document{'s' if number != 1 else ''} would be built.")

    def _say_that_nothing_was_to_be_done(self) -> None:
        current, all_ = BULLETIN.counts()
        if current == all_:
            _say(f"Nothing to be done: {all_} documents are up to date.")
        else:
            _say(f"Nothing to be done for what was asked: {current} of {all_} are up to date.")

    def _say_what_was_done(self) -> None:
        seconds = time.perf_counter() - self._started
        current, all_ = BULLETIN.counts()
        unchanged = max(current - self._built, 0)
        lacking = all_ - current
        _say(
            f"{self._built} built, {unchanged} unchanged, {len(self._failed)} failed, "
            f"in {seconds:.0f} s."
        )
        for what, logs in self._failed:
            _say(f"  failed: {what}" + (f" (details: {logs})" if logs else ""))
        if self._failed:
            _say(
                f"{lacking} of {all_} documents are not up to date; "
                "those that lie there are as they were."
            )

    def _did_something_else(self) -> bool:
        """Whether steps ran that make no document."""
        return any(job["rule_name"] not in _COLLECTIONS for job in self._jobs.values())

    def _dry(self) -> bool:
        return bool(self.common_settings.dryrun)


def _path(job: dict[str, Any]) -> str:
    wildcards = job["wildcards"] or {}
    return BULLETIN.readers + "/{edition}/{audience}/{document}.{format}".format(**wildcards)


def _is_made(job: dict[str, Any]) -> bool:
    of = job["wildcards"]
    return BULLETIN.made(of["edition"], of["audience"], "{document}.{format}".format(**of))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
