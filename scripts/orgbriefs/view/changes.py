"""What changed between two editions, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model import Framework, Instrument, Period, Status
from orgbriefs.edition.changes import Changes, Judgement, Move, compare
from orgbriefs.edition.participation import participants
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.view import prose
from orgbriefs.view.assessment import holders_of
from orgbriefs.view.rows import Row, cites_of
from orgbriefs.wording import day, in_words, join, period


@dataclass(frozen=True)
class ChangeRow(Row):
    """One change, as a sentence."""

    text: Markup | str = ""
    mark: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class JudgementRow(Row):
    """A criterion judged anew."""

    title: str = ""
    before: str = ""
    after: str = ""
    differs: bool = False
    reason: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one sort."""

    title: str
    rows: list[ChangeRow]


@dataclass(frozen=True)
class ChangesView:
    """What a template may place of an organization's changes."""

    since: str
    number_before: int
    number_after: int
    joined: list[str]
    left: list[str]
    in_short: str
    groups: list[ChangeGroup]
    judgements: list[JudgementRow]
    #: Whose judgements they were, and are.
    judged_before: str
    judged_after: str
    is_new: bool = False


def view_changes(earlier: OrganizationAt | None, later: OrganizationAt, since: str) -> ChangesView:
    """The changes since ``earlier``, which is ``None`` where the organization is new."""
    if earlier is None:
        return ChangesView(
            since=since,
            number_before=0,
            number_after=len(participants(later)),
            joined=[],
            left=[],
            in_short=f"It was founded on {day(later.organization.founded)}.",
            groups=[],
            judgements=[],
            judged_before="",
            judged_after="",
            is_new=True,
        )
    changes = compare(earlier, later)
    teller = _Teller(changes)
    joined, left = teller.countries_in(), teller.countries_out()
    return ChangesView(
        since=since,
        number_before=len(participants(earlier)),
        number_after=len(participants(later)),
        joined=joined,
        left=left,
        in_short=teller.in_short(joined, left),
        groups=[group for group in teller.groups() if group.rows],
        judgements=teller.judgements(),
        judged_before=holders_of([j.before for j in changes.judgements if j.before]),
        judged_after=holders_of([j.after for j in changes.judgements]),
    )


