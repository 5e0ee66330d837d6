"""The countries that there are: those of ISO 3166-1, and what the editors add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from babel import Locale

from orgbriefs.data.model import Country

#: Codes of two letters in the Common Locale Data Repository that ISO 3166-1 does not assign to
#: a country: exceptional reservations, groupings, and codes for tests and for what is unknown.
#: XK, which it leaves to users, is kept: it is how Kosovo is written everywhere.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


@lru_cache(maxsize=1)
def iso_codes() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166-1, and XK."""
    codes = map(str, Locale("en").territories)
    return frozenset(c for c in codes if len(c) == 2 and c.isalpha()) - _NO_COUNTRIES


class KnownCountries(Mapping[str, Country]):
    """A record for every known country: as ``countries.yaml`` has it, or with its code only."""

    def __init__(self, written: Iterable[Country] = ()) -> None:
        self._written = {country.code: country for country in written}

    def __getitem__(self, code: str) -> Country:
        if code in self._written:
            return self._written[code]
        if code in iso_codes():
            return Country(code=code)
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(iso_codes() | self._written.keys()))

    def __len__(self) -> int:
        return len(iso_codes() | self._written.keys())

    def __contains__(self, code: object) -> bool:
        return code in self._written or code in iso_codes()

    @property
    def written(self) -> Mapping[str, Country]:
        """Those of ``countries.yaml``, by code."""
        return self._written
