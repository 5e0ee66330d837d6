"""What the rules of the Snakefile depend on: thin functions around orgbriefs.plan."""

from pathlib import Path

from orgbriefs.catalogue.manifest import write_manifest
from orgbriefs.data.library import organization_files, shared_files
from orgbriefs.plan import DATA, modules
from snakemake.exceptions import WorkflowError

try:
    plan = Plan(overrides=config)
except InputError as error:
    raise WorkflowError(f"the configuration cannot be used\n{error}") from None
if workflow.is_main_process:
    touch_unchanged_editions(plan)

#: What the rules run in under --software-deployment-method conda; by default, in .venv.
ENVIRONMENT = str(Path(workflow.basedir) / "scripts/environment.yaml")
FACE_PATHS = [FACES / name for name in FACE_FILES]


#: All data: what is said of sources is said of the whole.
DATA_FILES = [*organization_files(DATA), *shared_files(DATA), DATA / "comparison.yaml"]
REPORTS = [
    OUT / edition / name
    for edition in plan.editions
    for name in ("provenance.md", "copy-fitting.md")
]


def settings_of_edition(wildcards):
    """The day of an edition that only the command line knows."""
    extra = str(plan.config.as_of)
    return f"--as-of {extra}" if extra == wildcards.edition else ""


def paths_of(kind=None):
    return [document.path for document in plan.documents(kind)]


def _document(wildcards):
    return plan.document(wildcards.edition, wildcards.audience, wildcards.stem, wildcards.form)


def day_of_edition(wildcards):
    return plan.editions[wildcards.edition].day.isoformat()


def settings_of(wildcards):
    """What was said on the command line that this document needs to know."""
    document, extra = _document(wildcards), str(plan.config.as_of)
    settings = f"--as-of {extra}" if extra in (document.edition, document.since) else ""
    if document.kind == "changes":
        settings += f" --from {document.since} --to {document.edition}"
    if plan.config.paper:
        settings += f" --paper {plan.config.paper}"
    return settings + (" --draft" if plan.config.draft else "")


def records_of_edition(wildcards):
    """What is known of each PDF of the edition."""
    return [
        document.record
        for document in plan.documents()
        if document.edition == wildcards.edition and document.is_pdf
    ]


def sources_of_edition(wildcards):
    return plan.sources_of_edition(wildcards.name)


def editions_drawn(wildcards):
    return plan.figure_sources(wildcards.edition, wildcards.figure)


def editions_shown(wildcards):
    return plan.editions_shown(_document(wildcards))


def figures_shown(wildcards):
    return plan.figures_shown(_document(wildcards))


def templates_of(wildcards):
    return plan.templates_of(_document(wildcards))


def modules_of(wildcards):
    return plan.modules_of(_document(wildcards))


def list_documents():
    """The manifest tells what lies on disk, whatever was asked for and whatever failed."""
    if not workflow.dryrun:
        write_manifest(WORK, OUT / "manifest.json")
