# Orgbriefs: from structured facts to finished documents.
#
# snakemake                    everything that is out of date
# snakemake -n                 what would be made, and why
# snakemake factsheets         one kind: briefings, factsheets, handouts, changes
# snakemake out/…/file.pdf     one document
# snakemake specimen           every component, table and figure, for whoever changes the design
# snakemake check              validate data, configuration, templates and the PDFs that are built
# snakemake --config as_of=2003-06-30             one more edition, as of that day
# snakemake changes --config from=2007 to=current what changed between two editions
from orgbriefs.pdf.faces import FACES as FACE_FILES
from orgbriefs.plan import COMPARISON, FACES, OUT, WORK, Plan, touch_unchanged_editions
from orgbriefs.problems import InputError


include: "scripts/inputs.smk"


wildcard_constraints:
    edition="|".join(plan.editions),
    audience="|".join(plan.audiences),
    name="[a-z][a-z0-9-]*",
    figure="[a-z][a-z0-9-]*",
    stem="[A-Za-z0-9-]+",
    form=r"pdf|print\.pdf|docx|html|md",


localrules:
    all,
    briefings,
    factsheets,
    handouts,
    changes,
    specimen,
    provenance,
    check,
    manifest,
    release,


rule all:
    input:
        paths_of(),
        REPORTS,
    message:
        "All documents"


rule briefings:
    input:
        paths_of("briefing"),
    message:
        "All briefing papers"


rule factsheets:
    input:
        paths_of("factsheet"),
    message:
        "All fact sheets"


rule handouts:
    input:
        paths_of("handout"),
    message:
        "All handouts"


rule changes:
    input:
        paths_of("changes"),
    message:
        "All papers on changes"


rule specimen:
    input:
        [document.path for document in plan.specimens],
    message:
        "The specimen of the design"


rule provenance:
    input:
        REPORTS,
    message:
        "All reports on sources"


rule provenance_of_edition:
    input:
        DATA_FILES,
        modules("data", "provenance"),
    output:
        OUT / "{edition}/provenance.md",
    log:
        WORK / "logs/{edition}-provenance.log",
    conda:
        ENVIRONMENT
    params:
        provenance=plan.config.provenance.model_dump_json(),
        settings=settings_of_edition,
    message:
        "Report on the sources of edition {wildcards.edition}"
    shell:
        "orgbriefs provenance {wildcards.edition} {params.settings} --out {output} --log {log}"


rule copyfitting_of_edition:
    input:
        records=records_of_edition,
        modules=modules("catalogue"),
    output:
        OUT / "{edition}/copy-fitting.md",
    log:
        WORK / "logs/{edition}-copy-fitting.log",
    conda:
        ENVIRONMENT
    message:
        "Report on how the pages of edition {wildcards.edition} are filled"
    shell:
        "orgbriefs copyfitting {wildcards.edition} {input.records} --out {output} --log {log}"


rule check:
    log:
        WORK / "logs/check.log",
    conda:
        ENVIRONMENT
    message:
        "Check data, configuration, templates and finished PDFs"
    shell:
        "orgbriefs check --log {log} && orgbriefs conformance --log {log}"


rule face:
    input:
        "scripts/orgbriefs/pdf/faces.py",
    output:
        FACES / "{face}",
    log:
        WORK / "logs/face-{face}.log",
    wildcard_constraints:
        face="|".join(FACE_FILES),
    conda:
        ENVIRONMENT
    message:
        "Make the font file {wildcards.face}"
    shell:
        "orgbriefs face {wildcards.face} --out {output} --log {log}"


rule resolve:
    input:
        sources_of_edition,
    output:
        WORK / "{edition}/{name}.json",
    log:
        WORK / "logs/{edition}-{name}.log",
    conda:
        ENVIRONMENT
    params:
        as_of=day_of_edition,
        audiences=[f"--audience {audience}" for audience in plan.audiences],
    message:
        "Resolve {wildcards.name} as of {params.as_of}"
    shell:
        "orgbriefs resolve {wildcards.name} --as-of {params.as_of} {params.audiences}"
        " --out {output} --log {log}"


rule figure:
    input:
        editions=editions_drawn,
        tokens="templates/styles/tokens.yaml",
        faces=FACE_PATHS,
        modules=modules("data", "edition", "figures", "pdf"),
    output:
        svg=WORK / "{edition}/figures/{figure}.svg",
        png=WORK / "{edition}/figures/{figure}.png",
    log:
        WORK / "logs/{edition}-{figure}.log",
    conda:
        ENVIRONMENT
    message:
        "Draw {wildcards.figure} of {wildcards.edition}"
    shell:
        "orgbriefs figure {wildcards.figure} {input.editions}"
        " --svg {output.svg} --png {output.png} --log {log}"


rule document:
    input:
        editions=editions_shown,
        figures=figures_shown,
        templates=templates_of,
        faces=FACE_PATHS,
        modules=modules_of,
    output:
        draft=WORK / "{edition}/{audience}/{stem}.{form}",
        record=WORK / "{edition}/{audience}/{stem}.{form}.json",
    log:
        WORK / "logs/{edition}/{audience}/{stem}.{form}.log",
    conda:
        ENVIRONMENT
    params:
        house=plan.config.house.model_dump_json(),
        language=plan.config.language,
        as_of=day_of_edition,
        settings=settings_of,
    message:
        "Make {wildcards.stem}.{wildcards.form}"
    shell:
        "orgbriefs document {wildcards.edition} {wildcards.audience} {wildcards.stem}"
        " {wildcards.form} {params.settings} --log {log}"


# A document is released only when it is whole: a failed one leaves the old file in place.
rule release:
    input:
        WORK / "{edition}/{audience}/{stem}.{form}",
    output:
        OUT / "{edition}/{audience}/{stem}.{form}",
    log:
        WORK / "logs/{edition}/{audience}/{stem}.{form}.release.log",
    conda:
        ENVIRONMENT
    message:
        "{output}"
    shell:
        "(cp {input} {output}.part && mv {output}.part {output}) 2> {log}"


rule manifest:
    input:
        paths_of(),
    output:
        OUT / "manifest.json",
    log:
        WORK / "logs/manifest.log",
    conda:
        ENVIRONMENT
    message:
        "List all documents"
    shell:
        "orgbriefs manifest --log {log}"


onsuccess:
    list_documents()


onerror:
    list_documents()
