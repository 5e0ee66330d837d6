"""By which codes and names the databases call countries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from orgbriefs.data.model import Country, CountryCode

#: What SIPRI calls countries that the Common Locale Data Repository calls otherwise.
_IN_SIPRI: Mapping[CountryCode, tuple[str, ...]] = MappingProxyType(
    {
        "CD": ("Congo, DR",),
        "CG": ("Congo, Republic",),
        "CI": ("Cote d'Ivoire",),
        "CV": ("Cape Verde",),
        "GM": ("Gambia, The",),
        "KG": ("Kyrgyz Republic",),
        "KP": ("Korea, North",),
        "KR": ("Korea, South",),
        "MM": ("Myanmar",),
        "TL": ("Timor Leste",),
        "TR": ("Turkey",),
        "TT": ("Trinidad and Tobago",),
        "US": ("United States of America",),
        "BA": ("Bosnia and Herzegovina",),
        "VN": ("Viet Nam",),
    }
)


def by_alpha3(code: str) -> CountryCode | None:
    """The alpha-2 code of a country's alpha-3 code; ``None`` for regions and unknown codes."""
    found = get_global("territory_aliases").get(code, [])
    return found[0] if len(code) == 3 and len(found) == 1 and len(found[0]) == 2 else None


def names_in_sipri(country: Country) -> frozenset[str]:
    """By which names SIPRI may call a country."""
    common = Locale("en").territories.get(country.code)
    names = (country.name, common, *_IN_SIPRI.get(country.code, ()))
    return frozenset(name for name in names if name)
