"""How much the name of an export column speaks for a column of ours: the words of many languages, near names included."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

SYNONYMS = Path(__file__).with_name("synonyms.toml")
WEIGHTS = {"says": 1.0, "may_say": 0.65}
MAIN_TIME, MAIN_ID = "main_time", "main_id"
CLOCK_TIME, TIME_ZONE, ADDRESS, DEBIT, RECEIVER = "clock_time", "time_zone", "address", "debit", "receiver"
NEAR_RATIO = 84
SHORTEST_NEAR, SHORTEST_TAIL = 5, 5
UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
UNIT = re.compile(r"[(\[][^)\]]*[)\]]\s*$|[$€£]")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MARKS = re.compile(r"[\W_]+")


def normal(name: str) -> str:
    """A name without case, accents, marks and unit: 'Zahlungs-Betrag (EUR)' and 'zahlungsBetrag' are the same."""
    whole = _plain(name)
    # What stands in parentheses may make another column of it: 'Amount (Foreign Currency)'.
    if whole in left_phrases():
        return whole
    return _plain(UNIT.sub(" ", name.strip()).strip() or name)


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", HUMP.sub(" ", name).casefold()).translate(UNDECOMPOSED)
    letters = "".join(character for character in text if unicodedata.category(character) != "Mn")
    return MARKS.sub(" ", letters).strip()


@cache
def phrases() -> Mapping[str, Mapping[str, float]]:
    """The phrases of each role with their weights."""
    found: dict[str, dict[str, float]] = {}
    for group, weight in WEIGHTS.items():
        for role, languages in _data()[group].items():
            known = found.setdefault(role, {normal(role): 1.0})
            for phrase in _phrases(languages):
                known[phrase] = max(weight, known.get(phrase, 0.0))
    return found


@cache
def left_phrases() -> frozenset[str]:
    """Names of columns that are none of ours."""
    return frozenset(phrase for languages in _data()["leave"].values() for phrase in _phrases(languages))


def is_of_account(name: str) -> bool:
    """Whether only statements of an account have such a column: its balance, or the day of value."""
    plain = normal(name)
    return any(plain in _phrases(one) for one in (_data()["leave"]["balance"], _data()["account"]["value_date"]))


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))


def _phrases(languages: Mapping[str, str]) -> list[str]:
    return [_plain(phrase) for text in languages.values() for phrase in text.split(",")]


@cache
def says(name: str, role: str) -> float:
    """How much a column name speaks for a role, 0-1."""
    plain = normal(name)
    known = phrases().get(role, {normal(role): 1.0})
    # A name that is known in full is not taken for a misspelling of another ('Contract' is no 'Contractor').
    near = plain not in _all_phrases()
    return max((weight * _alike(plain, phrase, near) for phrase, weight in known.items()), default=0.0)


@cache
def _all_phrases() -> frozenset[str]:
    return left_phrases().union(*phrases().values())


def is_known(name: str) -> bool:
    """Whether exports call a column so, one of ours or another."""
    return normal(name) in _all_phrases()


@cache
def is_left(name: str) -> float:
    """How much a column name speaks for being none of ours, 0-1."""
    plain = normal(name)
    return max(_alike(plain, phrase, plain not in _all_phrases()) for phrase in left_phrases())


def _alike(name: str, phrase: str, near: bool) -> float:
    if name == phrase:
        return 1.0
    words, wanted = name.split(), phrase.split()
    if set(wanted) < set(words):
        # The rest of the name may say anything: the less of it, the better.
        return 0.4 + 0.5 * len(phrase) / len(name)
    if len(phrase) >= SHORTEST_TAIL and len(wanted) == 1 and words and words[-1].endswith(phrase):
        return 0.4 + 0.4 * len(phrase) / len(name)
    if not near or min(len(name), len(phrase)) < SHORTEST_NEAR:
        return 0.0
    ratio = fuzz.ratio(name, phrase, score_cutoff=NEAR_RATIO)
    return 0.9 * ratio / 100
