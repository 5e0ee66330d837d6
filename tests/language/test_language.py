"""How values are said, and what becomes of a catalogue that lacks something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from orgbriefs.data.dates import PartialDate
from orgbriefs.language.catalogue import FaultyCatalogueError, UnknownMessageError
from orgbriefs.language.language import Language, UnknownFormError
from orgbriefs.language.loading import load_language
from orgbriefs.language.values import Amount, CountryName, Interval, message
from orgbriefs.problems import InputError

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)


@pytest.fixture(scope="module")
def english() -> Language:
    return Language.load("en-GB")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (PartialDate("2002-10-07"), "", "7 October 2002"),
        (PartialDate("2002-10"), "", "October 2002"),
        (PartialDate("2002"), "on", "in 2002"),
        (PartialDate("2002-10"), "on", "in October 2002"),
        (date(2024, 7, 4), "on", "on 4 July 2024"),
        (date(2024, 7, 4), "year", "2024"),
        (Interval(PartialDate("1991-12-21"), None), "", "since 1991"),
        (CountryName("MV", "Maldives"), "", "Maldives"),
        (CountryName("MV", "Maldives"), "Named", "The Maldives"),
        (
            (CountryName("LA", "Laos"), CountryName("AE", "United Arab Emirates")),
            "named",
            "Laos and the United Arab Emirates",
        ),
        (Interval(PartialDate("1999"), PartialDate("2005-05")), "", "1999–2005"),
        (Interval(PartialDate("1999-01"), PartialDate("1999-05")), "", "1999"),
        (Interval(PartialDate("1999"), PartialDate("2005")), "dates", "1999 – 2005"),
        (4, "", "4"),
        (4, "words", "four"),
        (4, "Words", "Four"),
        (0, "words", "none"),
        (21, "words", "21"),
        (10_000, "", "10 000"),
        (9_999, "", "9999"),
        (0.514, "percent", "51%"),
        (0.004, "percent", "under 1%"),
        (0.5, "decimal", "0.50"),
        (Amount(142_300_000, "persons"), "", "142 million"),
        (Amount(999_700, "persons"), "", "1 million"),
        (Amount(188_200, "persons"), "", "188 200"),
        (Amount(2.79e12, "usd"), "", "US$ 2.79 trillion"),
        ((), "", ""),
        (("a",), "", "a"),
        (("a", "b"), "", "a and b"),
        (("a", "b", "c"), "", "a, b and c"),
        (("a", "b", "c", "d"), "", "a, b, c and d"),
        (("a", "b"), "clauses", "a; b"),
        (CountryName("KZ", "Kazakhstan"), "", "Kazakhstan"),
        ("member", "cap", "Member"),
        ("Member", "lower", "member"),
    ],
)
def test_values_are_said_in_their_forms(
    english: Language, value: object, form: str, said: str
) -> None:
    assert plain(english.value(value, form)) == said  # type: ignore[arg-type]


def test_a_message_takes_its_plural_from_its_number(english: Language) -> None:
    one = english.message("changes.left", countries=("Georgia",), number=1)
    two = english.message("changes.left", countries=("Georgia", "Moldova"), number=2)
    assert one == "Georgia left."
    assert two == "Georgia and Moldova left."


def test_markup_in_a_part_stays_and_everything_else_is_escaped(english: Language) -> None:
    said = english.message("rating.changed", rating=Markup("<strong>slight</strong>"))
    assert isinstance(said, Markup)
    assert said == "<strong>slight</strong> (changed)"
    listed = english.join([Markup("<i>a</i>"), "b < c"])
    assert listed == "<i>a</i> and b &lt; c"


def test_messages_nest(english: Language) -> None:
    name = message("name.with-article", article="the", name="CIS")
    assert english.message("heading.origins", name=name) == "Origins of the CIS"


def test_unknown_messages_parts_and_forms_are_errors(english: Language) -> None:
    with pytest.raises(UnknownMessageError, match=r"did you mean 'heading\.sources'"):
        english.message("heading.source")
    with pytest.raises(UnknownFormError, match=r"lacks '\{name\}'"):
        english.message("heading.origins")
    with pytest.raises(UnknownFormError, match="no form 'on'"):
        english.value(4, "on")


def test_names_come_from_cldr(english: Language) -> None:
    assert english.country("KG") == "Kyrgyzstan"
    assert english.country("ZZZ") == "ZZZ"
    assert english.language_name("ru") == "Russian"
    assert english.language_name("zh-Hant") == "Traditional Chinese"


def test_a_language_without_a_catalogue_says_which_exist(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_language("ru", tmp_path / "templates")
    assert "no catalogue of messages" in str(caught.value)
    assert "there are: en-GB" in str(caught.value)


def test_a_project_says_a_message_otherwise(tmp_path: Path) -> None:
    folder = tmp_path / "templates/locale"
    folder.mkdir(parents=True)
    (folder / "en_GB.po").write_text(
        f'{HEAD}\nmsgid "heading.sources"\nmsgstr "References"\n', encoding="utf-8"
    )
    language = load_language("en-GB", tmp_path / "templates")
    assert language.message("heading.sources") == "References"
    assert language.message("heading.comparison") == "Comparison"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("fi.po", 'msgid "heading.sources"\nmsgstr "Lähteet"\n', "messages have no translation"),
        ("en_GB.po", 'msgid "heading.sources"\nmsgstr "A { alone"\n', "a brace stands alone"),
        ("en_GB.po", 'msgid "heading.sources\n', "not a gettext file"),
    ],
)
def test_a_faulty_catalogue_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    folder = tmp_path / "templates/locale"
    folder.mkdir(parents=True)
    (folder / name).write_text(f"{HEAD}\n{text}", encoding="utf-8")
    tag = name.removesuffix(".po").replace("_", "-")
    with pytest.raises(InputError) as caught:
        load_language(tag, tmp_path / "templates")
    assert said in str(caught.value)
    assert name in str(caught.value)


def test_a_translation_may_not_ask_for_other_parts(tmp_path: Path) -> None:
    english = Language.load("en-GB").catalogue
    with pytest.raises(FaultyCatalogueError, match="no such part"):
        write_translation(tmp_path / "fi.po", english.entries, {"heading.origins": "{nimi}"})
        Language.load("fi", tmp_path)


def write_translation(path: Path, entries: dict[str, object], texts: dict[str, str]) -> None:
    """A language in which every message is ``x``, but for ``texts``."""
    lines = [f'msgid "{key}"\nmsgstr "{texts.get(key, "x")}"\n' for key in entries]
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
