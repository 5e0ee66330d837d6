"""Judgements against frameworks, with the words of their scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orgbriefs.content.lines import distinct
from orgbriefs.content.values import (
    Criterion,
    CriterionGroup,
    Framework,
    Holder,
    MatrixRow,
    Organization,
    Rating,
    RatingGroup,
    RatingMatrix,
    ScaleStep,
)
from orgbriefs.data import model
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.language.values import Message, Prose, message


def framework_of(record: model.Framework) -> Framework:
    """A framework, each scale from its lowest step."""
    return Framework(
        id=record.id,
        name=record.name,
        description=record.description,
        groups=tuple(
            CriterionGroup(
                id=group.id,
                title=group.title,
                scale=tuple(
                    ScaleStep(id=s.id, label=s.label, meaning=s.meaning, level=s.level)
                    for s in sorted(group.scale, key=lambda step: step.level)
                ),
                criteria=tuple(
                    Criterion(
                        id=c.id, title=c.title, question=c.question, explanation=c.explanation
                    )
                    for c in group.criteria
                ),
            )
            for group in record.groups
        ),
        sources=record.source,
    )


def rating_groups(
    edition: OrganizationAt, frameworks: Sequence[Framework]
) -> tuple[RatingGroup, ...]:
    """The judgements on the edition's day, by groups of criteria that share a scale."""
    judged = {(a.framework, a.criterion): a for a in edition.organization.assessments}
    groups = (
        RatingGroup(
            id=group.id,
            title=group.title,
            scale=group.scale,
            ratings=tuple(
                _rating(framework, group, criterion, entry)
                for criterion in group.criteria
                if (entry := judged.get((framework.id, criterion.id))) is not None
            ),
        )
        for framework in frameworks
        for group in framework.groups
    )
    return tuple(group for group in groups if group.ratings)


def holders_of(assessments: Iterable[model.Assessment]) -> tuple[Holder, ...]:
    """Whose judgements these are, each with its year, once."""
    found = {(a.holder, a.date.parts[0]): a for a in assessments}
    return tuple(Holder(name=found[key].holder, date=found[key].date) for key in sorted(found))


def in_words(holders: Sequence[Holder]) -> Message | None:
    """The holders in words; ``None`` where there are none."""
    if not holders:
        return None
    named = tuple(message("holder", name=h.name, date=h.date) for h in holders)
    return message("holders", holders=named)


def rating_matrix(
    organizations: Sequence[Organization], framework: Framework
) -> RatingMatrix | None:
    """The judgements by ``framework`` side by side; ``None`` where nothing is judged."""
    assessed = [o for o in organizations if o.ratings]
    if not assessed:
        return None
    judged = [
        {
            r.criterion.id: r
            for group in organization.ratings
            for r in group.ratings
            if r.framework == framework.id
        }
        for organization in assessed
    ]
    return RatingMatrix(
        framework=framework.name,
        abbreviations=tuple(o.name.abbreviation for o in assessed),
        rows=tuple(
            MatrixRow(criterion=criterion, ratings=tuple(own.get(criterion.id) for own in judged))
            for group in framework.groups
            for criterion in group.criteria
        ),
        assessed_by=tuple(
            {o.holders: o.assessed_by for o in assessed if o.assessed_by is not None}.values()
        ),
        sources=distinct(o.rating_sources for o in assessed),
    )


def _rating(
    framework: Framework, group: CriterionGroup, criterion: Criterion, entry: model.Assessment
) -> Rating:
    return Rating(
        sources=entry.source,
        unverified=False,
        framework=framework.id,
        criterion=criterion,
        step=next(step for step in group.scale if step.id == entry.rating),
        top=group.scale[-1].level,
        confidence=entry.confidence,
        reason=Prose(markdown=entry.reason),
        holder=Holder(name=entry.holder, date=entry.date),
    )
