"""Telephone numbers, world-wide: plain, separated, styled, with letters for digits, spelled out in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.detectors.parts import chaining
from auditor.detectors.parts.chaining import side_by_side
from auditor.detectors.parts.cues import called_in, calls_a_number
from auditor.detectors.parts.dialling import computed, dialled, valid_somewhere
from auditor.detectors.parts.spelled import spelled
from auditor.detectors.parts.telephoned import is_told, with_units
from auditor.detectors.parts.tongues import word_gate
from auditor.lexicons.regions import spoken_in
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category

# Digits with up to five separators between them.
_EDGE = r"[a-z0-9\u00c0-\u05ff]"  # what digits of a number may not touch; scripts without blanks between words may
_RUN = re.compile(
    rf"(?<!{_EDGE})(?<![\d/.=&?#-])(?:\+\s?|\(\+|00)?[\s(]{{0,2}}\d(?:(?:[^\w+%$€£@&?]|_){{0,5}}\d)++(?!{_EDGE})(?!\.\d)"
)
# Words of digits and of letters that look like digits; 41S-SSS-O142 has one without any digit.
_MIXED = re.compile(
    r"(?<![^\W_])(?!lol\b)(?:[\dolis|о]*\d[\dolis|о]*|(?<=\+)[il|](?=\s)|(?<=[\dolis][-. ])[olis]{3,4}(?=[-. ][olis]?\d)|(?<=[\dols][-. ])[olis]{1,2}\d+|\d+[olis]{1,3}(?=[-. ])|[olis]{1,3}\d[\dolis]*)(?![^\W_])"
)
_LIKE_DIGITS = re.compile(r"[olis|о]")
_AS_DIGITS = str.maketrans("olis|о", "011510")
_GROUPS = re.compile(r"\d+")
_STRANGE = re.compile(
    r"\d\s?[*_~|]{1,3}\s?\d|\d\s?[\[{<(]\d[\]}>)]|\d[\]})]\s?[({\[]|\d,\s?\d,\s?\d,|(?:\d[/.-]){5}|(?:\d+/){3}\d"
)
_DECIMALS = re.compile(r"^\d+\.\d+$|[:=]|\d\.\d{6}")
# 0152 28817386: mobiles are written so in Germany alone.
_GERMAN = re.compile(r"01[5-7]\d{8,9}")
# Several decimals; a postcode of Brazil.
_NO_NUMBER = re.compile(r"(?:^|\s)\d{1,3}\.\d{1,2}\s+\d{1,3}\.\d{1,2}(?:\s|$)|^\d{5}-\d{3}$")


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers as they stand, then those whose groups are parted by words."""
    yield from _read(view, scope)
    chained = side_by_side(view)
    for hit in _read(chained, scope) if chained is not None else ():
        if chained is not None and is_told(view, chained, hit):
            start, end = chained.span(hit.start, hit.end)
            if chained.memo["pointed"]:
                start, end = with_units(view.text, start, end)
            yield replace(hit, start=start, end=end, obfuscated=True)


