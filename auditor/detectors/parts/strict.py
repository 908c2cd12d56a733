"""Details that the scanner need not call a contact, and that are not for sharing all the same: found more strictly here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl
from phonenumbers import SUPPORTED_REGIONS
from stdnum import luhn

BANK, CARD, MESSENGER, HANDLE = "bank number", "card", "messenger", "handle"
Found = tuple[int, int, str, str]
_HANDLE = re.compile(r"(?<![\w@])@[^\W_][\w.-]+\w")
_SKYPE = re.compile(r"(?<!\w)live:[.\w-]+(?::[.\w-]+)*\w", re.I)
# Thirteen to nineteen digits, perhaps in groups: a card even where the scanner knows it for a sample.
_LONG = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])")
_OF = r"(?:\s*(?:code|number|no\.?|nr\.?|num|id|#|is|=|:|-))*\s*"
_BIC = re.compile(rf"\b(?:swift|bic)(?:/(?:swift|bic))?\b{_OF}([A-Z]{{6}}[A-Z0-9]{{2}}(?:[A-Z0-9]{{3}})?)(?!\w)", re.I)
_CODE = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ACCOUNT = re.compile(
    rf"\b(?:routing|aba|sort\s?code|account|acct|a/c|bsb|transit|ifsc|kontonummer|blz)\b{_OF}((?:[A-Z]{{4}})?\d(?:[ -]?\d){{4,16}})(?!\w)",
    re.I,
)


# What a text must hold for any of these, in the words of polars; most texts hold nothing of it.
_SIFT = (
    r"@|\d(?:[ -]?\d){12}|(?i:live:|swift|bic)"
    r"|(?i:routing|aba|sort\s?code|account|acct|a/c|bsb|transit|ifsc|kontonummer|blz)(?s:.*)\d"
)


def strict_in(texts: Sequence[str]) -> list[tuple[Found, ...]]:
    """The same of many texts: one tuple per text."""
    could = pl.Series(list(texts), dtype=pl.String).str.contains(_SIFT)
    return [tuple(strict(text)) if one else () for text, one in zip(texts, could, strict=True)]


def strict(text: str) -> Iterator[Found]:
    """Start, end, label and normalized form of each; none of them may overlap what is found elsewhere."""
    for one in _SKYPE.finditer(text):
        yield one.start(), one.end(), MESSENGER, one.group().casefold()
    for form in (_BIC, _ACCOUNT):
        for one in form.finditer(text):
            yield one.start(1), one.end(1), BANK, _plain(one.group(1))
    for one in _LONG.finditer(text):
        if luhn.is_valid(_plain(one.group())):
            yield one.start(), one.end(), CARD, _plain(one.group())
    for one in _HANDLE.finditer(text):
        # No app claims it: no proof of contact.
        yield one.start(), one.end(), HANDLE, one.group()[1:].casefold()


def is_bank_code(text: str) -> bool:
    """Whether it can be nothing but a SWIFT code: capitals, with a country where that stands."""
    found = _CODE.fullmatch(text)
    return found is not None and found.group(1) in SUPPORTED_REGIONS


def _plain(text: str) -> str:
    return re.sub(r"[ -]", "", text).casefold()
