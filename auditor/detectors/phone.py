"""Telephone numbers, world-wide: plain, separated, styled, with letters for digits, spelled out in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from auditor.detectors.parts import numerals
from auditor.detectors.parts.cues import PHONE_CUE, own_number
from auditor.detectors.parts.regions import likely
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category

# Digits with up to five separators between them.
_EDGE = r"[a-z0-9\u00c0-\u05ff]"  # what digits of a number may not touch; scripts without blanks between words may
_RUN = re.compile(
    rf"(?<!{_EDGE})(?<![\d/.=&?#-])(?:\+\s?|\(\+|00)?[\s(]{{0,2}}\d(?:[\s().,:;_*/~|#'\"\[\]{{}}<>=-]{{0,5}}\d)++(?!{_EDGE})(?!\.\d)"
)
# Words of digits and of letters that look like digits; 41S-SSS-O142 has one without any digit.
_MIXED = re.compile(
    r"(?<![^\W_])(?!lol\b)(?:[\dolis|]*\d[\dolis|]*|(?<=\+)[il|](?=\s)|(?<=[\dolis][-. ])[olis]{3,4}(?=[-. ][olis]?\d)|(?<=[\dols][-. ])[olis]{1,2}\d+|\d+[olis]{1,3}(?=[-. ])|[olis]{1,3}\d[\dolis]*)(?![^\W_])"
)
_AS_DIGITS = str.maketrans("olis|", "01151")
_WIDE = ("PH", "PK", "BD", "NG", "KE", "DE", "FR", "ES", "IT", "BR", "MX", "AR", "CO", "RU", "UA", "TR", "PL", "ID", "VN", "CN", "EG", "SA", "AE", "MA",
         "AU", "ZA", "NL", "PT", "CZ", "RO", "LK", "NP", "MY", "TH", "JP", "KR", "IL", "GR", "SE", "CH", "AT", "BE", "IE", "KZ", "BY", "PE", "CL", "VE", "EC", "GH")  # fmt: skip
_USUAL = frozenset((phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE,
                    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE, phonenumbers.PhoneNumberType.VOIP,
                    phonenumbers.PhoneNumberType.TOLL_FREE))  # fmt: skip
_GROUPS = re.compile(r"\d+")
_STRANGE = re.compile(
    r"\d\s?[*_~|]{1,3}\s?\d|\d\s?[\[{<(]\d[\]}>)]|\d[\]})]\s?[({\[]|\d,\s?\d,\s?\d,|(?:\d[/.-]){5}|(?:\d+/){3}\d"
)
_DECIMALS = re.compile(r"^\d+\.\d+$|[:=]|\d\.\d{6}")
_ARITHMETIC = re.compile(r"\s{0,2}(minus|plus|\+|-)\s{0,2}(one|two|three|[1-9])\b(?![\d-])")


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers in digits, then numbers in words."""
    seen: list[tuple[int, int]] = []
    for hit in _spelled(view, scope):
        seen.append((hit.start, hit.end))
        yield hit
    text = _MIXED.sub(lambda word: word.group().translate(_AS_DIGITS), view.text)
    for one in _RUN.finditer(text):
        start, end = _trimmed(text, one.start(), one.end())
        if any(start < stop and begin < end for begin, stop in seen):
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
    digits = _computed("".join(_GROUPS.findall(written)), text, end)
    if not 7 <= len(digits) <= 15:
        return None
    near = view.text[max(0, start - 60) : start] + " " + view.text[end : end + 30]
    cue = PHONE_CUE.search(near) is not None
    international = "+" in written[:3] or (written.startswith("00") and len(digits) > 10)
    groups = _GROUPS.findall(written)
    # One by one, 0 3 6 8 - 5 5 - 1 9, is how nobody writes anything but a number to hide.
    apart = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    strange = disguised or apart or _STRANGE.search(written) is not None
    if not (international or cue or scope.joined or _could_be(view, start, end, digits, strange, groups)):
        return None
    normalized = e164(digits, international, _regions(view, scope))
    pieced = (
        scope.joined and 9 <= len(digits) <= 11 and len(set(digits)) > 2 and (normalized or _valid_somewhere(digits))
    )
    if not (pieced or _is_phone(view, start, end, written, digits, normalized, cue, strange, international)):
        return None
    return Hit(Category.PHONE, start, end, normalized or digits, None, 0.95 if cue or international else 0.8, strange)


def _regions(view: View, scope: Scope) -> tuple[str, ...]:
    """Where to dial digits without a country code: where the text's language is spoken, then where the user said."""
    if "regions" not in view.memo:
        view.memo["regions"] = likely(view.text)
    return (*view.memo["regions"], *scope.regions)


def _computed(digits: str, text: str, end: int) -> str:
    """A number "minus one" is the number that is meant."""
    sum_ = _ARITHMETIC.match(text, end)
    if sum_ is None or not digits:
        return digits
    step = {"one": 1, "two": 2, "three": 3}.get(sum_[2]) or int(sum_[2])
    return str(int(digits) + (step if sum_[1] in ("plus", "+") else -step)).zfill(len(digits))


def _could_be(view: View, start: int, end: int, digits: str, strange: bool, groups: list[str]) -> bool:
    """Whether digits that nothing calls a number have the form of one: asked before libphonenumber, which costs most."""
    if strange or _alone(view, start, end):
        return len(digits) >= 9
    return _grouped(digits, groups) or (len(groups) == 1 and len(digits) in (10, 11))


