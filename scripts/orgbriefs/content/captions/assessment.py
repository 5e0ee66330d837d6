"""Judgements side by side: a line a criterion, a column an organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.content.values import (
    Caption,
    Criterion,
    CriterionGroup,
    Framework,
    Organization,
    ScaleStep,
)
from orgbriefs.language.values import Message, message


@dataclass(frozen=True)
class Line:
    """One criterion, with each organization's judgement where there is one."""

    group: CriterionGroup
    criterion: Criterion
    steps: tuple[ScaleStep | None, ...]


def framework_of(organizations: Sequence[Organization]) -> Framework | None:
    """The framework by which most of the organizations are judged."""
    found = [f for o in organizations for f in o.frameworks]
    return max(found, key=lambda f: sum(f.id == g.id for g in found)) if found else None


def lines_of(organizations: Sequence[Organization]) -> list[Line]:
    """The criteria of the framework, in its order; none where nothing is judged."""
    framework = framework_of(organizations)
    if framework is None:
        return []
    judged = [
        {
            rating.criterion.id: rating.step
            for group in o.ratings
            for rating in group.ratings
            if rating.framework == framework.id
        }
        for o in organizations
    ]
    return [
        Line(group, criterion, tuple(own.get(criterion.id) for own in judged))
        for group in framework.groups
        for criterion in group.criteria
    ]


def caption(organizations: Sequence[Organization]) -> Caption:
    """On how many criteria they are judged alike."""
    lines = lines_of(organizations)
    if not lines:
        return Caption(
            title=message("figure.assessment.title-empty"),
            alt=message("figure.assessment.alt-empty"),
            note=None,
        )
    names = [o.name.abbreviation for o in organizations]
    told = tuple(
        message(
            "figure.assessment.criterion",
            criterion=line.criterion.title,
            ratings=tuple(_rated(name, step) for name, step in zip(names, line.steps, strict=True)),
        )
        for line in lines
    )
    holders = {h: None for o in organizations for h in o.holders}
    named = sorted((h.name, h.date.parts[0], h) for h in holders)
    return Caption(
        title=_finding(lines, organizations),
        alt=message("figure.assessment.alt", criteria=told),
        note=message(
            "figure.assessment.note",
            holders=tuple(message("holder", name=h.name, date=h.date) for _, _, h in named),
        ),
    )


def _rated(name: str, step: ScaleStep | None) -> Message:
    if step is None:
        return message("figure.assessment.not-judged", name=name)
    return message("figure.assessment.rating", name=name, rating=step.label)


def _finding(lines: Sequence[Line], organizations: Sequence[Organization]) -> Message:
    alike = [
        line
        for line in lines
        if all(line.steps) and len({step.id for step in line.steps if step}) == 1
    ]
    total = len(organizations)
    if total == 1:
        name = organizations[0].short
        return message("figure.assessment.title-of-one", name=name, number=len(lines))
    if not alike:
        return message("figure.assessment.title-none", total=total)
    if len(alike) == len(lines):
        return message("figure.assessment.title-all", total=total)
    return message(
        "figure.assessment.title",
        number=len(alike),
        all=len(lines),
        total=total,
        criteria=tuple(
            message("figure.assessment.named", criterion=line.criterion.title) for line in alike
        ),
    )
