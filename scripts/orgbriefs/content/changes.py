"""What changed between two editions: when, and as sentences to be said."""

from __future__ import annotations

from datetime import date

from orgbriefs.content.lines import (
    by_name,
    countries_of,
    distinct,
    interval_of,
    statuses_of,
)
from orgbriefs.content.ratings import holders_of, in_words
from orgbriefs.content.values import Change, ChangeGroup, Changes, RatingChange, Status
from orgbriefs.data import model
from orgbriefs.data.dates import PartialDate
from orgbriefs.edition.changes import Changes as Difference
from orgbriefs.edition.changes import Judgement, Move, compare
from orgbriefs.edition.membership import participants
from orgbriefs.edition.record import OrganizationAt
from orgbriefs.language.language import Language
from orgbriefs.language.values import CountryName, Interval, Message, Prose, Value, message


def changes_content(
    earlier: OrganizationAt | None, later: OrganizationAt, since: date, language: Language
) -> Changes:
    """The changes since ``earlier``, which is ``None`` where the organization is new."""
    if earlier is None:
        return Changes(
            since=since,
            is_new=True,
            number_before=None,
            number_after=len(participants(later)),
            joined=(),
            left=(),
            in_short=(message("changes.founded", day=later.organization.founded),),
            groups=(),
            ratings=(),
            assessed_before=None,
            assessed_after=None,
        )
    difference = compare(earlier, later)
    account = _Account(difference, language)
    judged = difference.judgements
    return Changes(
        since=since,
        is_new=False,
        number_before=len(participants(earlier)) or None,
        number_after=len(participants(later)),
        joined=account.joined,
        left=account.left,
        in_short=account.in_short(),
        groups=tuple(group for group in account.groups() if group.changes),
        ratings=account.ratings,
        assessed_before=in_words(holders_of(j.before for j in judged if j.before)),
        assessed_after=in_words(holders_of(j.after for j in judged)),
    )


#: More countries than these are counted in a box, not named.
_NAMED = 6


