"""Details that the scanner need not call a contact, and that are not for sharing all the same: found more strictly here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl
from phonenumbers import SUPPORTED_REGIONS
from stdnum import luhn

BANK, CARD, MESSENGER, HANDLE = "bank number", "card", "messenger", "handle"
PHONE, EMAIL, PAYMENT_HANDLE = "phone", "e-mail", "payment handle"
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
# Numbers that nobody may be able to call; what follows a + or stands in the groups of a country is not shared all the same.
_PHONES = (
    re.compile(r"(?<![\w+.,-])\+\d(?:[ ./()-]{0,2}\d){7,14}(?!\w)"),
    re.compile(r"(?<![\w+.,-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])"),
    re.compile(r"(?<![\w+.,-])\(?0\d{2,4}\)?[ /-]\d{3,8}(?:[ -]\d{1,6}){0,3}(?![\w-]|[.,]\d)"),
)
_PHONE_DIGITS = range(9, 16)
_ADDRESS = re.compile(r"(?<![^\s<(\"',;:=])[^\s@<>()\"',;:=]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_][\w-]+)+(?!\w)")
# A name that a wallet knows people by; in a statement of SQL it is a parameter.
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z](?:[A-Za-z0-9-]{1,18})[A-Za-z0-9](?![\w$])")
# An app with a name behind it, whatever else is said around the two.
_APPS = "skype|telegram|whatsapp|discord|wechat|weixin|signal|viber|snapchat|instagram|messenger|threema|line id"
_AT_APP = re.compile(rf"\b(?:{_APPS})\b(?:\s*(?:id|name|user(?:name)?|handle))?\s*[:=]\s*@?(\w[\w.#+-]+\w)", re.I)
_SQL = re.compile(r"\bSELECT\b")

# What a text must hold for any of these, in the words of polars; most texts hold nothing of it. The id of a row is no number
# to call, and an audit's own sentences are full of ids: what stands before the groups of a number is asked here too.
_SIFT = (
    r"@|\d(?:[ -]?\d){12}|(?i:live:|swift|bic)|\+\d|\$[A-Za-z]"
    r"|(?:^|[^\w+.,-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d|(?:^|[^\w+.,-])\(?0\d{2,4}\)?[ /-]\d{3}"
    rf"|(?i:{_APPS}).{{0,12}}[:=]"
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
    for form in _PHONES:
        for one in form.finditer(text):
            digits = re.sub(r"\D", "", one.group())
            if len(digits) in _PHONE_DIGITS:
                yield one.start(), one.end(), PHONE, f"+{digits}" if one.group().startswith("+") else digits
    for one in _ADDRESS.finditer(text):
        yield one.start(), one.end(), EMAIL, one.group().casefold()
    for one in _AT_APP.finditer(text):
        yield one.start(1), one.end(1), MESSENGER, one.group(1).casefold()
    for one in () if _SQL.search(text) else _CASHTAG.finditer(text):
        yield one.start(), one.end(), PAYMENT_HANDLE, one.group().casefold()
    for one in _HANDLE.finditer(text):
        # No app claims it: no proof of contact.
        yield one.start(), one.end(), HANDLE, one.group()[1:].casefold()


def is_bank_code(text: str) -> bool:
    """Whether it can be nothing but a SWIFT code: capitals, with a country where that stands."""
    found = _CODE.fullmatch(text)
    return found is not None and found.group(1) in SUPPORTED_REGIONS


def _plain(text: str) -> str:
    return re.sub(r"[ -]", "", text).casefold()
