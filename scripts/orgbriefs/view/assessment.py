"""Judgements against frameworks, in the words of their scales."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model import Assessment, Framework
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.view import prose
from orgbriefs.view.rows import Rating, RatingGroup
from orgbriefs.wording import join


def rated(edition: OrganizationAt) -> list[RatingGroup]:
    """The judgements on the edition's day, by groups of criteria that share a scale."""
    judged = {(a.framework, a.criterion): a for a in edition.organization.assessments}
    return [
        group
        for framework in edition.frameworks
        for group in _rating_groups(framework, judged)
        if group.ratings
    ]


def _rating_groups(
    framework: Framework, judged: dict[tuple[str, str], Assessment]
) -> Iterable[RatingGroup]:
    for group in framework.groups:
        steps = {step.id: step for step in group.scale}
        ratings = []
        for criterion in group.criteria:
            if (entry := judged.get((framework.id, criterion.id))) is None:
                continue
            step = steps[entry.rating]
            ratings.append(
                Rating(
                    cite=entry.source,
                    framework=framework.id,
                    criterion=criterion.id,
                    title=criterion.title,
                    question=criterion.question,
                    explanation=criterion.explanation,
                    label=step.label,
                    level=step.level,
                    top=max(s.level for s in group.scale),
                    confidence=entry.confidence,
                    reason=prose.inline(entry.reason),
                    holder=entry.holder,
                )
            )
        scale = [(s.label, s.meaning) for s in sorted(group.scale, key=lambda s: s.level)]
        yield RatingGroup(group.title, scale, ratings)


def holders_of(assessments: list[Assessment]) -> str:
    """Whose judgements these are, each with its year."""
    return join(sorted({f"{a.holder}, {_year(a.date)}" for a in assessments}))


def _year(value: PartialDate | date) -> str:
    return str(value.parts[0] if isinstance(value, PartialDate) else value.year)
