"""What is out of the grammar of prose is told, with what stands there and how to mend it."""

from __future__ import annotations

import pytest

from orgbriefs.data.prose import faults

SOUND = [
    "A *b* **c** [d](https://e.f) <https://g.h> [i](mailto:j@k.l) [](#figure-map) m@n.o",
    "- a\n  - b\n    1. c\n\n  d\n\n7. e",
    "> a\n>\n> b [@key, p. 3; see @other]",
    "## a\n\n### b\n\n#### c",
    "| a | b |\n|---|:-:|\n| c | d |",
    "![a *b*](c-1.png)\n\n![d](E_f.svg) g [@key] [](#figure-c-1)\nh\n\n![i](%C3%A9.jpg)",
    "*[AB]: Alpha *Beta* [@key]\n\nSome AB, and AB.",
    "a^[b *c*] d[^1] [-@key]\n\n[^1]: e",
    "<b>a</b> R&D a < b, US$ 5 and $6, 3 * 4 * 5, a_b_c, 50 % #1 !",
]
FAULTY = {
    "```\nx\n```": "code is not set",
    "    a": "indented by four spaces",
    "a `b` c": "code is not set",
    "a\n\n***\n\nb": "a rule between paragraphs",
    "# a": "levels 2 to 4",
    "a\n===": "levels 2 to 4",
    "##### a": "levels 2 to 4",
    "a ![b](c.png)": "stands among words",
    "- ![b](c.png)": "stands among words",
    "![b](c.png) ![d](e.png)": "stands among words",
    "![](c.png)": "no alternative text",
    '![b](c.png "d")': "has no title",
    "![b](https://c.d/e.png)": "no file of a picture",
    "![b](../e.png)": "no file of a picture",
    "![b](c.gif)": "no file of a picture",
    "![b](c d.png)": "cannot be found",
    "a [^x]": "this note is not there",
    "a\n\n[^x]: b": "nothing leads to this note",
    "a^[b ^[c]]": "a note stands within a note",
    "a[^1]\n\n[^1]: b [^1]": "this note is not there",
    "| a | b |": "this is no whole table",
    "~~a~~": "not struck out",
    "[a]{.b}": "classes are not set",
    "::: a\nb\n:::": "fenced blocks",
    "*[AB]: Alpha Beta": "does not use this abbreviation",
    "*[AB]: Alpha\n\nABC": "does not use this abbreviation",
    "*[AB]:\n\nAB": "has no words",
    "@key says": "no brackets",
    "a -@key": "no brackets",
    "[a](javascript:b)": "cannot be followed",
    "[a](JAVASCRIPT:b)": "cannot be followed",
    "[a](data:text/html,b)": "cannot be followed",
    "[a](b.html)": "cannot be followed",
    "- " * 13 + "a": "nested too deeply",
}


@pytest.mark.parametrize("text", SOUND)
def test_what_the_grammar_has_is_no_fault(text: str) -> None:
    assert list(faults(text)) == []


@pytest.mark.parametrize(("text", "message"), FAULTY.items())
def test_what_the_grammar_has_not_is_told(text: str, message: str) -> None:
    found = list(faults(text))
    assert found
    assert message in found[0].message
    assert found[0].fix


@pytest.mark.parametrize("text", ["a\n\nb", "- a", "> a", "## a", "| a |\n|---|\n| b |"])
def test_a_text_within_a_line_is_one_paragraph(text: str) -> None:
    assert any("one paragraph" in fault.message for fault in faults(text, one_paragraph=True))
    assert list(faults("a *b*\nc [@d]", one_paragraph=True)) == []


def test_a_bare_address_of_a_mailbox_is_no_citation() -> None:
    assert list(faults("write to a.b@c.org or <a.b@c.org>")) == []
