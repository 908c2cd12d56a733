"""Telephone numbers, world-wide: plain, separated, styled, with letters for digits, spelled out in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.detectors.parts import chaining, cutting, grouping
from auditor.detectors.parts.chaining import side_by_side
from auditor.detectors.parts.cues import called_in, calls_a_number
from auditor.detectors.parts.dialling import (
    by_groups,
    computed,
    dialled,
    is_full,
    is_international,
    valid_somewhere,
    with_code,
)
from auditor.detectors.parts.last_digits import end_before, further
from auditor.detectors.parts.letter_digits import as_digits
from auditor.detectors.parts.spelled import spelled
from auditor.detectors.parts.telephoned import is_told, with_units
from auditor.detectors.parts.tongues import word_gate
from auditor.detectors.parts.vanity import GATE as VANITY
from auditor.detectors.parts.vanity import worded
from auditor.lexicons.countries import named_beside, named_in
from auditor.lexicons.regions import spoken_in, tongue_near
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category

FEWEST_DIGITS = 7
_GROUPS = re.compile(r"\d+")
# A house and its postcode, or a count behind a comma; a postcode of Brazil.
_PLACED = re.compile(r"\d{1,4},\s?\d{5,6}|\d{5}-\d{3}")
_STRANGE = re.compile(
    r"\d\s?[*_~|]{1,3}\s?\d|\d\s?[\[{<(](?!0\))\d[\]}>)]|\d[\]})]\s?[({\[]|\d,\s?\d,\s?\d,|(?:\d[/.-]){5}|(?:\d+/){3}\d"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers as they stand, those written as words, then those whose groups are parted by words."""
    yield from worded(view)
    for hit in _read(view, scope):
        yield hit
        yield from further(view, hit)
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
    text = as_digits(view.text)
    for run in cutting.runs(text):
        yield from _in_run(view, text, run, scope, seen)


def _in_run(view: View, text: str, run: tuple[int, int], scope: Scope, seen: Stretches) -> Iterator[Hit]:
    start, end = run
    if end - start < FEWEST_DIGITS or seen.meets(*_trimmed(text, start, end)):
        return
    near = view.text[max(0, start - 60) : start] + " " + view.text[end : end + 30]
    cue = calls_a_number(near)
    told = cue or "+" in text[start : start + 2] or _alone(view, *_trimmed(text, start, end))

    def full(at: int, to: int) -> bool:
        return is_full(text[at:to], spoken_in(view), scope.regions)

    end = end_before(text, start, end, full)
    whole = slice(*_trimmed(text, start, end))
    plainly = not (scope.joined or view.is_hidden(whole.start, whole.stop) or "parted" in view.memo)
    if plainly and cue and grouping.is_row(text[whole], full(whole.start, whole.stop)):
        return
    for one in cutting.cut(text, start, end, full, told, scope.joined):
        if judged := _judge(view, text, *_trimmed(text, *one), near, cue, scope):
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


def _judge(view: View, text: str, start: int, end: int, near: str, cue: bool, scope: Scope) -> Hit | None:
    written = text[start:end]
    disguised = written != view.text[start:end] or view.is_hidden(start, end)
    digits = computed("".join(_GROUPS.findall(written)), text, end)
    if not FEWEST_DIGITS <= len(digits) <= cutting.LONGEST:
        return None
    international = is_international(written, digits)
    groups = _GROUPS.findall(written)
    if not international and _PLACED.fullmatch(written) is not None:
        return None
    # One by one, 0 3 6 8 - 5 5 - 1 9, is how nobody writes anything but a number to hide.
    apart = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    strange = disguised or apart or _STRANGE.search(written) is not None
    if not (international or cue or scope.joined or _could_be(view, start, end, digits, strange, groups)):
        return None
    tongue = tongue_near(view, start)
    own = grouping.own_country(groups, tongue.sure, tongue.maybe)
    where = (*(called_in(near) if cue else ()), *named_beside(view.text, start, end), *own)
    beside = (*named_in(near), *by_groups(groups), *tongue.maybe)
    normalized = dialled(digits, international, where, scope.regions, beside) or (with_code(digits) if cue else None)
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
    return grouping.is_grouped(digits, groups) or (len(groups) == 1 and len(digits) in (10, 11))


def _alone(view: View, start: int, end: int) -> bool:
    if "written" not in view.memo:
        view.memo["written"] = (len(view.text) - len(view.text.lstrip()), len(view.text.rstrip(" .!)")))
    first, last = view.memo["written"]
    return bool(start <= first and last <= end)


def _is_phone(view: View, start: int, end: int, written: str, digits: str, normalized: str | None, cue: bool,
              strange: bool, international: bool) -> bool:  # fmt: skip
    groups = _GROUPS.findall(written)
    if len(set(digits)) == 1 or international:
        return len(set(digits)) > 1 and (normalized is not None or cue)
    singles = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    if len(groups) > 6 and not singles and not (cue or strange):
        return False
    if not cue and grouping.is_other(written, groups, _alone(view, start, end)):
        return False
    if cue:
        return (
            normalized is not None
            or (8 <= len(digits) <= 13 and (len(groups) <= 6 or strange or singles))
            or (len(digits) == 7 and len(groups) == 2)
        )
    if strange or _alone(view, start, end):
        return len(digits) >= 9 and (normalized is not None or valid_somewhere(digits))
    if grouping.is_grouped(digits, groups):
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
        # Seven digits, the first of which may be letters that look like some; six nines to which one is added.
        r"[0-9](?:[^0-9a-z]{0,5}[0-9olis|о]){6}",
        r"[olis|о][^0-9a-z]{0,5}[0-9](?:[^0-9a-z]{0,5}[0-9olis|о]){5}",
        r"[olis]{2,3}[^0-9a-z]{0,5}[0-9](?:[^0-9a-z]{0,5}[0-9olis|о]){3}",
        r"9(?:[^0-9a-z]{0,5}9){5}\s{0,3}(?:plus|\+)",
        *chaining.GATE,
        *VANITY,
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
        ("пиши в вайбер 067 123 45 67", "+380671234567"),
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
        "Population: 1 408 044 253 in India",
        "der Zähler steht bei 2 147 483 648",
        "1 1 2 3 5 8 13 21 34",
        "4 8 15 16 23 42",
        "120 340 560",
        "rates 5.5 5.4 5.3 5.2 5.1",
        "one two three four five six seven eight nine ten",
        "ticket #4155550137",
        "https://files.example.com/4155550137/a",
    ),
)
