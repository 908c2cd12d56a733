"""Details in code: base64, rot13, written backwards, letters by their names. What each stands for, as edits of a view.

A code is read only where its result can be nothing else than a detail, or where the text says that it is one.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator

from auditor.detectors.parts.domains import PROVIDERS, SAFE_ENDINGS, endings
from auditor.model.detections import View
from auditor.patterns import Sifted
from auditor.scanning.signs import GATE as SIGNS
from auditor.scanning.signs import PAIRED

Edit = tuple[int, int, str]

# What sends a text here, in the syntax of the gate: padding, cues, the great endings and providers backwards, letter names.
_LETTER = r"(?:ay|bee|cee|dee|eff?|gee|aitch|haitch|jay|kay|em|ar|ess|tee|vee|zee|zed|pee|cue|wye)"
_CALL_SIGNS = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu"
)
_SIGN = f"(?:{'|'.join(_CALL_SIGNS.split())})"
BACKWARDS = (
    r"backwards?|in reverse|reversed|right to left|al reves|ao contrario|de tras para|ruckwarts|a l'envers|al contrario|od tylu|tersten|wspak"
    r"|ult[ai] (?:padh|parh|likh)\w*|baliktad|pabaliktad|nguoc lai|doc nguoc|alla rovescia|de derecha a izquierda|de droite a gauche"
    r"|наоборот|задом наперед|справа налево|справа наліво|بالمقلوب|معكوس|उल्टा|उल्टे|الٹا|উল্টো|উল্টা|倒过来|反过来|倒過來|反過來|倒着[读念看]"
)
GATE: tuple[str, ...] = (
    r"[a-z0-9+/]{8}={1,2}(?:$|[\s.,;!?)\"'])|(?:d3d3|ahr0c|bwfp|qgdtywls|agdtywls)",
    rf"rot ?-?13|base ?-?64|{BACKWARDS}",
    r"(?:moc|ten|gro)\.[a-z]|(?:liamg|oohay|liamtoh|kooltuo|nomortorp|duolci)[.@]",
    rf"\b{_LETTER}[ ,.-]{{1,3}}(?:{_LETTER}|[a-z]{{1,3}})[ ,.-]{{1,3}}{_LETTER}\b|\b{_SIGN}[ ,.-]{{1,3}}{_SIGN}\b|\b[a-z] (?:as in|for|like) [a-z]+[ ,.;-]{{1,4}}[a-z] (?:as in|for|like)\b",
    r"\bobfuscate",
)
_PROBE = Sifted("|".join(GATE))
# Spoken signs go the same way through the gate.
GATE = (*GATE, *SIGNS)

_BASE64 = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/]{14,400}={0,2}(?![\w+/=])")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?P<domain>[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){1,3})")
_PLAIN = re.compile(
    r"(?:mailto:)?[\w.+-]{1,64}@[a-z0-9.-]{3,60}|(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}(?:/\S*)?|\+?\d[\d ().-]{7,20}\d"
)
_ROT13 = re.compile(r"\brot ?-?13\b")
_TURNED = re.compile(rf"\b(?:{BACKWARDS})|倒过来|反过来")
_WORD = re.compile(r"[^\s<>\"'()\[\]]+")
_DIGITS = re.compile(r"(?<!\w)\d[\d ().-]{5,20}\d(?!\w)")

_NAMES = {"ay": "a", "bee": "b", "be": "b", "cee": "c", "see": "c", "sea": "c", "dee": "d", "ee": "e", "ef": "f", "eff": "f", "gee": "g",
          "aitch": "h", "haitch": "h", "eye": "i", "jay": "j", "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n", "oh": "o", "pee": "p",
          "pea": "p", "cue": "q", "queue": "q", "ar": "r", "are": "r", "ess": "s", "tee": "t", "tea": "t", "you": "u", "vee": "v",
          "ex": "x", "why": "y", "wye": "y", "zee": "z", "zed": "z"}  # fmt: skip
_SURE = re.compile(_LETTER)
_SPELT = re.compile(
    rf"\b(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:[ ,.-]{{1,3}}(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))}|[a-z]\b))++\b"
)
_CALLED = re.compile(rf"\b{_SIGN}(?:[ ,.-]{{1,3}}(?:{_SIGN}|[a-z0-9]\b))++\b")
_AS_IN = re.compile(
    r"\b[a-z] (?:as in|for|like) [a-z]+(?:[ ,.;-]{1,4}[a-z](?: (?:as in|for|like) [a-z]+)?(?![\w'])){2,}"
)
FEWEST_LETTERS, FEWEST_SURE = 4, 3
_PAIRED = re.compile(PAIRED)


def decoded(view: View) -> list[Edit]:
    """What codes in the view stand for, in order of place; most often nothing."""
    if not _PROBE.search(view.text):
        return []
    found = sorted([*_base64(view), *_rot13(view), *_backwards(view), *_letters(view), *_paired(view)])
    return [one for at, one in enumerate(found) if at == 0 or one[0] >= found[at - 1][1]]


def _base64(view: View) -> Iterator[Edit]:
    for one in _BASE64.finditer(view.cased):
        token = one.group()
        try:
            plain = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("ascii")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if _PLAIN.fullmatch(plain.strip().lower()):
            yield one.start(), one.end(), plain.strip()


def _rot13(view: View) -> Iterator[Edit]:
    if not _ROT13.search(view.text):
        return
    for one in _WORD.finditer(view.text):
        plain = codecs.decode(one.group(), "rot13")
        if _PLAIN.fullmatch(plain) and _has_ending(plain):
            yield one.start(), one.end(), plain


def is_turned(text: str) -> bool:
    """Whether a folded text says that something is to be read from its end."""
    return _TURNED.search(text) is not None


def _backwards(view: View) -> Iterator[Edit]:
    told = is_turned(view.text)
    for one in _WORD.finditer(view.text):
        word = one.group().strip(".,;:!?")
        plain = word[::-1]
        address = _ADDRESS.fullmatch(plain)
        if address is not None and (told or address["domain"].split(".")[0] in PROVIDERS) and _has_ending(plain):
            start = one.start() + one.group().index(word)
            yield start, start + len(word), plain
    if told:
        for digits in _DIGITS.finditer(view.text):
            yield digits.start(), digits.end(), digits.group()[::-1]


def _paired(view: View) -> Iterator[Edit]:
    """The halves of an address that a page's script puts together."""
    for one in _PAIRED.finditer(view.text):
        domain, name = (one["one"], one["other"]) if _has_ending(one["one"]) else (one["other"], one["one"])
        if "." in domain and _has_ending(f"{name}@{domain}"):
            yield one.start(), one.end(), f"{name}@{domain}"


def _has_ending(plain: str) -> bool:
    last = plain.split("/")[0 if "://" not in plain else 2].rpartition(".")[2]
    return last in SAFE_ENDINGS or ("@" in plain and last in endings()) or plain[:1].isdigit()


def _letters(view: View) -> Iterator[Edit]:
    for pattern, names in ((_SPELT, _NAMES), (_CALLED, None), (_AS_IN, None)):
        for one in pattern.finditer(view.text):
            if pattern is _AS_IN:
                parts = re.findall(r"(?:^|[ ,.;-])([a-z])(?= (?:as in|for|like) |[ ,.;-]|$)", one.group())
            else:
                parts = re.findall(r"[a-z0-9-]+", one.group())
            if names is not None and sum(_SURE.fullmatch(part) is not None for part in parts) < FEWEST_SURE:
                continue
            plain = "".join(names.get(part, part) if names is not None else part[0] for part in parts)
            if len(plain) >= FEWEST_LETTERS:
                yield one.start(), one.end(), plain