class _Account:
    """The changes of one organization, told."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self.difference, self.language = difference, language
        later = difference.later
        self.statuses = statuses_of(later.statuses)
        self.countries = {
            code: country.name
            for code, country in countries_of(
                (*difference.earlier.countries, *later.countries), language
            ).items()
        }
        self.frameworks = {framework.id: framework for framework in later.frameworks}
        self.joined = self._crossed(into=True)
        self.left = self._crossed(into=False)
        self.ratings = tuple(self._rating(judgement) for judgement in difference.judgements)

    def in_short(self) -> tuple[Message, ...]:
        """Two or three short sentences, for a box."""
        told = []
        gone = {move.country for move in self.difference.moves if move.after is None}
        for form, countries in (
            ("changes.joined", self.joined),
            ("changes.left", tuple(c for c in self.left if c.code in gone)),
            ("changes.stands-aside", tuple(c for c in self.left if c.code not in gone)),
        ):
            if len(countries) > _NAMED:
                told.append(message(f"{form}-many", number=len(countries)))
            elif countries:
                told.append(message(form, countries=countries, number=len(countries)))
        if not told:
            told.append(message("changes.none-joined-or-left"))
        if heads := [head for head in self.difference.heads if head.end is None]:
            head = heads[-1]
            told.append(
                message("changes.new-head", name=head.name, office=head.office, start=head.start)
            )
        compared = [rating for rating in self.ratings if rating.before is not None]
        if number := sum(rating.differs for rating in compared):
            told.append(message("changes.ratings", differing=number, number=len(compared)))
        return tuple(told)

    def groups(self) -> tuple[ChangeGroup, ...]:
        """Every change but the judgements, and but what is told as a turning point."""
        return tuple(
            ChangeGroup(id=identifier, changes=tuple(sorted(changes, key=_day)))
            for identifier, changes in (
                ("name", self._renamed()),
                ("membership", self._moves()),
                ("heads", self._heads()),
                ("instruments", self._instruments()),
                ("organs", self._organs()),
                ("activities", self._activities()),
                ("events", self._events()),
            )
        )

    def _is_turning_point(self, fact: model.Fact, day: PartialDate) -> bool:
        """Whether an event that matters most is of the same day, and rests on the same source."""
        keys = {citation.key for citation in fact.source}
        return any(
            event.date == day and any(citation.key in keys for citation in event.source)
            for event in self.difference.events
            if event.matters is not None
        )

    def _heads(self) -> list[Change]:
        told = self.difference
        return [
            *(self._head(h) for h in told.heads if not self._is_turning_point(h, h.start)),
            *map(self._retitled, told.retitled),
        ]

    def _instruments(self) -> list[Change]:
        told = self.difference
        return [
            *(
                _change(i, i.signed, _signed(i))
                for i in told.signed
                if not self._is_turning_point(i, i.signed)
            ),
            *(
                _change(i, i.in_force, message("changes.in-force", title=i.title))
                for i in told.entered_into_force
                if i.in_force
            ),
            *(_ended(i, i.title, i.ended) for i in told.instruments_ended),
        ]

    def _organs(self) -> list[Change]:
        told = self.difference
        return [
            *(
                _change(o, o.start, _begun(o))
                for o in told.organs_formed
                if not self._is_turning_point(o, o.start)
            ),
            *(_ended(o, o.name, o.end) for o in told.organs_ended),
        ]

    def _activities(self) -> list[Change]:
        told = self.difference
        return [
            *(
                _change(a, interval_of(a), _begun(a))
                for a in told.activities_begun
                if not self._is_turning_point(a, a.start)
            ),
            *(_ended(a, a.name, a.end) for a in told.activities_ended),
        ]

    def _events(self) -> list[Change]:
        return [
            _change(e, e.date, _event(e))
            for e in self.difference.events
            if e.major and e.matters is None and not self._is_told(e)
        ]

    def _is_told(self, event: model.Event) -> bool:
        """Whether an accession, a term of office or a treaty with these sources is told already."""
        told = self.difference
        facts: list[model.Fact] = [
            *(m.after for m in told.moves if m.after),
            *(m.ended for m in told.moves if m.ended),
            *told.heads,
            *told.signed,
            *told.activities_begun,
        ]
        return any(set(event.source) & set(fact.source) for fact in facts)

    def _crossed(self, *, into: bool) -> tuple[CountryName, ...]:
        crossed = []
        for move in self.difference.moves:
            counted = bool(move.before and self.statuses[move.before.status].counts)
            counts = bool(move.after and self.statuses[move.after.status].counts)
            if (counted, counts) == (not into, into):
                crossed.append(self.countries[move.country])
        return by_name(crossed, self.language)

    def _renamed(self) -> list[Change]:
        if self.difference.renamed is None:
            return []
        old, new = self.difference.renamed
        return [_change(new, new.start, message("changes.renamed", old=old.text, new=new.text))]

    def _moves(self) -> list[Change]:
        """One sentence for all countries that made the same move on the same day."""
        alike: dict[tuple[str, ...], list[Move]] = {}
        for move in self.difference.moves:
            if move.after is not None and self._is_turning_point(move.after, move.after.start):
                continue
            key = (
                move.before.status if move.before else "",
                move.after.status if move.after else "",
                str(move.after.start if move.after else move.ended and move.ended.end),
            )
            alike.setdefault(key, []).append(move)
        changes = []
        for moves in alike.values():
            names = by_name((self.countries[move.country] for move in moves), self.language)
            facts = [fact for move in moves if (fact := move.after or move.ended) is not None]
            changes.append(
                Change(
                    when=_day_of(moves[0])
                    or message("changes.until", day=self.difference.later.as_of),
                    sentence=self._move(moves[0], names),
                    sources=distinct(fact.source for fact in facts),
                )
            )
        return changes

    def _move(self, move: Move, countries: tuple[CountryName, ...]) -> Message:
        parts: dict[str, Value] = {"countries": countries, "number": len(countries)}
        if move.after is None:
            gone = move.ended or move.before
            assert gone is not None
            parts["status"] = _status(self.statuses[gone.status], len(countries))
            return message("changes.move-left", **parts)
        status = self.statuses[move.after.status]
        if status.change is not None:
            form, parts["change"] = "changes.move-otherwise", status.change
        elif status.article is None and len(countries) == 1:
            form, parts["status"] = "changes.move-to-status", status.label
        else:
            form, parts["status"] = "changes.move", _status(status, len(countries))
        still = status.change is not None and status.counts
        if move.before is not None and not (still and self.statuses[move.before.status].counts):
            parts["before"] = _status(self.statuses[move.before.status], len(countries))
            form += "-from"
        return message(form, **parts)

    def _head(self, head: model.Head) -> Change:
        parts: dict[str, Value] = {
            "name": head.name,
            "country": self.countries[head.country],
            "office": head.office,
        }
        if head.end is None:
            return _change(head, head.start, message("changes.head", **parts))
        form = "changes.acting-head-until" if head.acting else "changes.head-until"
        return _change(head, head.start, message(form, end=head.end, **parts))

    def _retitled(self, heads: tuple[model.Head, model.Head]) -> Change:
        before, after = heads
        return _change(
            after,
            after.start,
            message(
                "changes.retitled",
                name=after.name,
                country=self.countries[after.country],
                since=before.start,
                office=after.office,
            ),
        )

    def _rating(self, judgement: Judgement) -> RatingChange:
        after, before = judgement.after, judgement.before
        title, labels = next(
            (criterion.title, {step.id: step.label for step in group.scale})
            for group in self.frameworks[after.framework].groups
            for criterion in group.criteria
            if criterion.id == after.criterion
        )
        return RatingChange(
            sources=after.source,
            unverified=False,
            criterion=title,
            before=labels[before.rating] if before else None,
            after=labels[after.rating],
            differs=before is not None and before.rating != after.rating,
            reason=_prose(after.reason),
        )


def _status(status: Status, number: int) -> Value:
    """``a member``, ``members``; where no article goes with it, ``of the status ‘signatory’``."""
    if number > 1:
        return status.plural
    if status.article is None:
        return message("status.named", status=status.label)
    return message("status.one", article=status.article, status=status.label)


def _change(fact: model.Fact, when: PartialDate | Interval | None, sentence: Message) -> Change:
    assert when is not None  # else it would not have been seen to change
    return Change(when=when, sentence=sentence, sources=fact.source)


def _ended(fact: model.Fact, what: str, end: PartialDate | None) -> Change:
    return _change(fact, end, message("changes.ended", what=what))


def _begun(fact: model.Organ | model.Activity) -> Message:
    return message("changes.begun", name=fact.name, text=_prose(fact.text))


def _signed(instrument: model.Instrument) -> Message:
    parts: dict[str, Value] = {"title": instrument.title}
    form = "changes.signed"
    if instrument.place is not None:
        form, parts["place"] = form + "-in-place", instrument.place
    if instrument.in_force is not None:
        form, parts["in_force"] = form + "-in-force", instrument.in_force
    return message(form, **parts)


def _event(event: model.Event) -> Message:
    text = _prose(event.text)
    if event.place is None:
        return message("changes.event", text=text)
    return message("changes.event-in-place", place=event.place, text=text)


def _prose(text: str) -> Prose:
    return Prose(markdown=text)


def _day_of(move: Move) -> PartialDate | None:
    """The day of a move, where it is known."""
    if move.after is not None:
        return move.after.start
    return move.ended.end if move.ended else None


def _day(change: Change) -> tuple[int, ...]:
    """By what changes are put in order; those of no known day come last."""
    match change.when:
        case Message():
            return (date.max.year,)
        case Interval(start=start):
            return start.parts
        case PartialDate(parts=parts):
            return parts
