"""Filters and functions of templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from filling import filled, placing, problem_in

from orgbriefs.data.citations import Citation, Locator
from orgbriefs.data.dates import PartialDate
from orgbriefs.html import placing as module
from orgbriefs.html.placing import FILTERS, Placing
from orgbriefs.language.values import Amount, CountryName, Interval, Prose, message

PACT, REPORT = Citation("pact", locator=Locator("article", "4")), Citation("report")


@dataclass(frozen=True)
class Line:
    sources: tuple[Citation, ...]
    unverified: bool = False


VALUES = {
    "day": PartialDate("2002-10-07"),
    "month": PartialDate("2002-10"),
    "plain": date(2002, 10, 7),
    "time": Interval(PartialDate("1999-05-01"), PartialDate("2005")),
    "country": CountryName("CH", "Switzerland"),
    "amount": Amount(142_000_000, "persons"),
    "names": ("a", "b", "c"),
    "said": message("date.in-year", date="x"),
    "prose": Prose(markdown="It *is*.\n\n- so"),
    "line": Prose(markdown="It *is* [@pact]."),
    "rows": (Line((PACT,)), Line((REPORT, PACT))),
    "doubtful": Line((), unverified=True),
}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ day | date }}", "7 October 2002"),
        ("{{ day }} {{ month }} {{ plain }}", "7 October 2002 October 2002 7 October 2002"),
        (
            "{{ day | on }}, {{ month | on }}, {{ day | year }}",
            "on 7 October 2002, in October 2002, 2002",
        ),
        ("{{ time | interval }}; {{ time | dates }}", "1999–2005; 1 May 1999 – 2005"),
        ("{{ country }}: {{ amount }}", "Switzerland: 142 million"),
        ("{{ names | join }}", "a, b and c"),
        ("{{ names | enumerated }}", "a, b, c"),
        ("{{ names | clauses }}", "a; b; c"),
        ("{{ names | sentences }}", "a b c"),
        ("{{ 12345 | number }} {{ 4 | words }} {{ 0.512 | percent }}", "12 345 four 51%"),
        ("{{ 'ru' | language_name }}", "Russian"),
        ("{{ said | say }} {{ said }}", "in x in x"),
        ("{{ prose | prose }}", "<p>It <em>is</em>.</p>\n<ul>\n<li>so</li>\n</ul>"),
        ("{{ line | inline }}", 'It <em>is</em><span data-cite="0"></span>.'),
        ("{{ prose | opening | prose }}", "<p>It <em>is</em>.</p>"),
        ("{{ prose | rest | prose }}", "<ul>\n<li>so</li>\n</ul>"),
        ("{{ 'none' if (line | rest) is none else 'more' }}", "none"),
        ("{{ rows | cite }}", '<span data-cite="0"></span>'),
        (
            "{{ rows[0] | cite }}{{ rows[1] | cite }}",
            '<span data-cite="0"></span><span data-cite="1"></span>',
        ),
        ("{{ rows | sources | length }}", "2"),
        ("{{ (rows, rows[0]) | sources | length }}", "2"),
        ("{{ source_line(rows) }}", '<p class="source" data-sources="0"></p>'),
        (
            "{{ source_line(rows, of='a & b') }}",
            '<p class="source" data-of="a &amp; b" data-sources="0"></p>',
        ),
        ("{{ source_line(()) }}{{ doubtful | cite }}", ""),
        ("{{ doubtful | dagger }}{{ rows[0] | dagger }}", '<span class="unverified">†</span>'),
        ("{{ 'x' | quote }} {{ 'abc' | capitalized }} {{ 'ABC' | lowered }}", "‘x’ Abc aBC"),
        ("{{ _('date.in-year', date='<x>') }}", "in &lt;x&gt;"),
        ("{{ _('date.in-year', date=line) }}", 'in It <em>is</em><span data-cite="0"></span>.'),
        (
            "{{ columns(20, 80) }}",
            '<colgroup><col data-share="20" style="width: 20%">'
            '<col data-share="80" style="width: 80%"></colgroup>',
        ),
        (
            "{% for n in names %}{{ n }}{{ between(loop.index, loop.length) }}{% endfor %}",
            "a, b and c",
        ),
        ("{% for n in names[:2] %}{{ n }}{{ between(loop.index, 2) }}{% endfor %}", "a and b"),
    ],
)
def test_values_are_placed(tmp_path: Path, text: str, made: str) -> None:
    assert filled(tmp_path, text, **VALUES).replace("\N{NO-BREAK SPACE}", " ") == made


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 'x' | date }}", "this filter is not for a text"),
        ("{{ none | join }}", "a missing value (None) is not a list"),
        ("{{ 'abc' | join }}", "a text is not a list"),
        ("{{ names | prose }}", "this filter is not for a list"),
        ("{{ country | cite }}", "a country has no sources"),
        ("{{ country | dagger }}", "a country is no line of the data"),
        ("{{ columns(20, 70) }}", "the widths of columns make 90, not 100"),
        ("{{ columns(-20, 120) }}", "the widths of columns are numbers above nought"),
        ("{{ prose }}", "prose cannot be placed as it is"),
        ("{{ _('date.in-year', date=none) }}", "the part 'date' is missing (None)"),
    ],
)
def test_values_that_do_not_go_with_it_are_refused(tmp_path: Path, text: str, message: str) -> None:
    assert message in problem_in(tmp_path, text, **VALUES).message


def test_prose_within_messages_is_marked_up_whole() -> None:
    put = placing()
    inner = message("date.in-month", date=Prose(markdown="*x* <y>"))
    assert put.say(message("date.in-year", date=inner)) == "in in <em>x</em> &lt;y&gt;"
    assert put.join((Prose(markdown="*a*"), "<b>")) == "<em>a</em> and &lt;b&gt;"


def test_the_list_of_filters_is_the_one_that_is_described() -> None:
    described = {
        line.split("``")[1]
        for line in (module.__doc__ or "").splitlines()
        if line.startswith("``") and not line.startswith("``rejectattr")
    }
    functions = {"_('an.id', part=value)", "source_line(lines, of='…')", "columns(20, 80)"}
    functions |= {"between(2, 3)", "range(4)", "namespace()"}
    assert described == set(FILTERS) | functions
    assert all(hasattr(Placing, name) for name in FILTERS)
