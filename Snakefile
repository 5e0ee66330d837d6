# Orgbriefs: from structured facts to finished documents.
#
# snakemake                    everything that is out of date
# snakemake -n                 what would be made, and why
# snakemake factsheets         one kind: briefings, factsheets, handouts, changes
# snakemake out/…/file.pdf     one document
# snakemake bundles            one archive an audience and edition, and one an organization
# snakemake publish            put what changed where readers find it, as config.yaml says
# snakemake specimen           every component, table and figure, for whoever changes the design
# snakemake check              validate data, configuration, templates and the PDFs that are built
# snakemake --config as_of=2003-06-30             one more edition, as of that day
# snakemake changes --config from=2007 to=current what changed between two editions
# snakemake --config draft=true                   drafts for editors, in out/drafts
#
# Rules depend on marks: empty files that stand for a document, a report or a resolved edition as
# long as it was made from what lies there now. What each is made from is declared in
# orgbriefs/plan/dependencies.py, file by file and setting by setting, and compared by content
# before anything is built; so Snakemake never deletes what readers have, and no time of a file
# decides anything.
from pathlib import Path

if not Path("config.yaml").exists():

    workdir: workflow.basedir


include: "scripts/inputs.smk"


wildcard_constraints:
    edition="[^/.]+",
    audience="[^/.]+",
    name="[^/.]+",
    document="[^/.]+",
    format=r"pdf|print\.pdf|docx|html|md",
    report=f"{PROVENANCE}|{COPY_FITTING}",
    bundle=r"[^/]+\.zip",


# On a cluster, only documents go to its nodes: the rest takes seconds.
localrules:
    all,
    briefings,
    factsheets,
    handouts,
    changes,
    bundles,
    specimen,
    provenance,
    check,
    publish,
    fonts,
    outlines,
    resolve,
    provenance_of_edition,
    copyfitting_of_edition,
    sign,
    bundle,
    deliver,
    deliver_report,
    deliver_bundle,


rule all:
    input:
        lambda _: [*marks_of(), *marks_of_reports()],
    message:
        "All documents"


rule briefings:
    input:
        lambda _: marks_of("briefing"),
    message:
        "All briefing papers"


rule factsheets:
    input:
        lambda _: marks_of("factsheet"),
    message:
        "All fact sheets"


rule handouts:
    input:
        lambda _: marks_of("handout"),
    message:
        "All handouts"


rule changes:
    input:
        lambda _: marks_of("changes"),
    message:
        "All papers on changes"


rule specimen:
    input:
        lambda _: marks_of("specimen"),
    message:
        "The specimen of the design"


rule bundles:
    input:
        lambda _: marks_of_bundles(),
    message:
        "All bundles"


rule provenance:
    input:
        lambda _: marks_of_reports(),
    message:
        "All reports on sources"


rule check:
    log:
        f"{LOGS}/check.log",
    conda:
        ENVIRONMENT
    message:
        "Check data, configuration, templates and finished PDFs"
    shell:
        "orgbriefs check --project . --log {log} && orgbriefs conformance --project . --log {log}"


rule publish:
    input:
        lambda _: [*marks_of(), *marks_of_reports(), *marks_of_signatures(), *marks_of_bundles()],
    log:
        f"{LOGS}/publish.log",
    conda:
        ENVIRONMENT
    message:
        "Publish what changed"
    shell:
        "orgbriefs publish --project . --log {log}"


rule fonts:
    output:
        touch(FONTS),
    log:
        f"{LOGS}/fonts.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
        product=FONT_FILES,
    message:
        "Make the font files"
    shell:
        "orgbriefs fonts --project . --settings {params.settings} --log {log}" f"{CLOSE}"


rule outlines:
    output:
        touch(OUTLINES),
    log:
        f"{LOGS}/outlines.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
        product=OUTLINE_FILES,
    message:
        "Make the outlines of countries"
    shell:
        "orgbriefs outlines --project . --settings {params.settings} --log {log}" f"{CLOSE}"


rule resolve:
    output:
        touch(f"{MADE}/made/editions/{{edition}}/{{name}}.json"),
    log:
        f"{LOGS}/{{edition}}/{{name}}.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
        product=f"{EDITIONS}/{{edition}}/{{name}}.json",
    message:
        "Resolve {wildcards.name} as of edition {wildcards.edition}"
    shell:
        "orgbriefs resolve {wildcards.edition} {wildcards.name}"
        " --project . --settings {params.settings} --log {log}"
        f"{CLOSE}"


