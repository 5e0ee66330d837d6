"""What changed between two editions is computed, and told in sentences."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from editions import changes, edition, english, plain
from small_project import ROOT

from orgbriefs.content.changes import changes_content
from orgbriefs.content.values import Changes
from orgbriefs.data.dates import PartialDate
from orgbriefs.data.model import Country
from orgbriefs.edition.changes import compare
from orgbriefs.edition.record import OrganizationAt

EARLY, LATE = date(2010, 6, 30), date(2020, 12, 31)


def sentences(told: Changes, group: str) -> list[str]:
    """Each change of a sort as it is read: when, and what."""
    found = next((g.changes for g in told.groups if g.id == group), ())
    return [
        plain(f"{english().value(change.when)}: {english().say(change.sentence)}")
        for change in found
    ]


def names(countries: tuple[object, ...]) -> list[str]:
    return [getattr(country, "name") for country in countries]  # noqa: B009


def with_status(at: OrganizationAt, old: str, **changed: object) -> OrganizationAt:
    """The edition with one status otherwise, as an editor would have it in statuses.yaml."""
    statuses = [s.model_copy(update=changed) if s.id == old else s for s in at.statuses]
    return at.model_copy(update={"statuses": statuses})


def test_members_who_left_and_came_are_told_with_their_dates() -> None:
    told = changes("alpha", EARLY, LATE)
    assert (told.number_before, told.number_after) == (2, 2)
    assert (names(told.joined), names(told.left)) == (["Cland"], ["Bland"])
    assert sentences(told, "membership") == [
        "1 January 2011: Cland, until then an observer, became a member.",
        "1 March 2012: Bland, until then a member, left.",
    ]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (
            {"label": "signatory", "article": "a"},
            "1 January 2011: Cland, until then an observer, became a signatory.",
        ),
        (
            {"label": "honorary member", "article": "an"},
            "1 January 2011: Cland, until then an observer, became an honorary member.",
        ),
        (
            {"label": "signatory", "article": None},
            "1 January 2011: Cland, until then an observer, took on the status ‘signatory’.",
        ),
        (
            {"change": "acceded to the pact"},
            "1 January 2011: Cland, until then an observer, acceded to the pact.",
        ),
    ],
)
def test_a_new_status_gets_its_article_right(status: dict[str, object], said: str) -> None:
    later = with_status(edition("alpha", LATE), "member", **status)
    told = changes_content(edition("alpha", EARLY), later, EARLY, english())
    assert sentences(told, "membership")[0] == said


def test_several_countries_that_did_the_same_share_a_sentence() -> None:
    early, late = edition("alpha", EARLY), edition("alpha", LATE)
    entries = [
        entry.model_copy(update={"end": late.organization.membership[1].end})
        if entry.country == "AA"
        else entry
        for entry in late.organization.membership
    ]
    organization = late.organization.model_copy(update={"membership": entries})
    told = changes_content(
        early, late.model_copy(update={"organization": organization}), EARLY, english()
    )
    assert "1 March 2012: Aland and Bland, until then members, left." in sentences(
        told, "membership"
    )
    assert english().say(told.in_short[1]) == "Aland and Bland left."


def test_many_who_came_are_counted_in_short() -> None:
    early, late = edition("alpha", EARLY), edition("alpha", LATE)
    [came] = [entry for entry in late.organization.membership if entry.start.first > EARLY]
    codes = ["DE", "EE", "FR", "GR", "HU", "IT", "JP"]
    entries = [came.model_copy(update={"country": code}) for code in codes]
    membership = [*late.organization.membership, *entries]
    late = late.model_copy(
        update={
            "organization": late.organization.model_copy(update={"membership": membership}),
            "countries": [*late.countries, *(Country(code=code) for code in codes)],
        }
    )
    told = changes_content(early, late, EARLY, english())
    assert len(told.joined) == 8
    assert english().say(told.in_short[0]) == "Eight states joined."


def test_judgements_made_anew_are_told_with_both_ratings() -> None:
    (row,) = changes("alpha", EARLY, LATE).ratings
    assert (row.criterion, row.before, row.after, row.differs) == ("Works", "no", "yes", True)


def test_who_stays_under_another_title_is_not_told_as_somebody_else() -> None:
    late = edition("alpha", LATE)
    head = late.organization.heads[1]
    heads = [
        late.organization.heads[0],
        head.model_copy(update={"end": PartialDate("2015-12-31")}),
        head.model_copy(
            update={"start": PartialDate("2016-01-01"), "end": None, "office": "Chair"}
        ),
    ]
    late = late.model_copy(
        update={"organization": late.organization.model_copy(update={"heads": heads})}
    )
    told = changes_content(edition("alpha", date(2008, 1, 1)), late, date(2008, 1, 1), english())
    assert sentences(told, "heads") == [
        "1 January 2016: Ben Second (Bland), in office since 1 January 2010, was called Chair "
        "from then on."
    ]
    assert not any("became" in plain(english().say(m)) for m in told.in_short)


def test_what_no_longer_takes_part_has_not_left() -> None:
    early, late = edition("alpha", EARLY), edition("alpha", LATE)
    entries = [
        *(e for e in late.organization.membership if e.country != "BB"),
        late.organization.membership[2].model_copy(
            update={"country": "BB", "start": PartialDate("2012"), "end": None}
        ),
    ]
    organization = late.organization.model_copy(update={"membership": entries})
    told = changes_content(
        early, late.model_copy(update={"organization": organization}), EARLY, english()
    )
    assert [english().say(m) for m in told.in_short[:2]] == [
        "Cland joined.",
        "Bland no longer takes part.",
    ]


def test_a_turning_point_is_told_once() -> None:
    early, late = edition("alpha", EARLY), edition("alpha", LATE)
    move = next(m for m in late.organization.membership if str(m.start) == "2011-01-01")
    events = [
        late.organization.events[0].model_copy(
            update={
                "date": move.start,
                "source": move.source,
                "major": True,
                "matters": "It doubles the coast.",
            }
        )
    ]
    organization = late.organization.model_copy(update={"events": events})
    told = changes_content(
        early, late.model_copy(update={"organization": organization}), EARLY, english()
    )
    assert sentences(told, "membership") == ["1 March 2012: Bland, until then a member, left."]
    assert sentences(told, "events") == []


def test_only_what_was_judged_before_can_have_changed() -> None:
    early, late = edition("alpha", EARLY), edition("alpha", LATE)
    silent = early.organization.model_copy(update={"assessments": []})
    told = changes_content(
        early.model_copy(update={"organization": silent}), late, EARLY, english()
    )
    assert [(row.before, row.differs) for row in told.ratings] == [(None, False)]
    assert not any("rating" in english().say(m) for m in told.in_short)


def test_a_new_name_is_told() -> None:
    told = changes("alpha", date(2003, 1, 1), EARLY)
    assert sentences(told, "name") == [
        "1 January 2005: Alpha Forum was renamed Alpha Organization."
    ]
    assert sentences(told, "heads") == [
        "1 January 2005: Ada First (Aland) became Secretary General; in office until "
        "31 December 2009.",
        "1 January 2010: Ben Second (Bland) became Secretary General.",
    ]


def test_two_equal_editions_have_no_changes_to_tell() -> None:
    told = changes("alpha", date(2020, 1, 1), LATE)
    assert told.groups == ()
    assert told.ratings == ()
    assert [english().say(m) for m in told.in_short] == ["No state joined or left."]


def test_a_new_organization_has_a_beginning_and_no_changes() -> None:
    told = changes_content(None, edition("beta", LATE), EARLY, english())
    assert told.is_new
    assert dataclasses.replace(told, groups=(), ratings=()) == told
    assert plain(english().say(told.in_short[0])) == "It was founded on 3 February 2008."


def test_editions_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="is not before"):
        compare(edition("alpha", LATE), edition("alpha", EARLY))


def test_the_shipped_changes_are_those_of_the_record() -> None:
    days = (date(2006, 12, 31), date(2025, 12, 31))
    told = {name: changes(name, *days, ROOT) for name in ("cis", "csto", "guam", "sco")}
    assert {name: (names(c.joined), names(c.left)) for name, c in told.items()} == {
        "cis": ([], ["Georgia", "Ukraine"]),
        "csto": ([], ["Uzbekistan"]),
        "guam": ([], []),
        "sco": (["Belarus", "India", "Iran", "Pakistan"], []),
    }


def test_changes_of_a_sort_are_told_in_the_order_of_their_days() -> None:
    early, late = (edition("alpha", day) for day in (EARLY, LATE))
    first = early.organization.activities[0]
    begun = [
        first.model_copy(update={"name": name, "start": PartialDate(day), "end": None})
        for name, day in (("Exercise Centre", "2014"), ("Exercise Bridge", "2012-05"))
    ]
    ended = first.model_copy(update={"end": PartialDate("2013-03-01")})
    organization = late.organization.model_copy(update={"activities": [ended, *begun]})
    told = changes_content(
        early, late.model_copy(update={"organization": organization}), EARLY, english()
    )
    assert [said.split(":")[0] for said in sentences(told, "activities")] == [
        "since 2012",
        "1 March 2013",
        "since 2014",
    ]


def test_what_left_on_no_known_day_left_by_that_of_the_edition() -> None:
    early, late = (edition("alpha", day) for day in (EARLY, LATE))
    stays = [entry for entry in late.organization.membership if entry.country == "AA"]
    organization = late.organization.model_copy(update={"membership": stays})
    told = changes_content(
        early, late.model_copy(update={"organization": organization}), EARLY, english()
    )
    assert "by 31 December 2020: Bland, until then a member, left." in sentences(told, "membership")
