"""schema.org in pages, as JSON-LD: reports with their data, and organizations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from orgbriefs.config import House
from orgbriefs.site.describing import MEDIA_TYPES, Description
from orgbriefs.site.values import OrganizationPage

_CONTEXT = "https://schema.org"
#: So that no value ends the script that it stands in.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def report(described: Description, house: House) -> Markup:
    """A paper as a ``Report``, and its facts as a ``Dataset`` that it is based on."""
    paper, card = described.paper, described.paper.card
    return _script(
        {
            "@type": "Report",
            "@id": described.identifier,
            "url": described.location,
            "name": described.title,
            "alternativeHeadline": card.subtitle,
            "genre": described.genre,
            "abstract": described.abstract,
            "author": {"@type": "Organization", "name": described.creator},
            "publisher": _publisher(house),
            "isPartOf": {"@type": "CreativeWorkSeries", "name": house.series, "issn": house.issn},
            "reportNumber": card.number,
            "datePublished": described.published,
            "dateModified": described.changed.isoformat(),
            "contentReferenceTime": paper.as_of.isoformat(),
            "inLanguage": paper.language,
            "license": described.licence,
            "audience": {"@type": "Audience", "audienceType": described.audience},
            "about": [
                {"@type": "Organization", "name": o.name, "alternateName": o.abbreviation}
                for o in card.organizations
            ],
            "encoding": [
                {
                    "@type": "MediaObject",
                    "contentUrl": f"../{file.address.rpartition('/')[2]}",
                    "encodingFormat": MEDIA_TYPES[file.format],
                    "contentSize": str(file.bytes),
                    "sha256": file.sha256,
                }
                for file in paper.files
            ],
            "isBasedOn": _dataset(described) if paper.carrier is not None else None,
        }
    )


def organization(page: OrganizationPage) -> Markup:
    """An organization that papers are about."""
    return _script(
        {
            "@type": "Organization",
            "name": page.name,
            "alternateName": page.abbreviation,
            "foundingDate": str(page.founded),
        }
    )


def site(house: House, location: str | None) -> Markup:
    """The site itself."""
    return _script(
        {
            "@type": "WebSite",
            "name": house.series,
            "url": location,
            "publisher": _publisher(house),
            "license": house.licence_url,
        }
    )


def _publisher(house: House) -> Mapping[str, Any]:
    return {"@type": "Organization", "name": house.publisher, "url": house.base_url}


def _dataset(described: Description) -> Mapping[str, Any]:
    files = (("facts.json", "application/json"), ("facts.csv", "text/csv"))
    return {
        "@type": "Dataset",
        "name": described.title,
        "description": described.abstract or described.genre,
        "license": described.licence,
        "creator": {"@type": "Organization", "name": described.creator},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": name, "encodingFormat": media}
            for name, media in files
        ],
    }


def _script(thing: Mapping[str, Any]) -> Markup:
    content = _given({"@context": _CONTEXT, **thing})
    return Markup(json.dumps(content, ensure_ascii=False).translate(_ESCAPED))


def _given(value: Any) -> Any:
    """Without what is not known."""
    if isinstance(value, Mapping):
        return {name: _given(said) for name, said in value.items() if said is not None}
    return [_given(item) for item in value] if isinstance(value, list) else value