class _Teller:
    """Puts the changes of one organization into words."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        later = changes.later
        self.statuses = {status.id: status for status in later.statuses}
        self.countries = {c.code: c.name for c in (*changes.earlier.countries, *later.countries)}
        self.frameworks = {framework.id: framework for framework in later.frameworks}

    def countries_in(self) -> list[str]:
        """Those that count now and did not."""
        return self._crossed(into=True)

    def countries_out(self) -> list[str]:
        """Those that counted and do not now."""
        return self._crossed(into=False)

    def in_short(self, joined: list[str], left: list[str]) -> str:
        """Two or three short sentences, for a box."""
        told = []
        if joined:
            told.append(f"{join(joined)} joined.")
        if left:
            told.append(f"{join(left)} left or no longer {_agreed('take', left)} part.")
        if not joined and not left:
            told.append("No state joined or left.")
        if heads := [h for h in self.changes.heads if h.end is None]:
            head = heads[-1]
            told.append(f"{head.name} became {head.office} in {head.start.parts[0]}.")
        judged = self.judgements()
        if number := sum(row.differs for row in judged):
            told.append(
                f"Its rating on {in_words(number)} of {in_words(len(judged))} criteria differs."
            )
        return " ".join(told)

    def groups(self) -> list[ChangeGroup]:
        """Every change but the judgements."""
        c = self.changes
        return [
            ChangeGroup("Name", self._renamed()),
            ChangeGroup("Members and others", self._moves()),
            ChangeGroup("Chief executives", self._heads()),
            ChangeGroup(
                "Instruments",
                [
                    *(_row(i.source, _signed(i)) for i in c.signed),
                    *(
                        _row(i.source, f"{i.title}: in force since {day(i.in_force)}.")
                        for i in c.entered_into_force
                        if i.in_force
                    ),
                    *(
                        _row(i.source, f"{i.title}: ended {_on(i.ended)}.")
                        for i in c.instruments_ended
                        if i.ended
                    ),
                ],
            ),
            ChangeGroup(
                "Bodies",
                [
                    *(
                        _row(o.source, f"{o.name} ({day(o.start)}): {o.text}")
                        for o in c.organs_formed
                    ),
                    *(_row(o.source, f"{o.name}: ended {_on(o.end)}.") for o in c.organs_ended),
                ],
            ),
            ChangeGroup(
                "Activities",
                [
                    *(
                        _row(a.source, f"{a.name} ({_dated(a)}): {a.text}")
                        for a in c.activities_begun
                    ),
                    *(_row(a.source, f"{a.name}: ended {_on(a.end)}.") for a in c.activities_ended),
                ],
            ),
            ChangeGroup(
                "Other events",
                [
                    _row(e.source, f"{_place(e.place)}{day(e.date)}: {e.text}")
                    for e in c.events
                    if e.major and not self._is_told(e.source)
                ],
            ),
            ChangeGroup("Text", self._sections()),
        ]

    def judgements(self) -> list[JudgementRow]:
        """Each criterion judged anew: from what, to what, and why."""
        return [
            self._judgement(judgement, self.frameworks[judgement.after.framework])
            for judgement in self.changes.judgements
        ]

    def _is_told(self, source: list[str]) -> bool:
        """Whether an accession, a term of office or a treaty with these sources is told already."""
        c = self.changes
        told = [
            *(m.after.source for m in c.moves if m.after),
            *(m.ended.source for m in c.moves if m.ended),
            *(entry.source for entry in (*c.heads, *c.signed, *c.activities_begun)),
        ]
        return any(set(source) & set(sources) for sources in told)

    def _crossed(self, *, into: bool) -> list[str]:
        crossed = []
        for move in self.changes.moves:
            counted = bool(move.before and self.statuses[move.before.status].counts)
            counts = bool(move.after and self.statuses[move.after.status].counts)
            if (counted, counts) == (not into, into):
                crossed.append(self.countries[move.country])
        return sorted(crossed)

    def _renamed(self) -> list[ChangeRow]:
        if self.changes.renamed is None:
            return []
        old, new = self.changes.renamed
        return [_row(new.source, f"{old.text} has been called {new.text} since {day(new.start)}.")]

    def _moves(self) -> list[ChangeRow]:
        """One sentence for all countries that made the same move on the same day."""
        alike: dict[tuple[str, ...], list[Move]] = {}
        for move in self.changes.moves:
            key = (
                move.before.status if move.before else "",
                move.after.status if move.after else "",
                str(move.after.start if move.after else move.ended and move.ended.end),
            )
            alike.setdefault(key, []).append(move)
        rows = []
        for moves in sorted(alike.values(), key=lambda moves: _when(moves[0])):
            first = moves[0]
            names = sorted(self.countries[move.country] for move in moves)
            cited = cites_of(m.after or m.ended for m in moves if m.after or m.ended)
            rows.append(_row(list(dict.fromkeys(cited)), self._move(first, names)))
        return rows

    def _move(self, move: Move, names: list[str]) -> str:
        one = len(names) == 1
        if move.after is None:
            gone = move.ended or move.before
            assert gone is not None
            label = _label(self.statuses[gone.status], one)
            when = f" until {day(gone.end)}" if gone.end else ""
            return f"{join(names)} left; {'it was' if one else 'they were'} {label}{when}."
        status = self.statuses[move.after.status]
        was = self.statuses[move.before.status] if move.before else None
        until = f", until then {_label(was, one)}," if was else ""
        became = status.change or f"became {_label(status, one)}"
        return f"{join(names)}{until} {became} {_on(move.after.start)}."

    def _sections(self) -> list[ChangeRow]:
        if not self.changes.sections:
            return []
        number = len(self.changes.sections)
        verb = "section of the texts was" if number == 1 else "sections of the texts were"
        told = f"{in_words(number).capitalize()} {verb} rewritten, added or left out."
        return [ChangeRow(cite=[], text=told)]

    def _heads(self) -> list[ChangeRow]:
        return [
            _row(
                h.source,
                f"{h.name} ({self.countries[h.country]}) "
                + (
                    f"has been {h.office} since {day(h.start)}."
                    if h.end is None
                    else f"was {h.office}{' (acting)' if h.acting else ''} "
                    f"{_between(h.start, h.end)}."
                ),
            )
            for h in self.changes.heads
        ]

    def _judgement(self, judgement: Judgement, framework: Framework) -> JudgementRow:
        after, before = judgement.after, judgement.before
        title, labels = next(
            (criterion.title, {step.id: step.label for step in group.scale})
            for group in framework.groups
            for criterion in group.criteria
            if criterion.id == after.criterion
        )
        return JudgementRow(
            cite=after.source,
            title=title,
            before=labels[before.rating] if before else "",
            after=labels[after.rating],
            differs=before is None or before.rating != after.rating,
            reason=prose.inline(after.reason),
        )


def _row(cite: list[str], text: str) -> ChangeRow:
    return ChangeRow(cite=cite, text=prose.inline(text), mark=prose.mark_source(cite))


def _when(move: Move) -> tuple[int, ...]:
    date = move.after.start if move.after else (move.ended.end if move.ended else None)
    return date.parts if date else ()


def _label(status: Status | None, one: bool) -> str:
    if status is None:
        return ""
    if not one:
        return status.plural
    article = "an" if status.label[0] in "aeiou" else "a"
    return f"{article} {status.label}" if status.label.split()[0] in _COUNTABLE else status.label


#: Words that take an article: a member, but: no longer taking part.
_COUNTABLE = ("member", "party", "participating", "associate", "observer", "dialogue", "partner")


def _agreed(verb: str, names: Sequence[str]) -> str:
    return f"{verb}s" if len(names) == 1 else verb


def _on(date: PartialDate | None) -> str:
    """``on 4 July 2024``, ``in July 2024`` or ``in 2024``."""
    if date is None:
        return ""
    return f"on {day(date)}" if len(date.parts) == 3 else f"in {day(date)}"


def _between(start: PartialDate, end: PartialDate) -> str:
    return f"from {day(start)} to {day(end)}"


def _signed(instrument: Instrument) -> str:
    text = f"{instrument.title}: signed {_on(instrument.signed)}"
    if instrument.place:
        text += f" in {instrument.place}"
    return text + (f"; in force {day(instrument.in_force)}." if instrument.in_force else ".")


def _dated(entry: Period) -> str:
    return period(entry.start, entry.end)


def _place(place: str | None) -> str:
    return f"{place}, " if place else ""
