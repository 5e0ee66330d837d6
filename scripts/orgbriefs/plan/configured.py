"""What ``config.yaml`` names and there is not: documents, and the house's logo."""

from __future__ import annotations

from orgbriefs.data.pictures import FOLDER, Pictures
from orgbriefs.data.source import read_yaml
from orgbriefs.plan.plan import Plan
from orgbriefs.problems import Problem, near


def unknown_names(plan: Plan) -> list[Problem]:
    """The names under ``registered:`` that no document has, and a logo that is not there."""
    config = plan.project.config
    documents = {document.basename for document in plan.documents.all}
    found = [
        (("registered", name), "no document is called so", name, near(name, documents))
        for name in config.registered
        if name not in documents
    ]
    logo, pictures = config.house.logo, Pictures(plan.project.data / FOLDER)
    if logo is not None and logo not in pictures:
        fix = near(logo, list(pictures), f"put it into data/{FOLDER}")
        found.append((("house", "logo"), "there is no such picture", logo, fix))
    if not found:
        return []
    source = read_yaml(plan.project.config_file)
    return [Problem(source.place(location), *told) for location, *told in found]