def _read(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers in words, then numbers in digits."""
    seen = Stretches()
    for hit in spelled(view, scope):
        seen.add(hit.start, hit.end)
        yield hit
    text = view.text
    if _LIKE_DIGITS.search(text):
        text = _MIXED.sub(lambda word: word.group().translate(_AS_DIGITS), text)
    for one in _RUN.finditer(text):
        start, end = _trimmed(text, one.start(), one.end())
        if seen.meets(start, end):
            continue
        judged = _judge(view, text, start, end, scope)
        if judged is not None:
            yield judged


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] not in "+(0123456789":
        start += 1
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if (
        text[start : start + 1] == "("
        and text[end : end + 1] == ")"
        and text[start:end].count("(") > text[start:end].count(")")
    ):
        end += 1
    return start, end


def _judge(view: View, text: str, start: int, end: int, scope: Scope) -> Hit | None:
    written = text[start:end]
    disguised = written != view.text[start:end] or view.is_hidden(start, end)
    digits = computed("".join(_GROUPS.findall(written)), text, end)
    if not 7 <= len(digits) <= 15:
        return None
    near = view.text[max(0, start - 60) : start] + " " + view.text[end : end + 30]
    cue = calls_a_number(near)
    international = "+" in written[:3] or (written.startswith("00") and len(digits) > 10)
    groups = _GROUPS.findall(written)
    # One by one, 0 3 6 8 - 5 5 - 1 9, is how nobody writes anything but a number to hide.
    apart = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    strange = disguised or apart or _STRANGE.search(written) is not None
    if not (international or cue or scope.joined or _could_be(view, start, end, digits, strange, groups)):
        return None
    where = (*(called_in(near) if cue else ()), *(("DE",) if _is_german(groups) else spoken_in(view)))
    normalized = dialled(digits, international, where, scope.regions)
    pieced = (
        scope.joined and 9 <= len(digits) <= 11 and len(set(digits)) > 2 and (normalized or valid_somewhere(digits))
    )
    if not (pieced or _is_phone(view, start, end, written, digits, normalized, cue, strange, international)):
        return None
    return Hit(Category.PHONE, start, end, normalized or digits, None, 0.95 if cue or international else 0.8, strange)


def _could_be(view: View, start: int, end: int, digits: str, strange: bool, groups: list[str]) -> bool:
    """Whether digits that nothing calls a number have the form of one: asked before libphonenumber, which costs most."""
    if strange or _alone(view, start, end):
        return len(digits) >= 9
    return _grouped(digits, groups) or (len(groups) == 1 and len(digits) in (10, 11))


def _alone(view: View, start: int, end: int) -> bool:
    if "written" not in view.memo:
        view.memo["written"] = (len(view.text) - len(view.text.lstrip()), len(view.text.rstrip(" .!)")))
    first, last = view.memo["written"]
    return bool(start <= first and last <= end)


def _grouped(digits: str, groups: list[str]) -> bool:
    pairs = digits[0] == "0" and all(len(one) == 2 for one in groups)
    # 0532 555 01 42, 8 916 555 01 42
    tail = (
        digits[0] in "0897" and 10 <= len(digits) <= 12 and [len(one) for one in groups[-3:]] in ([3, 2, 2], [2, 2, 2])
    )
    return _is_german(groups) or (
        2 <= len(groups) <= 6
        and (len(groups[-1]) > 2 or pairs or tail)
        and all(len(one) >= 2 or at == 0 for at, one in enumerate(groups))
        and max(map(len, groups)) <= 7
    )


def _is_german(groups: list[str]) -> bool:
    return len(groups) == 2 and len(groups[1]) > 6 and _GERMAN.fullmatch("".join(groups)) is not None


def _is_list(groups: list[str]) -> bool:
    """Whether short or round numbers go steadily up or down: 4 8 15 16 23 42, 120 340 560."""
    values = [int(one) for one in groups]
    short = len(groups) >= 4 and groups[0][0] != "0" and all(len(one) <= 2 for one in groups)
    return (
        (short and any(len(one) == 2 for one in groups)) or (len(groups) >= 3 and all(one % 10 == 0 for one in values))
    ) and (values == sorted(values) or values == sorted(values, reverse=True))


def _is_phone(view: View, start: int, end: int, written: str, digits: str, normalized: str | None, cue: bool,
              strange: bool, international: bool) -> bool:  # fmt: skip
    groups = _GROUPS.findall(written)
    if len(set(digits)) == 1 or international:
        return len(set(digits)) > 1 and (normalized is not None or cue)
    singles = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    if len(groups) > 6 and not singles and not (cue or strange):
        return False
    if (
        len(set(digits)) < 3 or _DECIMALS.search(written) or _is_list(groups) or _NO_NUMBER.search(written)
    ) and not cue:
        return False
    if cue:
        return (
            normalized is not None
            or (8 <= len(digits) <= 13 and (len(groups) <= 6 or strange or singles))
            or (len(digits) == 7 and len(groups) == 2)
        )
    if strange or _alone(view, start, end):
        return len(digits) >= 9 and (normalized is not None or valid_somewhere(digits))
    if _grouped(digits, groups):
        local = len(digits) == 9 and bool(spoken_in(view))
        return (normalized is not None and (len(digits) >= 10 or local)) or (
            digits[0] == "0" and valid_somewhere(digits)
        )
    return (
        len(groups) == 1
        and len(digits) in (10, 11)
        and (
            (normalized is not None and len(digits) == 10 and digits[0] != "1")
            or (digits[0] == "0" and valid_somewhere(digits))
        )
    )


DETECTOR = Detector(
    name="phone",
    category=Category.PHONE,
    gate=(
        r"[0-9](?:[^0-9a-z]{0,5}[0-9olis|]){5}",
        r"[olis]{2,3}[^0-9a-z]{0,5}[0-9](?:[^0-9a-z]{0,5}[0-9olis|]){3}",
        *chaining.GATE,
        *word_gate(),
    ),
    find=find,
    finds=(
        ("zéro six, trente-neuf, quatre-vingt-dix-huit, soixante-dix-sept, zéro trois. Un SMS", "+33639987703"),
        ("my number is four one five, three zeros, one two three four", "4150001234"),
        ("số em: không chín sáu, ba số không, tám tám một hai", "+84960008812"),
        ("восемь девятьсот три нуля семь пять два один один", "+79000075211"),
        ("My number is +1 415 555 0137", "+14155550137"),
        ("call 415-555-0137 tonight", "+14155550137"),
        ("4*1*5*5*5*5*0*1*3*7", "+14155550137"),
        ("text me at 4l5 555 Ol37", "+14155550137"),
        ("ring four one five triple five zero one three seven", "+14155550137"),
        ("FOURONE5-FIVEFIVEFIVE-ZERO137", "+14155550137"),
        ("mi celular es seis uno dos cuatro cero cero uno tres siete", "+34612400137"),
        ("мой номер восемь девятьсот двенадцать ноль ноль пять пять пять", "891200555"),
        ("0532 555 01 42 yaz bana", "+905325550142"),
        ("tre quattro sette, tre volte cinque, zero uno nove otto", "+393475550198"),
        ("电话一三八零零五五五零一四", "+8613800555014"),
        ("ruf an: 030 5550137", "+49305550137"),
        ("٤١٥٥٥٥٠١٣٧", "+14155550137"),
        ("bizum 612400137", "+34612400137"),
        ("M-Pesa 0712345678", "+254712345678"),
        ("Tel. 11 95555-0137", "+5511955550137"),
        ("null eins sieben sechs, hundertdreiundzwanzig, fünfundvierzig, siebenundsechzig", "+491761234567"),
        ("tre quattro sette, centoventitré, quarantacinque, sessantasette", "+393471234567"),
        ("call one eight hundred five five five one two one two", "+18005551212"),
        ("ring six one nine double five nine hundred one two", "+16195590012"),
        ("beş yüz otuz iki, yüz yirmi üç, kırk beş, altmış yedi", "+905321234567"),
    ),
    silent=(
        "order 4155550137 has shipped",
        "free 0900 - 1200 eastern on Monday",
        "host 192.168.100.200 answers",
        "from 2024-03-06 09:14:22 on",
        "version 2.6.32.21.1",
        "kernel 4.15.0-55.60",
        "it holds 1,234,567,890 rows",
        "1 1 2 3 5 8 13 21 34",
        "4 8 15 16 23 42",
        "120 340 560",
        "rates 5.5 5.4 5.3 5.2 5.1",
        "one two three four five six seven eight nine ten",
        "ticket #4155550137",
        "https://files.example.com/4155550137/a",
    ),
)
