"""A text folded to plain small letters, with the way back to the places in the original.

Folded are: compatibility forms (full width, mathematical, circled), accents of Latin letters, look-alikes of other
scripts inside Latin words, invisible and direction marks, keycaps, HTML and percent escapes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from auditor.model.detections import View
from auditor.scanning.filenames import eased
from auditor.scanning.lookalikes import DRESSED, LOOKALIKES, STYLED, boxed
from auditor.scanning.parting import parted

_ESCAPE = re.compile(
    r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{1,5}|commat|period|lowbar|amp|sol|colon|plus|nbsp|hyphen|dash|num|dollar);?"
    # Percents that stand among words are percents: "%20 arttı". Escapes have a part of an address on both sides.
    r"|(?<=[\w.+/=?&:%)-])%(?:40|2[bBdDeEfF]|3[aA]|5[fF]|20)(?=[\w%+/.?=&@(-])"
)
_WORD = re.compile(r"[^\W\d_]+(?:[\d_@$!|']*[^\W\d_]+)*")
# Greek, Cyrillic and Armenian, and of the scripts whose capitals look like Latin ones Cherokee, Canadian syllables and Lisu.
_ALIKE = r"\u0370-\u058f\u13a0-\u167f\ua4d0-\ua4ff"
_MIXED = re.compile(rf"[a-zA-Z][\d_@$!|']*[{_ALIKE}]|[{_ALIKE}][\d_@$!|']*[a-zA-Z]")
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e\u2061\u2062\u2063\u2064\ufe0e\ufe0f"
)
_ARABIC_MARKS = frozenset(map(chr, (*range(0x064B, 0x0653), 0x0640, 0x0670)))
_DISGUISED_FROM = 0xFF00  # digits from here on (full width, mathematical) belong to no language's keyboard
_BY_ITSELF = frozenset("\u0130\u03a3")
DROPPED_HIDING, DROPPED = "\x00hiding", "\x00"


def fold(original: str) -> View:
    """Fold one text; plain ASCII costs next to nothing."""
    view = _folded(original if original.isascii() else _NOTE.sub(" ", original))
    edits = eased(view.text)
    if not edits:
        return parted(view)
    text, cased = ("".join(edits.get(at, one) for at, one in enumerate(part)) for part in (view.text, view.cased))
    return parted(View(text, cased, view.starts, view.ends, view.hidden))


# The number of a footnote behind a word, and the sign of a brand, belong to no word; a whole number written so is a disguise.
_NOTE = re.compile("(?<=[\\w)])(?<![⁰¹²³⁴-⁹])(?:[⁰¹²³⁴-⁹]{1,2}(?![⁰¹²³⁴-⁹\\w])|[™®©℠](?!\\w))")


def _folded(original: str) -> View:
    if original.isascii() and not (("&" in original or "%" in original) and _ESCAPE.search(original)):
        return View(original.lower(), original)
    if (simple := _simple(original)) is not None:
        return View(simple.lower(), simple, source=original)
    cased, starts, ends, hidden = _plain(original)
    _replace_lookalikes(cased, hidden)
    return View(_small(cased), "".join(cased), starts, ends, bytes(hidden) if any(hidden) else None, original)


def _small(cased: list[str]) -> str:
    """The letters in small, each by itself: of a whole word the last sigma would be another one, and a dotted I two."""
    if _BY_ITSELF.isdisjoint(cased):
        return "".join(cased).lower()
    return "".join(small if len(small := one.lower()) == 1 else one for one in cased)


def plain_letters(pattern: str) -> str:
    """A pattern of a lexicon with its letters folded one by one; look-alikes stay, for it holds no words to judge."""
    return "".join(_plain_character(one)[0].strip(DROPPED) for one in pattern)


def _simple(original: str) -> str | None:
    """The plain text where each character has one plain form and none is disguised, or None: most texts are so."""
    if "&" in original or "%" in original:
        return None
    table, others = _forms(original)
    if others:
        return None
    simple = original.translate(table)
    return None if _MIXED.search(simple) else simple


def _forms(original: str) -> tuple[dict[int, str], str]:
    """The one plain form of each character that has one and is not disguised, by its number; and all others."""
    table, others = {}, []
    for character in set(original):
        if character >= "\x80":
            plain, styled = _plain_character(character)
            if styled or len(plain) != 1 or plain[0] == DROPPED or len(plain.lower()) != 1:
                others.append(character)
            else:
                table[ord(character)] = plain
    return table, "".join(sorted(others))


def _plain(original: str) -> tuple[list[str], list[int], list[int], list[int]]:
    table, others = _forms(original)
    # What an export has of the mark of dropped characters is dropped like them.
    others += DROPPED if DROPPED in original else ""
    easy = original.translate(table)
    cased: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden: list[int] = []
    last = 0
    for character, start, end in _others(original, others):
        _take(easy, last, start, cased, starts, ends, hidden)
        last = end
        plain, styled = _plain_character(character)
        if plain[:1] == DROPPED:
            # An invisible mark belongs to the letter before it, so that a cut-out value keeps it.
            if ends and plain == DROPPED_HIDING and starts:
                hidden[-1] = 1
            if ends and character != "\u200b" and unicodedata.combining(character):
                ends[-1] = end
            if character == "\u20e3" and ends:
                ends[-1] = end
            continue
        escaped = end - start > 1
        for one in plain:
            cased.append(one)
            starts.append(start)
            ends.append(end)
            hidden.append(1 if styled or (escaped and one not in " &") else 0)
    _take(easy, last, len(original), cased, starts, ends, hidden)
    return cased, starts, ends, hidden


def _take(
    easy: str, start: int, end: int, cased: list[str], starts: list[int], ends: list[int], hidden: list[int]
) -> None:
    """A stretch of characters that each stand for themselves: letter by letter it would take ten times as long."""
    cased += easy[start:end]
    starts += range(start, end)
    ends += range(start + 1, end + 1)
    hidden += bytes(end - start)


def _others(original: str, others: str) -> Iterator[tuple[str, int, int]]:
    """Escapes, as what they stand for, and characters that are none of the simple ones, each with its place."""
    for one in _escapes_and(others).finditer(original):
        text = one.group()
        yield (_unescaped(text) if len(text) > 1 else text), one.start(), one.end()


@lru_cache(maxsize=512)
def _escapes_and(others: str) -> re.Pattern[str]:
    return re.compile(f"{_ESCAPE.pattern}|[{re.escape(others)}]") if others else _ESCAPE


def _unescaped(escape: str) -> str:
    if escape[0] == "%":
        return chr(int(escape[1:], 16))
    plain = html.unescape(escape if escape.endswith(";") else escape + ";")
    return plain if len(plain) == 1 else " "


@lru_cache(maxsize=8192)
def _plain_character(character: str) -> tuple[str, bool]:
    """The plain form of one character and whether it hides something; a dropped one begins with NUL."""
    if character < "\x80":
        return character, False
    if character in _INVISIBLE or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return (DROPPED if character in "\ufe0f\ufe0e\u200d\u200e\u200f\u061c" else DROPPED_HIDING), False
    if character == "\u20e3":
        return DROPPED_HIDING, False
    if character in DRESSED:
        return DRESSED[character], character in STYLED
    if character in _ARABIC_MARKS or "\u0300" <= character <= "\u036f" or character == "\u0e31":
        return DROPPED, False
    if letter := boxed(character):
        return letter, True
    return _normalised(character)


def _normalised(character: str) -> tuple[str, bool]:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        native = unicodedata.category(character) == "Nd" and ord(character) < _DISGUISED_FROM
        return str(digit), not native
    wide = unicodedata.normalize("NFKC", character)
    base = unicodedata.normalize("NFD", wide)
    if base[0] < "\x80" or base[0] in DRESSED:
        letters = "".join(one for one in base if not unicodedata.combining(one))
        plain = "".join(DRESSED.get(one, one) for one in letters)
        return plain, wide != character and wide.isascii() and plain.isalnum() and character not in "ºª"
    if unicodedata.category(character) == "Zs":
        return " ", False
    return wide or character, False


def _replace_lookalikes(cased: list[str], hidden: list[int]) -> None:
    text = "".join(cased)
    if text.isascii():
        return
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.isascii() or not any("a" <= one <= "z" or "A" <= one <= "Z" for one in letters):
            continue
        for part in _PART.finditer(letters) if "@" in letters else (None,):
            if part is not None and _of_another_alphabet(part.group()):
                continue
            first, last = part.span() if part is not None else (0, len(letters))
            for at in range(word.start() + first, word.start() + last):
                if (latin := LOOKALIKES.get(cased[at])) is not None:
                    cased[at], hidden[at] = latin, 1


_PART = re.compile(r"[^@]+")


def _of_another_alphabet(part: str) -> bool:
    """Whether what stands on one side of an at sign is a name in letters of its own: ivan@студия, but not mara@gmаil."""
    letters = [one for one in part if one.isalpha()]
    foreign = not any("a" <= one <= "z" or "A" <= one <= "Z" for one in letters)
    return foreign and any(one not in LOOKALIKES for one in letters)


# Letters of several alphabets in one word, for Rust: _MIXED, whose digits are those of ASCII once the text is plain.
_IN_RUST = r"\x{370}-\x{58f}\x{13a0}-\x{167f}\x{a4d0}-\x{a4ff}"
MIXED = rf"[a-zA-Z][0-9_@$!|']*[{_IN_RUST}]|[{_IN_RUST}][0-9_@$!|']*[a-zA-Z]"
# Where letters of living languages, signs and pictures stand; what lies outside is folded text by text.
_TABLED = (range(0x80, 0x3400), range(0xA000, 0xAC00), range(0xFB00, 0xFF00), range(0x1F300, 0x1FB00))
_KEPT = (range(0x3400, 0xA000), range(0xAC00, 0xD7A4))


@cache
def simple_letters() -> tuple[dict[str, str], str]:
    """For whole columns: characters with one plain form other than themselves, by character; and a pattern (for Rust)
    that matches in every text which has others that need more. So do texts that match MIXED once they are plain."""
    plain: dict[str, str] = {}
    odd: list[int] = []
    for code in (one for part in _TABLED for one in part if not 0xD800 <= one < 0xE000):
        character = chr(code)
        form, styled = _plain_character(character)
        if styled or len(form) != 1 or form == DROPPED or len(form.lower()) != 1 or len(character.lower()) != 1:
            odd.append(code)
        elif form != character:
            plain[character] = form
    known = sorted([*_TABLED, *_KEPT], key=lambda one: one.start)
    holes = [(0x80 if at == 0 else known[at - 1].stop, one.start) for at, one in enumerate(known)]
    holes.append((known[-1].stop, 0x110000))
    ranges = [(one, one) for one in odd] + [(first, stop - 1) for first, stop in holes if stop > first]
    letters = "".join(rf"\\x{{{first:x}}}-\\x{{{last:x}}}".replace("\\\\", "\\") for first, last in ranges)
    return plain, f"[{letters}]"
