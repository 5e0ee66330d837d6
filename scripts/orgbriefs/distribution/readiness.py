"""What may be handed out: all that a build made, as it made it, with true checksums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orgbriefs.catalogue.manifest import Stock, write_manifest
from orgbriefs.distribution.checksums import (
    SIGNATURE,
    SUMS,
    published,
    site_pages,
    sums_text,
    write_checksums,
)
from orgbriefs.distribution.keys import public_key, public_key_file, secret_key
from orgbriefs.distribution.pdf_signatures import is_signed
from orgbriefs.distribution.sums_signature import sign_sums, sums_fault
from orgbriefs.distribution.verification import verify
from orgbriefs.plan.plan import Plan
from orgbriefs.plan.receipts import MISSING, digest_of, digest_of_file
from orgbriefs.plan.survey import Survey
from orgbriefs.problems import InputError, Place, Problem
from orgbriefs.site.writing import note_what_changed, write_site

if TYPE_CHECKING:
    from minisign import SecretKey

_AGAIN = "build again: snakemake all bundles"


@dataclass(frozen=True)
class Ready:
    """What is handed out."""

    #: The SHA-256 of each file, by its path below the folder for readers.
    files: Mapping[str, str]
    #: Those of them that make up the site.
    pages: tuple[str, ...]
    #: What whoever hands out should know.
    remarks: tuple[str, ...]


def ready(plan: Plan, *, today: date | None = None) -> Ready:
    """All that is published, once it is found to be whole.

    Args:
        plan: the plan.
        today: where it is given, manifest, site and checksums are written, and what is new or says
            something else is noted to do so from this day; otherwise nothing is written.

    Raises:
        InputError: naming what is not as it was made.
    """
    folders, stock = plan.folders, Stock(plan.folders)
    if today is not None:
        write_manifest(stock)
        note_what_changed(plan, stock, today)
        write_site(plan, stock)
        write_checksums(stock)
        if (key := _key_where_unsigned(plan)) is not None:
            sign_sums(folders.readers, key)
    files = published(stock)
    if not files:
        place = Place(folders.readers, 0, 0)
        raise InputError([Problem(place, "nothing is built yet", fix="build first: snakemake")])
    problems = [
        Problem(Place(folders.readers / name, 0, 0), "this is not as it was made", fix=_AGAIN)
        for name, digest in files.items()
        if stock.digests.of(folders.readers / name) != digest
    ]
    remarks = list(_stale(plan))
    problems += _unsigned(plan, stock, files)
    if today is not None and not problems:
        for difference in verify(folders.readers).differences:
            if difference.what == "added" and ": " not in difference.path:
                remarks.append(f"Not handed out, since no build made it: {difference.path}")
            else:
                place = Place(folders.readers / difference.path, 0, 0)
                problems.append(Problem(place, difference.what, difference.detail, _AGAIN))
    if problems:
        raise InputError(problems)
    signed = digest_of_file(folders.readers / SIGNATURE)
    signature = {SIGNATURE: signed} if signed != MISSING else {}
    return Ready(
        files={**files, SUMS: digest_of(sums_text(files)), **signature},
        pages=site_pages(folders),
        remarks=tuple(remarks),
    )


def _unsigned(plan: Plan, stock: Stock, files: Iterable[str]) -> Iterator[Problem]:
    """PDFs that the publisher should have signed."""
    if plan.project.config.signing.certificate is None:
        return
    documents = {record.path for record in stock.records if record.format == "pdf"}
    for name in files:
        path = plan.folders.readers / name
        if plan.folders.relative(path) in documents and not is_signed(path.read_bytes()):
            fix = "orgbriefs sign --documents, then snakemake all bundles"
            yield Problem(Place(path, 0, 0), "this is not signed", fix=fix)


def _key_where_unsigned(plan: Plan) -> SecretKey | None:
    """What the checksums are still to be signed with; ``None`` where they are, or need not be."""
    public, out = public_key_file(plan.project), plan.folders.readers
    if public is None:
        return None
    if public.is_file() and (out / SIGNATURE).is_file():
        content, signature = (out / SUMS).read_bytes(), (out / SIGNATURE).read_bytes()
        if not sums_fault(content, signature, public_key(public)):
            return None
    return secret_key(plan.project)


def _stale(plan: Plan) -> Iterator[str]:
    """What is handed out as it was made last, though it would be made otherwise now."""
    folders, reasons = plan.folders, Survey(plan, renew=False).reasons
    stale = sorted(
        folders.relative(path)
        for path, reason in reasons.items()
        if reason and path.is_file() and not path.is_relative_to(folders.work)
    )
    if stale:
        more = f" and {len(stale) - 3} more" if len(stale) > 3 else ""
        yield f"Not up to date, handed out as made last: {', '.join(stale[:3])}{more}"
