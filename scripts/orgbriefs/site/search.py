"""The index of words, and the texts that they stand in, in scripts that pages load one by one.

Libraries that search in a page fetch their index, which a page that is opened from a file may not
do, or load all of it at once, which takes too long for thousands of documents. A script may be
loaded from anywhere; so there is one for each first letter, told by its code point, and one for
the text of each paper, of which results show the passage that was sought.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence


def index_files(papers: Iterable[Mapping[str, int]]) -> Iterator[tuple[str, bytes]]:
    """The scripts, by their names: each gives every word the papers that hold it, and how often.

    Args:
        papers: the words of each paper, in the order in which pages count papers.
    """
    shelves: dict[str, dict[str, list[int]]] = {}
    for index, words in enumerate(papers):
        for word, number in words.items():
            shelf = shelves.setdefault(f"{ord(word[0]):x}", {})
            shelf.setdefault(word, []).extend((index, number))
    for name, shelf in sorted(shelves.items()):
        text = json.dumps(shelf, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        yield name, f'orgbriefsIndex("{name}",{text});\n'.encode()


def text_file(address: str, passages: Sequence[str]) -> bytes:
    """The script with a paper's text.

    Args:
        address: the paper's, by which pages know it.
        passages: its text in parts.
    """
    said = ",".join(json.dumps(part) for part in (address, passages))
    return f"orgbriefsText({said});\n".encode()
