"""What a template may not do, and how it is told so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from filling import filled, problem_in

from orgbriefs.html.sandbox import Limits


@dataclass(frozen=True)
class Part:
    text: str
    texts: Mapping[str, str]
    head: object = None

    def run(self) -> str:
        return "ran"

    @property
    def computed(self) -> str:
        return "computed"


PART = Part("<a>", MappingProxyType({"talking-points": "talk", "summary": "sum"}))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ o.text }}", "&lt;a&gt;"),
        ("{{ o['text'] }}", "&lt;a&gt;"),
        ("{{ o.texts.summary }} {{ o.texts['talking-points'] }}", "sum talk"),
        ("{{ (1, 2, 3)[1] }} {{ 'abc'[0] }} {{ (1, 2, 3)[-1] }}", "2 a 3"),
        ("{% for x in (1, 2) %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}", "2"),
        (
            "{% macro m(a) %}[{{ a }}]{{ caller() }}{% endmacro %}{% call m(1) %}x{% endcall %}",
            "[1]x",
        ),
        ("{% block b %}x{% endblock %}{{ self.b() }}", "xx"),
        ("{{ nothing | default('else') }}", "else"),
        ("{{ 'a' ~ 1 ~ o.text }}", "a1&lt;a&gt;"),
        ("{% for i in range(3) %}{{ i }}{% endfor %}", "012"),
    ],
)
def test_what_it_may_do(tmp_path: Path, text: str, made: str) -> None:
    assert filled(tmp_path, text, o=PART) == made


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ o.__class__.__mro__ }}",
        "{{ o['__class__'] }}",
        "{{ o.run() }}",
        "{{ o.computed }}",
        "{{ o.text.upper() }}",
        "{{ o.text.format(o) }}",
        "{{ 'x'.join(('a', 'b')) }}",
        "{{ '%s' % o }}",
        "{{ '{0.__class__}'.format(o) }}",
        "{{ o | attr('__class__') }}",
        "{{ (o,) | map(attribute='__class__') | first }}",
        "{{ range.__self__ }}",
        "{{ _.__func__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__ }}",
        "{% for x in (1,) %}{{ loop._iterator }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.__code__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{{ cycler('a') }}",
        "{{ lipsum() }}",
        "{{ dict(a=1) }}",
        "{{ namespace.__init__ }}",
        "{{ 'a' | safe }}",
        "{{ o | pprint }}",
        "{{ o | tojson }}",
        "{{ 1() }}",
    ],
)
def test_what_it_may_not_do(tmp_path: Path, text: str) -> None:
    found = problem_in(tmp_path, f"first\n{text}", o=PART)
    assert found.place.line == 2
    assert "Part" not in found.message
    assert "object" not in found.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 'a' * 1000000000 }}", "'*' is for numbers only"),
        ("{{ (1,) * 1000000000 }}", "'*' is for numbers only"),
        ("{{ 10 ** 10 ** 10 }}", "powers are not for templates"),
        ("{{ 999999999999 * 999999999999 }}", "a number grows too large"),
        ("{{ range(1000000000) | length }}", "a range has 1000 numbers at most"),
        ("{{ '%0999999999d' % 1 }}", "'%' is for numbers only"),
        (
            "{% set ns = namespace(s='aaaaaaaa') %}"
            "{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
            "it makes more than",
        ),
        (
            "{% set ns = namespace(s='aaaaaaaa') %}"
            "{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
            "it makes more than",
        ),
        (
            "{% set ns = namespace(s='aaaaaaaa') %}"
            "{% for i in range(60) %}{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}",
            "it makes more than",
        ),
        (
            "{% set ns = namespace(s=(1,)) %}"
            "{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
            "it makes more than",
        ),
        (
            "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}"
            "{% endfor %}{% endfor %}{% endfor %}",
            "it takes longer than",
        ),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
            "{{ m(60) }}",
            "it takes longer than",
        ),
        (
            "{% for x in (1, 2) recursive %}{{ loop((1, 2)) }}{% endfor %}",
            "it goes too deep",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it goes too deep"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "it goes too deep"),
        ("{{ " + "9" * 5000 + " }}", "a number has too many digits"),
    ],
)
def test_what_would_swell_or_run_on_is_ended(tmp_path: Path, text: str, message: str) -> None:
    limits = Limits(size=1_000_000, seconds=0.3)
    assert message in problem_in(tmp_path, text, limits).message


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("{{ o.txt }}", "nothing is called 'o.txt' here", "did you mean 'text'?"),
        (
            "{{ o.texts.sumary }}",
            "nothing is called 'o.texts.sumary' here",
            "did you mean 'summary'?",
        ),
        ("{{ documnt }}", "nothing is called 'documnt' here", "did you mean 'document'?"),
        (
            "{% set subject = 1 %}{{ subjet }}",
            "nothing is called 'subjet' here",
            "did you mean 'subject'?",
        ),
        ("{% if o.txt %}{% endif %}", "nothing is called 'o.txt' here", "did you mean 'text'?"),
        ("{{ o.text.x }}", "nothing is called 'o.text.x' here", "a text has no parts"),
        (
            "{{ o.head.name }}",
            "'o.head.name' cannot be read: there is nothing to read it from",
            "ask first whether it is there: {% if … %}",
        ),
        (
            "{{ o.text | capitalised }}",
            "there is no filter 'capitalised'",
            "did you mean 'capitalized'?",
        ),
        ("{{ _('x', a=o.txt) }}", "nothing is called 'o.txt' here", "did you mean 'text'?"),
        ("{{ source_line(o.txt) }}", "nothing is called 'o.txt' here", "did you mean 'text'?"),
        ("{{ o.txt | date }}", "nothing is called 'o.txt' here", "did you mean 'text'?"),
    ],
)
def test_an_unknown_name_says_what_was_meant(
    tmp_path: Path, text: str, message: str, fix: str
) -> None:
    found = problem_in(tmp_path, f"\n\n{text}", o=PART)
    assert (found.place.line, found.value) == (3, text)
    assert (found.message, found.fix) == (message, fix)


def test_a_name_that_is_handed_on_is_told_where_it_is_written(tmp_path: Path) -> None:
    macro = "{% macro shown(value) %}\n{% if value %}{{ value }}{% endif %}\n{% endmacro %}"
    found = problem_in(tmp_path, f"{macro}\n{{{{ shown(o.txt) }}}}", o=PART)
    assert (found.place.line, found.value) == (4, "{{ shown(o.txt) }}")
    assert found.fix == "did you mean 'text'?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 1 / 0 }}", "a number is divided by nought"),
        ("{{ ()[0] }}", "the list or text has no such place"),
        ("{{ 'a' + 1 }}", "these values do not go together so"),
        ("{% macro m() %}{% endmacro %}{{ m(1) }}", "macro 'm' takes not more than 0 argument(s)"),
        ("{% if %}", "Expected an expression"),
        ("{{ none }}", "a missing value (None) cannot be placed as it is"),
        ("{{ true }}", "yes or no cannot be placed as it is"),
        ("{{ 1.5 }}", "a fraction cannot be placed as it is"),
        ("{{ (1, 2) }}", "a list cannot be placed as it is"),
        ("{{ _('no.such.message') }}", "the catalogue has no message 'no.such.message'"),
    ],
)
def test_every_failure_has_a_place_and_plain_words(tmp_path: Path, text: str, message: str) -> None:
    found = problem_in(tmp_path, f"first\n{text}")
    assert found.place.line == 2
    assert message in found.message


def test_a_macro_that_is_gone_is_named_with_its_file(tmp_path: Path) -> None:
    from filling import NOTE, problem, written

    files = {
        NOTE: "{% from 'components/a.html' import gone %}\n{{ gone() }}",
        "components/a.html": "{% macro here() %}{% endmacro %}",
    }
    found = problem(written(tmp_path, files))
    assert found.message == "the template 'components/a.html' has no macro 'gone'"
