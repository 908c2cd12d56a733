"""Whether text that was read as Windows-1252 can be meant so: any bytes can be read as it, and most give a salad of signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_UNLIKELY_SHARE = 0.1
LONGEST_RUN = 4
# Signs that hardly any text has, and those that stand beside digits and blanks only.
ODD = frozenset("\x81\x8d\x8f\x90\x9d\xadƒ†‡ˆ˜‰")
APART = frozenset("±¼¾×÷¤¦¨¬¯¶¸¹¢¥")
SHARED = frozenset("äöüßÄÖÜáéíóúàèçâêëîïôñÉÁÍÓ" + "\xa0–—…€£§°“”„‘’«»")
WORD = re.compile(r"[^\W\d_]+")
ALONE = frozenset("àéè")
# Where the languages of the West do not write these letters, they are ę, č, ď and ń of the East.
FOREIGN = re.compile(r"[^\x00-\x7f]{3}|ê(?![tmlpcrvn])|\b[èï]|ñ(?![aeiouáéíóú])")
LONG_RUN = re.compile(r"[^\x00-\x7f]{3}")
QUOTES, INVERTED = frozenset("“”‘«»„‚‹›"), frozenset("¿¡")


def is_western(text: str) -> bool:
    """Whether no more than a small share of the characters beyond ASCII stand where they are never written."""
    beyond = sum(not character.isascii() for character in text)
    return sum(_unlikely(text)) <= MOST_UNLIKELY_SHARE * beyond


def is_plain_western(text: str) -> bool:
    """Whether the letters beyond ASCII are those that Western languages share, and each word has others beside them.

    So much needs no detector, which is often wrong about a few short words. Letters whose bytes mean others in the code
    pages of Eastern Europe and Turkey (ø is ř there, ý is ı) do not count as plain.
    """
    words = [word for word in WORD.findall(text) if not word.isascii()]
    long = [word for word in words if word.lower() not in ALONE]
    return (
        bool(long)
        and all(one.isascii() or one in SHARED for one in text)
        and all(re.search(r"[A-Za-z]", word) and not FOREIGN.search(word) for word in long)
    )


def _unlikely(text: str) -> Iterator[int]:
    run = 0
    for place, one in enumerate(text):
        run = 0 if one.isascii() else run + 1
        if one.isascii():
            continue
        before, behind = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
        # All of a run count: no word of a Western language has so many letters with accents side by side.
        yield LONGEST_RUN + 1 if run == LONGEST_RUN + 1 else run > LONGEST_RUN or _is_misplaced(one, before, behind)


def _is_misplaced(one: str, before: str, behind: str) -> bool:
    if one in ODD:
        return True
    if one in APART:
        return before.isalpha() or behind.isalpha() or not (before + behind).isascii()
    if one in QUOTES:
        return before.isalnum() and behind.isalnum()
    if one in INVERTED:
        return before.isalnum() or behind.isspace()
    return one.isupper() and before.islower()


def may_be_western(line: bytes) -> bool:
    """Whether a line reads as words in Windows-1252: enough to name it as an example, too little to read a file by it."""
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return not LONG_RUN.search(text) and all(one.isascii() or one.isalpha() or one in SHARED for one in text)
