"""The words of the texts in `tests/corpus/tune`, so that a word of some language is told from a name.

`python -m tests.ordinary_vocabulary` writes them anew, after texts were added.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from auditor.detectors.parts.ordinary import WORDS
from auditor.scanning.folding import fold

TUNE = Path(__file__).parent / "corpus" / "tune"
LETTERS_OF_A_LINE, ASKS_OF_A_WORD = 140, 2
_WORD = re.compile(r"(?<![^\W_])[a-z]{3,20}(?![^\W_])")
# What stands together with digits or signs is no word.
_SIGNED = re.compile(r"\S*[@/_\d]\S*")
_CONTACTS = frozenset(("messenger", "social", "payment_handle", "email", "url", "crypto"))


def _texts(name: str) -> Iterator[tuple[str, bool, bool]]:
    """Each text without its contacts, whether all of them are known, and whether it is in German, whose nouns are
    written with capitals."""
    for line in (TUNE / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        body = row["body"]
        for label in row.get("labels", ()):
            if label["category"] in _CONTACTS:
                body = body.replace(label["surface"], " ")
        yield body, row.get("category") is None, row.get("lang") == "de"


def vocabulary() -> list[str]:
    """The words, in their order, without those that are only written as names are; of asks whose contacts are not
    labelled those that come again."""
    known: set[str] = set()
    told: Counter[str] = Counter()
    for name in ("messages.jsonl", "asks.jsonl"):
        for body, labelled, german in _texts(name):
            view = fold(body)
            words = set(_WORD.findall(_SIGNED.sub(" ", view.text if german else view.cased)))
            known |= words if labelled else set()
            told.update(words)
    return sorted(known | {word for word, times in told.items() if times >= ASKS_OF_A_WORD})


if __name__ == "__main__":
    WORDS.write_text(fill(" ".join(vocabulary()), LETTERS_OF_A_LINE, break_on_hyphens=False) + "\n", encoding="utf-8")
