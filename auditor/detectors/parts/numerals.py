"""Number words of many languages, with what they stand for, and the digits that a run of them spells."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditor.detectors.parts.composing import compose

# Number words of all languages: units 0-9 in order, and the others as word=value.
_WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("numerals.toml").read_text(encoding="utf-8"))
# Where the words of a language are dialled by.
_REGIONS: dict[str, tuple[str, ...]] = {
    "es": ("MX", "ES", "CO", "AR", "PE", "CL"), "pt": ("BR", "PT"), "fr": ("FR", "BE", "CH"), "de": ("DE", "AT", "CH"), "it": ("IT",),
    "pl": ("PL",), "tr": ("TR",), "hi": ("IN", "PK"), "bn": ("BD",), "tl": ("PH",), "id": ("ID",), "vi": ("VN",), "sw": ("KE", "TZ"), "ru": ("RU",), "uk": ("UA",),
    "ar": ("EG", "SA", "MA", "AE", "JO", "IQ"), "rl": ("RU",), "ul": ("UA",), "al": ("EG", "SA", "MA", "AE", "JO", "IQ"), "dv": ("IN",), "bb": ("BD", "IN"), "ur": ("PK",), "zh": ("CN",),
}  # fmt: skip
FEWEST_DIGITS = 6
NO_SPACES = frozenset({"zh"})
# Words that are common in other meanings make no run alone: a language counts with this many different ones.
SEPARATOR = r"[\s().,:;_*/~|#+'\"=\[\]{}<>!،؛、，।-]{0,5}"
_FILLER = (
    r"(?:(?:and|then|y|e|et|und|и|і|luego|despues|depois|next|space|dash|hyphen|minus|comma|the|tapos|terus|lalu|poi|puis|dann|sonra|"
    r"потом|затем|дальше|далі|потім|potem|phir|fir|roi|xong|ثم|وبعدها|وبعدين|بعدها|بعدين|然后|再|फिर|पिर|তারপর|پھر)\b[\s.,-]{0,3})?"
)
_LETTER_DIGITS = {"o": "0", "l": "1", "i": "1", "s": "5", "z": "2", "b": "8", "|": "1", "!": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that a stretch of text spells: text[start:end] -> digits; `words` of them were spelled out."""

    start: int
    end: int
    digits: str
    words: int
    plus: bool
    disguised: bool
    other: str  # the same where a single digit behind tens is their unit: "deux4"


def regions(language: str) -> tuple[str, ...]:
    """Countries in which numbers are spelled in this language; none for English, which all use."""
    return _REGIONS.get(language, ())


def known() -> tuple[str, ...]:
    """The languages whose number words are known, in order."""
    return tuple(_WORDS)


@cache
def vocabulary(language: str) -> dict[str, str]:
    """Number words of one language -> value ("0".."900", "x2", "x3", "z")."""
    units, others = _WORDS[language]["units"], _WORDS[language]["others"]
    found = {word: str(value) for value, words in enumerate(units.split()) for word in words.split("/")}
    for pair in others.split():
        word, _, value = pair.partition("=")
        found[word.replace("_", " ")] = value
    if language == "de":
        found |= _before_tens(found)
    if language == "ar":
        found |= _and_tens(found)
    if language == "id":
        found |= {f"{word} belas": f"1{value}" for word, value in found.items() if value.isdigit() and len(value) == 1}
    return found


# Languages in letters that are not theirs: said in one message, and seldom word by word over several.
_TRANSLITERATED = frozenset(("rl", "ul", "al"))
# Where English digits are said among the own ones.
_WITH_ENGLISH = frozenset(("hi", "bn", "tl", "id", "sw", "al"))
_ENGLISH = "zero one two three four five six seven eight nine".split()


@cache
def _spoken(language: str) -> dict[str, str]:
    """The number words of a language, and those of English where people mix the two."""
    english = {word: str(value) for value, word in enumerate(_ENGLISH)} if language in _WITH_ENGLISH else {}
    return english | vocabulary(language)


def _before_tens(words: dict[str, str]) -> dict[str, str]:
    """German says the unit first, in one word with the ten: einundzwanzig."""
    units = {word: int(value) for word, value in words.items() if value.isdigit() and 0 < int(value) < 10}
    tens = {word: int(value) for word, value in words.items() if value.isdigit() and int(value) in range(20, 100, 10)}
    return {f"{unit}und{ten}": str(more + many) for unit, more in units.items() for ten, many in tens.items()}


