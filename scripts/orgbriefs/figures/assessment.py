"""Judgements side by side: a line a criterion, a column an organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orgbriefs.data.model import Assessment, Criterion, CriterionGroup, Framework, ScaleStep
from orgbriefs.edition.participation import present_name
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.figures.drawing import Caption, Drawing, text_width, wrapped
from orgbriefs.figures.tokens import Tokens
from orgbriefs.wording import in_words, join

_LEFT, _ROW, _HEAD, _GROUP = 58.0, 5.4, 6.0, 5.6
_SQUARE, _GAP = 2.0, 0.5


@dataclass(frozen=True)
class Line:
    """One criterion, with each organization's judgement where there is one."""

    group: CriterionGroup
    criterion: Criterion
    steps: list[ScaleStep | None]


def framework_of(editions: Sequence[OrganizationAt]) -> Framework | None:
    """The framework by which most of the organizations are judged."""
    found = [f for e in editions for f in e.frameworks]
    return max(found, key=lambda f: sum(f.id == g.id for g in found)) if found else None


def lines_of(editions: Sequence[OrganizationAt]) -> list[Line]:
    """The criteria of the framework, in its order; none where nothing is judged."""
    framework = framework_of(editions)
    if framework is None:
        return []
    judged = [
        {a.criterion: a for a in e.organization.assessments if a.framework == framework.id}
        for e in editions
    ]
    return [
        Line(group, criterion, [_step(group, own.get(criterion.id)) for own in judged])
        for group in framework.groups
        for criterion in group.criteria
    ]


def _step(group: CriterionGroup, judgement: Assessment | None) -> ScaleStep | None:
    return next((s for s in group.scale if judgement and s.id == judgement.rating), None)


def describe(editions: Sequence[OrganizationAt]) -> Caption:
    """The finding and the alternative text."""
    labels = [present_name(e).abbreviation for e in editions]
    lines = lines_of(editions)
    if not lines:
        return Caption("No judgements are on record", "No judgements.")
    told = "; ".join(
        f"{line.criterion.title}: "
        + ", ".join(
            f"{label} {step.label if step else 'not judged'}"
            for label, step in zip(labels, line.steps, strict=True)
        )
        for line in lines
    )
    holders = sorted(
        {f"{a.holder}, {a.date.parts[0]}" for e in editions for a in e.organization.assessments}
    )
    return Caption(
        _finding(lines, labels),
        f"Matrix of criteria and organizations. {told}.",
        f"The more squares are full, the more of it: for a role, the better; for a question about "
        f"quality, the worse. Judgements: {'; '.join(holders)}.",
    )


def _finding(lines: list[Line], labels: list[str]) -> str:
    """How far the organizations differ: on how many criteria they are judged alike."""
    alike = [
        line
        for line in lines
        if all(line.steps) and len({step.id for step in line.steps if step}) == 1
    ]
    if len(labels) == 1:
        return f"{labels[0]} judged by {in_words(len(lines))} criteria"
    those = f"the {in_words(len(labels))}"
    if not alike:
        return f"On no criterion are {those} judged alike"
    if len(alike) == len(lines):
        return f"On every criterion {those} are judged alike"
    number = in_words(len(alike)).capitalize()
    what = "criterion is" if len(alike) == 1 else "criteria are"
    finding = f"{number} of {in_words(len(lines))} {what} judged alike for {those}"
    return f"{finding}: {join([_lowered(line.criterion.title) for line in alike])}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def draw(editions: Sequence[OrganizationAt], tokens: Tokens) -> str:
    """The picture as SVG."""
    lines, colours = lines_of(editions), tokens.colours
    groups = [line.group.id for line in lines]
    height = _HEAD + len(lines) * _ROW + len(set(groups)) * _GROUP + 1
    drawing = Drawing(max(height, 8.0), tokens)
    column = (drawing.width - _LEFT) / max(len(editions), 1)
    for index, edition in enumerate(editions):
        drawing.text(
            _LEFT + index * column,
            4,
            present_name(edition).abbreviation,
            size=9,
            weight=600,
            fill=edition.organization.colour,
        )
    top, group = _HEAD, ""
    for line in lines:
        if line.group.id != group:
            group = line.group.id
            drawing.text(0.5, top + 4, line.group.title, size=8, weight=600, fill=colours.accent)
            top += _GROUP
        drawing.line([(0, top), (drawing.width, top)], colours.rule, 0.15)
        title = wrapped(line.criterion.title, _LEFT - 2, 8)[0]
        drawing.text(0.5, top + 3.7, title, size=8)
        most = max(step.level for step in line.group.scale)
        for index, (edition, step) in enumerate(zip(editions, line.steps, strict=True)):
            _judgement(
                drawing,
                _LEFT + index * column,
                top,
                column,
                step,
                most,
                edition.organization.colour,
            )
        top += _ROW
    drawing.line([(0, top), (drawing.width, top)], colours.rule, 0.15)
    return drawing.svg(describe(editions))


def _judgement(
    drawing: Drawing,
    x: float,
    top: float,
    room: float,
    step: ScaleStep | None,
    most: int,
    colour: str,
) -> None:
    """Squares for the level, and its label where there is room."""
    colours = drawing.tokens.colours
    if step is None:
        drawing.text(x, top + 3.7, "–", size=8, fill=colours.muted)
        return
    for place in range(most):
        fill = colour if place < step.level else colours.paper
        drawing.box(x + place * (_SQUARE + _GAP), top + 1.7, _SQUARE, _SQUARE, fill, colour, 0.3)
    after = most * (_SQUARE + _GAP) + 0.8
    if text_width(step.label, 7) <= room - after - 1:
        drawing.text(x + after, top + 3.6, step.label, size=7, fill=colours.muted)
