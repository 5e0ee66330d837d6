"""Languages as Word names them."""

from __future__ import annotations

import pytest
from babel import Locale

from orgbriefs.render.word.languages import date_picture, proofing


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("az", "az-Latn-AZ"),
        ("fr", "fr-FR"),
        ("ka", "ka-GE"),
        ("ro", "ro-RO"),
        ("ru", "ru-RU"),
        ("uk", "uk-UA"),
        ("hy", "hy-AM"),
        ("kk", "kk-KZ"),
        ("tg", "tg-Cyrl-TJ"),
        ("sr-Latn", "sr-Latn-RS"),
        ("pt-BR", "pt-BR"),
        ("xyz", "xyz"),
    ],
)
def test_a_language_gets_the_country_that_is_likely(tag: str, named: str) -> None:
    found = proofing(tag, "en-GB")
    assert (found.tag, found.attribute) == (named, "w:val")


@pytest.mark.parametrize("document", ["en-GB", "en-US", "en"])
def test_the_documents_own_language_gets_its_own_country(document: str) -> None:
    assert proofing("en", document).tag == ("en-US" if document == "en" else document)


@pytest.mark.parametrize(("tag", "named"), [("zh", "zh-CN"), ("zh-TW", "zh-TW"), ("ja", "ja-JP")])
def test_east_asian_languages_have_an_attribute_of_their_own(tag: str, named: str) -> None:
    found = proofing(tag, "en-GB")
    assert (found.tag, found.attribute) == (named, "w:eastAsia")


@pytest.mark.parametrize(
    ("locale", "picture"),
    [("en_GB", "d MMMM yyyy"), ("de", "d. MMMM yyyy"), ("ru", "d MMMM yyyy 'г'.")],
)
def test_dates_are_written_as_the_language_writes_them(locale: str, picture: str) -> None:
    found = date_picture(Locale.parse(locale))
    assert found.replace("\N{NARROW NO-BREAK SPACE}", " ") == picture