rule document:
    input:
        marks_of_resolved,
        fonts=ancient(FONTS),
        outlines=ancient(OUTLINES),
    output:
        touch(f"{MADE}/{VARIANT}/{{edition}}/{{audience}}/{{document}}.{{format}}"),
    log:
        f"{LOGS}/{VARIANT}/{{edition}}/{{audience}}/{{document}}.{{format}}.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
        product=f"{READERS}/{{edition}}/{{audience}}/{{document}}.{{format}}",
    message:
        "Make {wildcards.document}.{wildcards.format}"
    shell:
        f"{OPEN}"
        "orgbriefs document"
        " {wildcards.edition} {wildcards.audience} {wildcards.document}.{wildcards.format}"
        " --project . --settings {params.settings} --log {log}"
        f"{CLOSE}"


if not SHARED:

    # What another machine made, taken out of its parcel.
    rule receive:
        input:
            parcel_of_document,
        output:
            touch(local(f"{MARKS}/{VARIANT}/{{edition}}/{{audience}}/{{document}}.{{format}}")),
        log:
            f"{LOGS}/{VARIANT}/{{edition}}/{{audience}}/{{document}}.{{format}}.receive.log",
        localrule: True
        conda:
            ENVIRONMENT
        params:
            settings=SETTINGS,
        message:
            "Receive {wildcards.document}.{wildcards.format}"
        shell:
            "orgbriefs unpack {input} --project . --settings {params.settings} --log {log}"


rule provenance_of_edition:
    output:
        touch(local(f"{MARKS}/{VARIANT}/{{edition}}/{PROVENANCE}")),
    log:
        f"{LOGS}/{VARIANT}/{{edition}}/{PROVENANCE}.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
    message:
        "Report on the sources of edition {wildcards.edition}"
    shell:
        "orgbriefs provenance {wildcards.edition}"
        " --project . --settings {params.settings} --log {log}"


rule copyfitting_of_edition:
    input:
        marks_of_laid_out,
    output:
        touch(local(f"{MARKS}/{VARIANT}/{{edition}}/{COPY_FITTING}")),
    log:
        f"{LOGS}/{VARIANT}/{{edition}}/{COPY_FITTING}.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
    message:
        "Report on how the pages of edition {wildcards.edition} are filled"
    shell:
        "orgbriefs copyfitting {wildcards.edition}"
        " --project . --settings {params.settings} --log {log}"


rule sign:
    input:
        lambda _: marks_of_pdfs(),
    output:
        touch(local(f"{MARKS}/{SIGNED}")),
    log:
        f"{LOGS}/sign.log",
    conda:
        ENVIRONMENT
    message:
        "Sign PDFs"
    shell:
        "orgbriefs sign --documents --project . --log {log}"


rule bundle:
    input:
        marks_of_bundled,
        lambda _: marks_of_signatures(),
    output:
        touch(local(f"{MARKS}/{VARIANT}/{BUNDLES}/{{bundle}}")),
    log:
        f"{LOGS}/{VARIANT}/{BUNDLES}/{{bundle}}.log",
    conda:
        ENVIRONMENT
    params:
        settings=SETTINGS,
    message:
        "Bundle {wildcards.bundle}"
    shell:
        "orgbriefs bundle {wildcards.bundle}"
        " --project . --settings {params.settings} --log {log}"


# What is asked for by the path where readers find it. These make nothing, so that Snakemake deletes
# nothing that readers have.
rule deliver:
    input:
        mark_of_document,
    output:
        local(f"{READERS}/{{edition}}/{{audience}}/{{document}}.{{format}}"),
    message:
        "{output}"


rule deliver_report:
    input:
        mark_of_report,
    output:
        local(f"{READERS}/{{edition}}/{{report}}"),
    message:
        "{output}"


rule deliver_bundle:
    input:
        mark_of_bundle,
    output:
        local(f"{READERS}/{BUNDLES}/{{bundle}}"),
    message:
        "{output}"


onstart:
    begin()


onsuccess:
    end_well()


onerror:
    end()