def _alone(view: View, start: int, end: int) -> bool:
    return not view.text[:start].strip() and not view.text[end:].strip(" .!)")


def _grouped(digits: str, groups: list[str]) -> bool:
    pairs = digits[0] == "0" and all(len(one) == 2 for one in groups)
    return (
        2 <= len(groups) <= 5
        and (len(groups[-1]) > 2 or pairs)
        and all(len(one) >= 2 or at == 0 for at, one in enumerate(groups))
        and max(map(len, groups)) <= 7
    )


def _is_phone(view: View, start: int, end: int, written: str, digits: str, normalized: str | None, cue: bool,
              strange: bool, international: bool) -> bool:  # fmt: skip
    groups = _GROUPS.findall(written)
    if international:
        return normalized is not None or cue
    singles = len(groups) >= 7 and all(len(one) == 1 for one in groups)
    if len(groups) > 6 and not singles and not (cue or strange):
        return False
    if (len(set(digits)) < 3 or _DECIMALS.search(written)) and not cue:
        return False
    if cue:
        return (
            normalized is not None
            or (8 <= len(digits) <= 13 and (len(groups) <= 6 or strange or singles))
            or (len(digits) == 7 and len(groups) == 2)
        )
    if strange or _alone(view, start, end):
        return len(digits) >= 9 and (normalized is not None or _valid_somewhere(digits))
    if _grouped(digits, groups):
        return (normalized is not None and len(digits) >= 10) or (digits[0] == "0" and _valid_somewhere(digits))
    return (
        len(groups) == 1
        and len(digits) in (10, 11)
        and (
            (normalized is not None and len(digits) == 10 and digits[0] != "1")
            or (digits[0] == "0" and _valid_somewhere(digits))
        )
    )


@lru_cache(maxsize=4096)
def e164(digits: str, international: bool, regions: tuple[str, ...]) -> str | None:
    """The E.164 form where the number is valid by its own country code or in one of the regions."""
    tries = [(f"+{digits.removeprefix('00')}", None)] if international else [(digits, region) for region in regions]
    for text, region in tries:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        # A premium line in a default region is more likely an ordinary number of another country.
        usual = international or phonenumbers.number_type(number) in _USUAL
        if usual and (
            phonenumbers.is_valid_number(number) or (international and phonenumbers.is_possible_number(number))
        ):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


@lru_cache(maxsize=4096)
def _valid_somewhere(digits: str) -> bool:
    """Whether some country would dial these digits as they stand, or with their own country code in front."""
    return any(e164(digits, False, (region,)) for region in _WIDE) or (
        len(digits) > 10 and e164(digits, True, ()) is not None
    )


def _spelled(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers with words among the digits; the language that explains most of the text wins."""
    best: list[numerals.Run] = []
    for language in numerals.languages(view.text)[:4]:
        found = [run for run in numerals.runs(view.text, language) if run.words >= 1 and len(run.digits) <= 15]
        if sum(len(run.digits) for run in found) > sum(len(run.digits) for run in best):
            best = found
    for run in best:
        near = view.text[max(0, run.start - 60) : run.start] + " " + view.text[run.end : run.end + 30]
        cue = PHONE_CUE.search(near) is not None
        if run.words < 2 and not cue:
            continue
        international = run.plus or (len(run.digits) == 11 and run.digits[0] == "1" and not likely(view.text))
        normalized = e164(run.digits, international, _regions(view, scope))
        if len(run.digits) < 7 and not own_number().search(view.text[max(0, run.start - 30) : run.start]):
            continue
        if (len(run.digits) < 9 and not cue) or re.fullmatch(r"(?:0?1)?2?3?456789?(?:10|0)?\d*", run.digits):
            continue
        if len(set(run.digits)) < 3 and not cue:
            continue
        yield Hit(Category.PHONE, run.start, run.end, normalized or run.digits, None, 0.85, True)


DETECTOR = Detector(
    name="phone",
    category=Category.PHONE,
    gate=(
        r"[0-9](?:[^0-9a-z]{0,5}[0-9olis|]){5}",
        r"[olis]{2,3}[^0-9a-z]{0,5}[0-9](?:[^0-9a-z]{0,5}[0-9olis|]){3}",
        *numerals.word_gate(),
    ),
    find=find,
    finds=(
        ("My number is +1 415 555 0137", "+14155550137"),
        ("call 415-555-0137 tonight", "+14155550137"),
        ("4*1*5*5*5*5*0*1*3*7", "+14155550137"),
        ("text me at 4l5 555 Ol37", "+14155550137"),
        ("ring four one five triple five zero one three seven", "+14155550137"),
        ("FOURONE5-FIVEFIVEFIVE-ZERO137", "+14155550137"),
        ("mi celular es seis uno dos cuatro cero cero uno tres siete", "+34612400137"),
        ("мой номер восемь девятьсот двенадцать ноль ноль пять пять пять", "891200555"),
        ("ruf an: 030 5550137", "0305550137"),
        ("٤١٥٥٥٥٠١٣٧", "+14155550137"),
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
        "one two three four five six seven eight nine ten",
        "ticket #4155550137",
        "https://files.example.com/4155550137/a",
    ),
)
