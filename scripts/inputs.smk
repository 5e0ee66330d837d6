"""What the rules of the Snakefile depend on: thin functions around orgbriefs.plan.

Snakemake decides by *marks*, empty files that say that a document, a report, a resolved edition,
the fonts or the outlines are current. They are put in place before anything else, by comparing
contents.
"""

import os
import signal
import sys
import threading

from orgbriefs.plan.folders import BUNDLES, COPY_FITTING, PROVENANCE
from orgbriefs.plan.lock import BuildRunningError
from orgbriefs.plan.plan import Plan
from orgbriefs.problems import InputError, near
from orgbriefs.project import Project
from orgbriefs.workflow import parcels
from orgbriefs.workflow.commands import find_own_commands
from orgbriefs.workflow.session import Session
from orgbriefs.workflow.warmth import keep_warm
from snakemake.exceptions import WorkflowError
from snakemake.settings.types import SharedFSUsage
from snakemake_logger_plugin_orgbriefs.bulletin import BULLETIN

#: Tells the processes that a job on a cluster starts that they are in one.
IN_JOB = "ORGBRIEFS_IN_JOB"

#: How many jobs Snakemake begins in how many seconds, where nobody asks for another number.
USUAL_LIMIT = (100, 1)

#: Whether those who make documents write them into the same folder; otherwise, they send parcels.
SHARED = SharedFSUsage.INPUT_OUTPUT in workflow.storage_settings.shared_fs_usage

find_own_commands()

#: The formats of what is out of date.
stale = set()
try:
    plan = Plan(Project(Path.cwd(), config))
    session = Session(
        plan,
        # Linting does not look for the environment's variables, and builds nothing.
        dry=workflow.output_settings.dryrun or not workflow.check_envvars,
        say=lambda line: print(line, file=sys.stderr, flush=True),
    )
    if workflow.is_main_process:
        if not SHARED:
            parcels.refuse_unknown_to_git(plan)
        survey = session.begin()
        stale = {d.format for d in plan.documents.all if not survey.is_current(d)}
        if stale and not session.dry:
            # It gets ready while Snakemake finds out what to do.
            keep_warm(stale, plan.language.tag)
    elif workflow.remote_exec and IN_JOB not in os.environ:
        # A job on a cluster has a warm process of its own, on its node, for all its documents.
        os.environ[IN_JOB] = "1"
        keep_warm({document.format for document in plan.documents.all}, plan.language.tag)
        session.keep_settings()
except InputError as error:
    raise WorkflowError(error.text(Path.cwd())) from None
except (BuildRunningError, OSError) as error:
    raise WorkflowError(str(error)) from None

folders = plan.folders


def relative(path):
    """A path relative to the project, which is the working directory, where it lies in it."""
    return folders.relative(path) if path.is_relative_to(plan.project.root) else str(path)


def pattern(path):
    """A path that wildcards are added to; its own braces are meant."""
    return relative(path).replace("{", "{{").replace("}", "}}")


#: What the rules run in under --software-deployment-method conda; by default, in .venv.
#: Snakemake takes braces in this path for wildcards, however they are written.
ENVIRONMENT = str(Path(workflow.basedir).resolve() / "scripts/environment.yaml")
ENVIRONMENT = None if "{" in ENVIRONMENT or "}" in ENVIRONMENT else ENVIRONMENT
SETTINGS = relative(session.settings)
READERS = pattern(folders.readers)
VARIANT = folders.variant
LOGS = pattern(folders.logs)
MARKS = pattern(session.marks)
#: Where the steps whose products others need put their marks.
MADE_IN = session.marks if SHARED else folders.parcels / parcels.state(plan)
MADE = pattern(MADE_IN)
SIGNED = folders.mark(folders.signed)
FONTS = f"{MADE}/{folders.mark(folders.fonts)}"
FONT_FILES = pattern(folders.fonts)
OUTLINES = f"{MADE}/{folders.mark(folders.outlines)}"
OUTLINE_FILES = pattern(folders.outlines)
EDITIONS = pattern(folders.editions)

#: What a step on another machine does before and after.
OPEN, CLOSE = "", ""
if not SHARED:
    OPEN = "orgbriefs unpack {input} --project . --settings {params.settings} && "
    CLOSE = " && orgbriefs pack {params.product} {output} --project . --settings {params.settings}"


def mark(product):
    """The mark of a product, which is never kept in a store of objects."""
    return local(relative(session.marks / folders.mark(product)))


def made(product):
    """The mark of what a step needs: where machines share no folder, a parcel."""
    return mark(product) if SHARED else relative(MADE_IN / folders.mark(product))


# Inputs of rules ----------------------------------------------------------------------------------


def marks_to_make(products):
    """The marks of those products that are not current: of the rest, Snakemake need not know.

    Unless it was told to make what is current all the same, or a batch: its parts are of all.
    Where all are current, one of them stands for all: what has no input is run each time.
    """
    products = list(products)
    asked = workflow.dag_settings
    if session.survey is None or asked.forceall or asked.forcerun or asked.batch:
        return [mark(product) for product in products]
    stale = [product for product in products if session.survey.reasons[product]]
    return [mark(product) for product in stale or products[:1]]


def marks_of(*kinds):
    """The marks of all documents, or of those of some kinds, as far as they are to be made."""
    documents = [d for kind in kinds for d in plan.documents.of_kind(kind)]
    return marks_to_make(map(folders.document, documents if kinds else plan.documents.all))


