"""Citations as Pandoc writes them: ``[see @key, art. 5(c), and more; -@other]``.

The grammar is that of Pandoc's User's Guide, "Citation syntax". A bracket holds one or more
citations, parted by ``;``; each is a prefix, ``@key`` (``-@key`` without the author), a locator
and a suffix. A bracket that an address follows is a link, and ``@`` inside a word is no citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

#: What may stand inside a key, between letters, digits and ``_``.
_INSIDE_KEYS = ":.#$%&-+?<>~/"
#: The grammar of keys as a regular expression, for the schema of the list of sources.
KEY_PATTERN = r"^[\p{L}\p{N}_]+([:.#$%&+?<>~/-][\p{L}\p{N}_]+)*$"

#: The Citation Style Language's labels of locators, with article, title and annex besides; how
#: each is written before one place and before several, and how else.
_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "page": ("p.", "pp.", "page", "pages"),
        "section": ("sec.", "secs.", "section", "sections", "§", "§§"),
        "chapter": ("ch.", "chs.", "chap.", "chaps.", "chapter", "chapters"),
        "paragraph": ("para.", "paras.", "paragraph", "paragraphs", "¶"),
        "article": ("art.", "arts.", "article", "articles"),
        "volume": ("vol.", "vols.", "volume", "volumes"),
        "note": ("n.", "nn.", "note", "notes"),
        "line": ("l.", "ll.", "line", "lines"),
        "figure": ("fig.", "figs.", "figure", "figures"),
        "issue": ("no.", "nos."),
        "part": ("pt.", "pts.", "part", "parts"),
        "annex": ("annex", "annexes"),
        "appendix": ("appendix", "appendices"),
        "table": ("table", "tables"),
        "item": ("item", "items"),
        "title": ("title", "titles"),
    }
)
#: Each way to write a label, in small letters, with its full stop and without.
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        form: label
        for label, forms in _LABELS.items()
        for written in forms
        for form in (written, written.rstrip("."))
    }
)
#: Places that have no number.
_UNNUMBERED = ("preamble",)
#: Brackets within brackets are followed so far.
_DEEPEST = 8
_LOCATOR_FIX = "write a place in the work, such as 'sec. IV', 'art. 5' or 'p. 12'"
_CITATION_FIX = "write [@key], [@key, p. 3] or [@key; @other]"
_SOURCE_FIX = "write 'key', or 'key, sec. IV', 'key, art. 5' or 'key, p. 12'"


class CitationError(ValueError):
    """A citation that cannot be understood.

    ``offset`` counts characters from the beginning of the text that was parsed; ``found`` is what
    stands there.
    """

    def __init__(self, message: str, offset: int, found: str, fix: str) -> None:
        super().__init__(message)
        self.offset, self.found, self.fix = offset, found, fix


@dataclass(frozen=True)
class Locator:
    """A place in a work.

    ``label`` is one of the Citation Style Language's (``page``, ``section``, ``article`` …), or
    empty where ``value`` says all, as ``preamble`` does.
    """

    label: str
    value: str

    def __str__(self) -> str:
        if not self.label:
            return self.value if self.value in _UNNUMBERED else f"{{{self.value}}}"
        if _end_of_numbers(self.value) < len(self.value):
            return f"{{{_LABELS[self.label][0]} {self.value}}}"
        one, several = _LABELS[self.label][:2]
        return f"{several if any(c in self.value for c in ' ,-–') else one} {self.value}"


@dataclass(frozen=True)
class Citation:
    """One work that is cited.

    ``suffix`` follows the locator as it is written, with the comma or the space that leads it.
    """

    key: str
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    author_suppressed: bool = False

    def __str__(self) -> str:
        """As Pandoc writes it, without the brackets."""
        mark = "-@" if self.author_suppressed else "@"
        key = self.key if _end_of_key(self.key, 0) == len(self.key) else f"{{{self.key}}}"
        before = f"{self.prefix} " if self.prefix else ""
        return f"{before}{mark}{key}{self._after_key()}"

    def _after_key(self) -> str:
        locator = f", {self.locator}" if self.locator else ""
        space = " " if self.suffix and self.suffix[0].isalnum() else ""
        return f"{locator}{space}{self.suffix}"


#: One bracket, or one ``source:``.
Citations = tuple[Citation, ...]


def parse_citations(text: str) -> Citations:
    """The citations inside a bracket; none where it holds no key.

    Raises:
        CitationError: when a part between two ``;`` names no work, or a locator is malformed.
    """
    found: list[Citation] = []
    strange: tuple[int, str] | None = None
    for start, part in _parts(text):
        mark = _mark(part)
        if mark is None:
            strange = strange or (start, part)
            continue
        found.append(_citation(part, *mark, start))
    begun = text.lstrip().removeprefix("-").startswith("@")
    if strange is not None and (found or begun):
        start, part = strange
        written = part.strip()
        offset = start + part.find(written)
        raise CitationError("this names no source", offset, written, _CITATION_FIX)
    return tuple(found)


@lru_cache(maxsize=4096)
def parse_source(text: str) -> Citation:
    """A fact's ``source``: ``key``, or ``key, art. 5``.

    Raises:
        CitationError: when it begins with no key, or what follows is no place in a work.
    """
    end = _end_of_key(text, 0)
    rest = text[end:]
    if end == 0 or (rest and not rest.startswith(",")):
        raise CitationError("this names no source", 0, text, _SOURCE_FIX)
    locator, suffix = _locator(rest, end)
    if rest and locator is None:
        words = rest[1:].strip()
        offset = text.find(words, end) if words else end
        raise CitationError("not a place in a work", offset, words or rest, _SOURCE_FIX)
    return Citation(key=text[:end], locator=locator, suffix=suffix)


def source_text(citation: Citation) -> str:
    """A citation as a fact's ``source`` writes it; :func:`parse_source` reads it again."""
    return f"{citation.key}{citation._after_key()}"


