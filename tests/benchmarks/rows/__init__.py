"""The rows of the table, each a function of the laboratory, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from benchmarks.laboratory import Laboratory
from benchmarks.lines import Line
from benchmarks.rows import builds, documents, many, peers

ROWS: Mapping[str, Callable[[Laboratory], Iterable[Line]]] = {
    "fonts": documents.fonts,
    "factsheet": documents.factsheet,
    "briefing": documents.briefing,
    "all-documents": documents.all_documents,
    "memory": documents.memory,
    "sizes": documents.sizes,
    "check": builds.check,
    "cold-build": builds.cold_build,
    "nothing-to-do": builds.nothing_to_do,
    "dry-run": builds.dry_run,
    "one-fact": builds.one_fact,
    "tests": builds.tests,
    "organizations": many.organizations,
    "great-dry-run": many.great_dry_run,
    "growth": many.growth,
    "peers": peers.peers,
}