def _and_tens(words: dict[str, str]) -> dict[str, str]:
    """Arabic says the unit first, and the ten after an "and"."""
    units = {word: int(value) for word, value in words.items() if value.isdigit() and 0 < int(value) < 10}
    tens = {word: int(value) for word, value in words.items() if value.isdigit() and int(value) in range(20, 100, 10)}
    return {f"{unit} و{ten}": str(more + many) for unit, more in units.items() for ten, many in tens.items()}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, _spoken(language)), key=len, reverse=True))
    if language in _HUNDREDS:
        units, hundred, linked = _HUNDREDS[language]
        words = rf"(?:{units})?{hundred}{linked}?(?:{words})?|{words}"
    # No boundary around words: FOURTWOZERO-35ZERO. Inside an ordinary word they stand beside other letters.
    glued = language in ("en", "zh")
    edge = "" if language in NO_SPACES else r"(?<![^\W\d_])"
    unit = rf"(?:{words})" if glued else rf"(?:(?<![^\W\d_])(?:{words})(?![^\W\d_]))"
    digit = r"\d|(?<=\d)[olis|](?=[\dolis(-]|\s\d)|(?<![^\W\d_])[olis](?=[\dol]{2}|\d[a-z])"
    item = rf"(?:{unit}|{digit})"
    run = re.compile(
        rf"{edge}(?:(?:plus\s{{1,2}}|\+\s?)?{item})(?:{SEPARATOR}{_FILLER}{item})++{edge.replace('<', '')}"
    )
    return run, re.compile(rf"{unit}|{digit}")


# Hundreds in one word with what follows: a unit before, the hundred, and what may link it to the rest.
_HUNDREDS = {
    "de": ("ein|zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun", "hundert", "(?:und)"),
    "it": ("due|tre|quattro|cinque|sei|sette|otto|nove", "cento", "(?:e)"),
}


@cache
def _compound(word: str, language: str) -> str | None:
    """What such a word stands for: hundertdreiundzwanzig, duecentosei."""
    words = vocabulary(language)
    units, hundred, linked = _HUNDREDS[language]
    one = re.fullmatch(rf"(?P<unit>{units})?{hundred}{linked}?(?P<rest>.*)", word)
    if one is None or (one["rest"] and not words.get(one["rest"], "").isdigit()):
        return None
    return str(int(words.get(one["unit"] or "", "1")) * 100 + int(words.get(one["rest"], "0")))


def runs(text: str, language: str) -> list[Run]:
    """Stretches of digits and number words of one language, six digits long or more."""
    pattern, token = _patterns(language)
    found = []
    for whole in pattern.finditer(text):
        over = _NEXT.search(whole.group())
        one = whole if over is None else pattern.match(text, whole.start(), whole.start() + over.start())
        if one is None:
            continue
        run = _spell(one, token, language)
        if len(run.digits) >= FEWEST_DIGITS:
            found.append(run)
    return found


# Words for one that are articles too: behind the end of a sentence they begin the next.
_NEXT = re.compile(r"[.!?]\s{1,3}(?:une?|uno|una|um|uma|eine?|ein|un')\s{0,3}$")


# What is said behind a pause is a number of its own: "iki, yüz yirmi üç" is 2 and 123.
_PAUSE = re.compile(r"[,;/|\n،，]|\.\s")


def _spell(one: re.Match[str], token: re.Pattern[str], language: str) -> Run:
    words = _spoken(language)
    values, letters = [], 0
    spelled: list[str] = []
    last = 0
    for part in token.finditer(one.group()):
        written = part.group()
        if _PAUSE.search(one.group(), last, part.start()):
            values.append("|")
        last = part.end()
        value = words.get(written) or (_compound(written, language) if language in _HUNDREDS else None)
        if value is not None:
            values.append(value)
            spelled.append(written)
        elif written.isdigit():
            values.append(f"#{written}")
        else:
            values.append(f"#{_LETTER_DIGITS[written]}")
            letters += 1
    # One word twice may be any word.
    many = len(spelled) if len(spelled) > 2 or len(set(spelled)) > 1 else min(1, len(spelled))
    plus = one.group().startswith(("plus", "+")) or one.string[max(0, one.start() - 1) : one.start()] == "+"
    return Run(
        one.start(),
        one.end(),
        compose(values, language),
        many,
        plus,
        bool(spelled or letters),
        compose(values, language, units=True),
    )


@cache
def number_values() -> dict[str, str]:
    """Number words of all languages -> value; of words of two languages the one named first."""
    return {word: value for language in reversed(_WORDS) for word, value in vocabulary(language).items()}


@cache
def number_words() -> frozenset[str]:
    """Number words of all languages."""
    return frozenset(number_values())


@cache
def spoken_digits(all_scripts: bool = False) -> tuple[str, ...]:
    """Number words of all languages, in Latin letters or in all, for gates."""
    words = {word for language in _WORDS if language not in _TRANSLITERATED for word in vocabulary(language)}
    return tuple(
        sorted(
            word
            for word in words
            if (word.isascii() and word.isalpha() and len(word) > 1) or (all_scripts and not word.isascii())
        )
    )