def citations_in(text: str) -> list[tuple[int, int, Citations]]:
    """The brackets of Markdown that hold citations: where each begins and ends, and what it says.

    Raises:
        CitationError: at the first bracket that cannot be understood.
    """
    found = []
    for start, end in brackets(text):
        try:
            citations = parse_citations(text[start + 1 : end - 1])
        except CitationError as error:
            offset = start + 1 + error.offset
            raise CitationError(str(error), offset, error.found, error.fix) from None
        if citations:
            found.append((start, end, citations))
    return found


def without_citations(text: str) -> str:
    """``text`` without its citations and the spaces before them."""
    parts, done = [], 0
    for start, end in brackets(text):
        if _holds_mark(text[start + 1 : end - 1]):
            parts.append(text[done:start].rstrip())
            done = end
    return "".join([*parts, text[done:]])


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where brackets with ``@`` begin and end in Markdown; links and code are passed over."""
    position, last = 0, text.rfind("@")
    while position < last:
        character = text[position]
        if character == "`":
            position = _end_of_code(text, position)
        elif character == "[":
            end = bracket_at(text, position)
            if end is not None and _holds_mark(text[position + 1 : end - 1]):
                yield position, end
                position = end
            else:
                position += 1
        else:
            position += 2 if character == "\\" else 1


def bracket_at(text: str, start: int) -> int | None:
    """Behind the bracket that opens at ``start``; ``None`` where it is open, or a link's.

    A link is followed by its address, or by a label in brackets that is itself no citation.
    """
    depth, position = 0, start
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = _end_of_code(text, position) - 1
        elif character in "[]":
            depth += 1 if character == "[" else -1
            if depth == 0:
                break
            if depth > _DEEPEST:
                return None
        position += 1
    else:
        return None
    following = text[position + 1 : position + 4]
    is_link = following.startswith("(") or (
        following.startswith("[") and not following.startswith(("[@", "[-@"))
    )
    return None if is_link else position + 1


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """What stands between semicolons, each with its offset."""
    start = depth = 0
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        elif character == ";" and depth <= 0:
            yield start, text[start:position]
            start = position + 1
        position += 1
    yield start, text[start:]


def _holds_mark(inside: str) -> bool:
    begun = inside.lstrip().removeprefix("-").startswith("@")
    return begun or any(_mark(part) is not None for _, part in _parts(inside))


def _mark(part: str) -> tuple[int, int, int, int] | None:
    """Where the mark, the key, the end of the key and what follows begin; ``None`` without one."""
    depth = position = 0
    while position < len(part):
        character = part[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = _end_of_code(part, position) - 1
        elif character in "[]":
            depth += 1 if character == "[" else -1
        elif character == "@" and depth == 0 and not _within_word(part, position):
            start = position + 1
            mark = position - 1 if _is_minus(part, position - 1) else position
            if part[start : start + 1] == "{":
                end = part.find("}", start)
                if end > start + 1 and not any(c.isspace() for c in part[start:end]):
                    return mark, start + 1, end, end + 1
            elif (end := _end_of_key(part, start)) > start:
                return mark, start, end, end
        position += 1
    return None


def _is_minus(part: str, position: int) -> bool:
    return position >= 0 and part[position] == "-" and not _within_word(part, position)


def _within_word(text: str, position: int) -> bool:
    return position > 0 and (text[position - 1].isalnum() or text[position - 1] == "_")


def _end_of_key(text: str, start: int) -> int:
    """Behind the key that begins at ``start``; ``start`` where none does."""
    position = end = start
    while position < len(text):
        if text[position].isalnum() or text[position] == "_":
            end = position + 1
        elif end < position or end == start or text[position] not in _INSIDE_KEYS:
            break
        position += 1
    return end


def _end_of_code(text: str, start: int) -> int:
    """Behind the code span that the backticks at ``start`` open, or behind the backticks."""
    length = len(text[start:]) - len(text[start:].lstrip("`"))
    fence, position = "`" * length, start + length
    while (found := text.find(fence, position)) >= 0:
        run = len(text[found:]) - len(text[found:].lstrip("`"))
        if run == length:
            return found + length
        position = found + run
    return start + length


def _citation(part: str, mark: int, key: int, end: int, after: int, start: int) -> Citation:
    locator, suffix = _locator(part[after:], start + after)
    return Citation(
        key=part[key:end],
        prefix=part[:mark].strip(),
        locator=locator,
        suffix=suffix,
        author_suppressed=part[mark] == "-",
    )


def _locator(rest: str, offset: int) -> tuple[Locator | None, str]:
    """The locator that follows a key, and what follows the locator.

    Raises:
        CitationError: for an abbreviated label without a number: ``p.``
    """
    comma = rest.startswith(",")
    behind = rest[1:] if comma else rest
    text = behind.lstrip()
    offset += len(rest) - len(text)
    if text.startswith("{") and (end := text.find("}")) > 0:
        return _in_braces(text[1:end]), text[end + 1 :].rstrip()
    form = _label_at(text)
    if form is None:
        first = text.split(maxsplit=1)[0].rstrip(",") if text.strip() else ""
        if first.lower() in _UNNUMBERED:
            return Locator("", first.lower()), text[len(first) :].rstrip()
        end = _end_of_numbers(text) if text[:1].isdecimal() else 0
        return (Locator("page", text[:end]), text[end:].rstrip()) if end else (None, rest.strip())
    value = text[len(form) :].lstrip()
    if (end := _end_of_numbers(value)) > 0:
        return Locator(_WRITTEN[form.lower()], value[:end]), value[end:].rstrip()
    if form.endswith((".", "§", "¶")):
        raise CitationError("not a place in a work", offset, text.strip(), _LOCATOR_FIX)
    return None, rest.strip()


def _in_braces(text: str) -> Locator | None:
    """A locator whose end the writer marked: ``{art. 5, first sentence}``."""
    text = text.strip()
    form = _label_at(text)
    if form is not None and text[len(form) :].strip():
        return Locator(_WRITTEN[form.lower()], text[len(form) :].strip())
    if not text:
        return None
    return Locator("page" if text[0].isdecimal() else "", text)


def _label_at(text: str) -> str | None:
    """The label that ``text`` begins with, as it is written there."""
    end = 0
    while end < len(text) and text[end].isalpha():
        end += 1
    if end == 0:
        while text[end : end + 1] in ("§", "¶"):
            end += 1
    if text[:end].lower() not in _WRITTEN:
        return None
    return text[: end + 1] if text[end : end + 1] == "." else text[:end]


def _end_of_numbers(text: str) -> int:
    """Behind the numbers that ``text`` begins with: ``5(c), 7–9``; 0 where it begins with none."""
    end = position = 0
    while position < len(text):
        start = position
        while position < len(text) and not text[position].isspace() and text[position] != ",":
            position += 1
        word = text[start:position]
        bare = word.rstrip(".:!?")
        if not _is_number(bare, first=end == 0):
            break
        end = start + len(bare)
        if word != bare:
            break
        while position < len(text) and (text[position].isspace() or text[position] == ","):
            position += 1
    return end


def _is_number(word: str, *, first: bool) -> bool:
    """Whether this counts: it has a digit, is a Roman numeral, or, as ``annex B``, one letter."""
    if any(character.isdecimal() for character in word):
        return True
    parts = word.replace("–", "-").split("-")
    if first:
        return all(_is_roman(part) or (len(part) == 1 and part.isupper()) for part in parts)
    return all(part.isupper() and len(part) > 1 and _is_roman(part) for part in parts)


def _is_roman(word: str) -> bool:
    rest = word.upper()
    for thousands in ("M", "M", "M"):
        rest = rest.removeprefix(thousands)
    for ten, five, one in (("M", "D", "C"), ("C", "L", "X"), ("X", "V", "I")):
        if rest.startswith((one + ten, one + five)):
            rest = rest[2:]
            continue
        rest = rest.removeprefix(five)
        for _ in range(3):
            rest = rest.removeprefix(one)
    return bool(word) and not rest and (word.isupper() or word.islower())