def marks_of_reports():
    return marks_to_make(plan.reports)


def marks_of_bundles():
    return marks_to_make(folders.bundle(name) for name in plan.bundles)


def marks_of_pdfs():
    """The marks of the PDFs that are signed."""
    pdfs = (document for document in plan.documents.all if document.format == "pdf")
    return [ancient(each) for each in marks_to_make(map(folders.document, pdfs))]


def marks_of_signatures():
    """The mark of all PDFs being signed, where the environment holds the means."""
    return [ancient(mark(folders.signed))] if plan.signs else []


def marks_of_bundled(wildcards):
    """The marks of the documents in a bundle."""
    products = map(folders.document, bundle_of(wildcards).documents)
    return [ancient(each) for each in marks_to_make(products)]


def marks_of_resolved(wildcards):
    """The marks of what a document shows and is not resolved yet, as of the days of its editions.

    A build resolves nearly all before it begins.
    """
    if workflow.remote_exec:
        # Of the documents of a cluster's job, one that fails holds back no other. Only the
        # process that gave out the job was told to keep going.
        workflow.execution_settings.keep_going = True
    if session.dry:
        return []
    shown = [folders.edition(*key) for key in plan.dependencies.editions(document_of(wildcards))]
    if SHARED and session.survey is not None:
        shown = [product for product in shown if session.survey.reasons[product]]
    return [ancient(made(product)) for product in shown]


def marks_of_laid_out(wildcards):
    """The marks of the PDFs whose pages a report counts."""
    products = map(folders.document, plan.laid_out(wildcards.edition))
    return [ancient(each) for each in marks_to_make(products)]


def parcel_of_document(wildcards):
    """The parcel of a document that is not current; what is current came in one before."""
    product = folders.document(document_of(wildcards))
    return [] if (session.marks / folders.mark(product)).exists() else made(product)


def mark_of_document(wildcards):
    """The mark of a document that was asked for by its path."""
    return _delivered(folders.document(document_of(wildcards)))


def mark_of_report(wildcards):
    """The mark of a report that was asked for by its path."""
    return _delivered(folders.report(wildcards.edition, wildcards.report))


def mark_of_bundle(wildcards):
    """The mark of a bundle that was asked for by its path."""
    return _delivered(folders.bundle(bundle_of(wildcards).name))


def _delivered(product):
    """Snakemake looks for the mark only of a target that it thinks it has to make."""
    if not (session.marks / folders.mark(product)).exists():
        workflow.dag.forcefiles.add(relative(product))
    return ancient(mark(product))


def document_of(wildcards):
    try:
        name = f"{wildcards.document}.{wildcards.format}"
        return plan.document(wildcards.edition, wildcards.audience, name)
    except InputError as error:
        raise WorkflowError(error.text(plan.project.root)) from None


def bundle_of(wildcards):
    try:
        return plan.bundle(wildcards.bundle)
    except InputError as error:
        raise WorkflowError(error.text(plan.project.root)) from None


# Beginning and end --------------------------------------------------------------------------------


def unknown(target):
    """What to say of a target that there is not."""
    if "/" in target and not SHARED:
        return "where machines share no folder, ask for all documents of a kind, not for a path"
    if "/" in target:
        return plan.unknown(target).text(plan.project.root)
    names = [rule.name for rule in workflow.rules if not rule.has_wildcards()]
    return f"there is no target '{target}': {near(target, names)}"


def end_gracefully(*_):
    """Snakemake's own handler of SIGTERM waits for ever where it interrupts what holds the lock."""
    threading.Thread(target=workflow.scheduler.exit_gracefully).start()


def begin():
    if not stale:
        formats = {job.wildcards.format for job in workflow.dag.jobs if job.rule.name == "document"}
        keep_warm(formats, plan.language.tag)
    signal.signal(signal.SIGTERM, end_gracefully)
    # Snakemake 9.27 sets an alarm after each job that ends, and each alarm sets the next: a second
    # later, and every second from then on, it looks through all jobs that are ready.
    limit = workflow.scheduler.job_rate_limiter
    if limit is not None and (limit.max_jobs, limit.timespan) == USUAL_LIMIT:
        workflow.scheduler.job_rate_limiter = None


def end():
    """Tidy up; the documents that were asked for and are not current."""
    jobs = (job for job in workflow.dag.jobs if job.rule.name in ("document", "receive"))
    try:
        return session.end([document_of(job.wildcards) for job in jobs])
    except OSError as error:
        raise WorkflowError(f"out/manifest.json may not be true: {error}") from None
    except InputError as error:
        raise WorkflowError(error.text(plan.project.root)) from None


def end_well():
    if late := end():
        names = ", ".join(plan.relative(document) for document in late[:3])
        more = f" and {len(late) - 3} more" if len(late) > 3 else ""
        raise WorkflowError(
            f"something changed while {names}{more} {'was' if len(late) == 1 else 'were'} made; "
            "build once more"
        )


BULLETIN.readers = relative(folders.readers)
BULLETIN.last_step = "document" if SHARED else "receive"
BULLETIN.made = lambda edition, audience, name: plan.is_made(plan.document(edition, audience, name))
BULLETIN.counts = lambda: session.counts
BULLETIN.unknown = unknown
if session.survey is not None:
    BULLETIN.reasons = {relative(p): reason for p, reason in session.survey.reasons.items()}
