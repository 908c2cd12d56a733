"""Words of the sentence: names of apps that are some as well ("my wise old boss"), and what is a word and no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Written by tests/ordinary_vocabulary.py, of the texts that the scanner is tuned on.
WORDS = Path(__file__).with_name("ordinary_words.txt")
# What languages make of a word they have: number and case, persons and participles, who does it and how.
_FORMS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ly", ""),
    ("able", ""), ("able", "e"), ("ment", ""), ("ness", ""), ("a", "o"), ("o", "a"), ("os", "o"), ("as", "a"), ("en", ""), ("en", "e"), ("e", ""),
    ("e", "o"), ("i", "o"), ("y", ""), ("ado", "ar"), ("ada", "ar"), ("ados", "ar"), ("ido", "er"), ("ida", "ir"), ("ato", "are"), ("ata", "are"),
    ("ler", ""), ("lar", ""), ("i", ""), ("u", ""), ("ow", ""), ("ami", ""), ("em", ""), ("nya", ""), ("kan", ""),
)  # fmt: skip
_BEFORE = ("un", "re", "de", "dis", "pre", "ge", "di", "im", "in")
# Endings that words have and hardly a name.
_OF_WORDS = re.compile(
    r"[a-z]{3,}(?:tions?|ments?|nesses|ness|ality|ability|ities|ically|fully|ized|ised|ated|izing|ising|ating|ables?|ibles?|cion(?:es)?|coes|cao|mente|ungen|ung|keit|heit|zione|zioni|imiento|amento|[a-z](?:haft|lich|isch)e?[nrs]?)"
)
SHORTEST_ROOT = 4

_WISE = re.compile(
    r"\s(?:old|young|man|men|woman|women|boss|owl|choice|words?|decision|move|advice|guy|friend|person|people|enough|mentor|teacher)\b"
)


def is_adjective(written: str, after: str) -> bool:
    """Whether a name, with these words after it, says what somebody is like."""
    return written == "wise" and _WISE.match(after) is not None


def is_word(written: str) -> bool:
    """Whether small plain letters are a word of some language, in one of its forms, and not a name that somebody took."""
    known = _known()
    if written in known or _OF_WORDS.fullmatch(written):
        return True
    roots = set(_roots(written))
    return not known.isdisjoint(roots) or any(not known.isdisjoint(_roots(one)) for one in roots)


@cache
def _known() -> frozenset[str]:
    return frozenset(WORDS.read_text(encoding="utf-8").split())


def _roots(written: str) -> Iterator[str]:
    bare = [written, *(written.removeprefix(one) for one in _BEFORE if written.startswith(one))]
    for word in bare:
        if len(word) >= SHORTEST_ROOT:
            yield word
        for ending, instead in _FORMS:
            root = word.removesuffix(ending)
            if root != word and len(root) >= SHORTEST_ROOT - 1:
                yield root + instead
                if len(root) > SHORTEST_ROOT and root[-1] == root[-2]:
                    yield root[:-1]  # tagged, planned
