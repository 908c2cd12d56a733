"""Payment card numbers: by checksum, or by their shape beside a word for cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from stdnum import luhn

from auditor.detectors.parts.apart import unit_words
from auditor.detectors.parts.saying import said_from
from auditor.detectors.parts.trying import CARD_CUE, is_for_tests, names_a_card
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category

# A month and a year behind the number are no part of it.
_NO_DATE = r"(?!(?:0[1-9]|1[0-2])\s?/\s?(?:20)?\d\d(?!\d))"
_RUN = re.compile(rf"(?<![\w.#/-])(?:[2-6]\d{{3}}|1800|0604)(?:[\s.*_-]{{0,3}}{_NO_DATE}\d){{8,15}}(?!\w)(?![.-]\d)")
_SIXTEEN = re.compile(r"\d(?:[\s.*_-]{0,3}\d){15}(?!\d)")
# Cut up by other signs, or elsewhere than after four: only behind a word for cards, and with the checksum.
_CUT = re.compile(rf"(?<![\w.#/-])[2-6](?:[\s.*_/|,:;-]{{0,4}}{_NO_DATE}\d){{12,18}}(?!\w)(?![.-]\d)")
_SHAPE = re.compile(
    r"^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14}|6[0-9]{15,18}|5[06789]\d{14}|220[0-4]\d{12})$"
)
# Issuers whose numbers are short or begin like anything else: they need the word right before, and the checksum.
_RARE_SHAPE = re.compile(
    r"^(?:(?:2131|1800)\d{11}|(?:5018|5020|5038|5[678]\d\d|6304|6390|67\d\d|0604)\d{8,15}|3[068]\d{12})$"
)
_NAMED = re.compile(rf"(?:{CARD_CUE.pattern})\W{{0,3}}(?:(?:no|nr|number|num|is|:|#)\W{{0,3}}){{0,2}}$|\bcc\W{{1,3}}$")
_IS_ID = re.compile(
    r"\b(?:order|ticket|invoice|tracking|imei|serial|id|isbn|ean|upc|sku|ref|reference|timestamp|test card|stripe test|sandbox|dummy|sample)\b[\s:#.]{0,3}(?:no|number|is|id)?[\s:#.]{0,3}$"
)
# Even a number that is known from tests is given as somebody's own: with its month, or to be charged.
_EXPIRES = re.compile(r"[\s,;]{0,3}(?:\w{1,8}\.?\s?){0,2}:?\s?(?:0[1-9]|1[0-2])\s?/\s?(?:20)?\d\d\b")
_CHARGED = re.compile(
    r"\b(?:my|mi|meu|minha|mein\w*|mon|ma|mia|moj\w*|kartim\w*|charge|cobra\w*|passa|belast\w*|debit\w*|pay|zahl\w*)\b|мо[яйюе]\w?|спиши|我的|刷"
)
# Of the numbers that are published for tests the best known, which stand for any number without a word.
_TEST = frozenset(
    (
        "4242424242424242",
        "4111111111111111",
        "4000000000000002",
        "5555555555554444",
        "378282246310005",
        "4012888888881881",
        "5105105105105100",
        "6011111111111117",
    )
)


_UNITS = "|".join(one for one in unit_words().split("|") if one.isascii())
_IN_WORDS = (
    r"\b(?P<name>cards?|visa|master ?card|amex|tarjeta|cartao|carte|karte|kart|karta|carta)\b[^\n]{0,24}"
    rf"\b(?:{_UNITS})\b[^\n]{{1,6}}(?:{_UNITS}|[0-9])"
)
_SAID = re.compile(_IN_WORDS, re.ASCII)
MOST_NAMED, SHORTEST, LONGEST = 4, 13, 19


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Numbers that a card could have; the well-known numbers for testing are none."""
    for one in map(_without_rest, _RUN.finditer(view.text)):
        digits = re.sub(r"\D", "", one.group())
        before = view.text[max(0, one.start() - 40) : one.start()]
        expires = _EXPIRES.match(view.text, one.end()) is not None
        charged = expires or (CARD_CUE.search(before) is not None and _is_charged(view.text))
        if (digits in _TEST and not charged) or _IS_ID.search(before) or is_for_tests(view.text, digits, before):
            continue
        if len(set(digits)) < 4 and digits not in _TEST:
            continue
        called = _NAMED.search(before) is not None
        if not _SHAPE.match(digits) and not (called and _RARE_SHAPE.match(digits) and luhn.is_valid(digits)):
            continue
        cue = called or names_a_card(view.text)
        groups = re.findall(r"\d+", one.group())
        grouped = [len(group) for group in groups] in ([4, 4, 4, 4], [4, 6, 5], [4, 6, 4])
        if cue or (luhn.is_valid(digits) and (grouped or expires or _is_alone(view.text, one.group()))):
            yield _hit(view, one, digits)
    if names_a_card(view.text):
        for one in _CUT.finditer(view.text):
            digits = re.sub(r"\D", "", one.group())
            before = view.text[max(0, one.start() - 40) : one.start()]
            if (
                _SHAPE.match(digits)
                and luhn.is_valid(digits)
                and digits not in _TEST
                and not _IS_ID.search(before)
                and not is_for_tests(view.text, digits, before)
            ):
                yield _hit(view, one, digits)
    yield from _said(view)


@lru_cache(maxsize=64)
def _is_charged(text: str) -> bool:
    return _CHARGED.search(text) is not None


@lru_cache(maxsize=64)
def _is_alone(text: str, number: str) -> bool:
    """Whether a text is this number and nothing else."""
    return not text.replace(number, "").strip(" .!")


def _without_rest(run: re.Match[str]) -> re.Match[str]:
    """A run that is no card as a whole, without the sum or count behind the sixteen digits that are one: "... 0366 - 100 usd"."""
    head = _SIXTEEN.match(run.string, run.start(), run.end())
    if head is None or luhn.is_valid(re.sub(r"\D", "", run.group())):
        return run
    return head if luhn.is_valid(re.sub(r"\D", "", head.group())) else run


def _said(view: View) -> Iterator[Hit]:
    """Numbers behind a word for cards some of whose digits are words: the checksum decides."""
    taken = 0
    for named in islice(_SAID.finditer(view.text), MOST_NAMED):
        digits, start, in_words = "", named.end("name"), False
        if start < taken or is_for_tests(view.text, "", view.text[max(0, start - 40) : start]):
            continue
        for one in said_from(view, start):
            if not one.value.isdigit() or len(digits) > LONGEST:
                if digits:
                    break
                continue
            start = start if digits else one.start
            digits, in_words = digits + one.value, in_words or not one.plain
            if (
                in_words
                and len(digits) >= SHORTEST
                and _SHAPE.match(digits)
                and luhn.is_valid(digits)
                and digits not in _TEST
            ):
                taken = one.end
                yield Hit(Category.CARD, start, one.end, digits, None, 0.9, True)
                break


def _hit(view: View, one: re.Match[str], digits: str) -> Hit:
    odd = re.search(r"[*_./|,:;]", one.group()) is not None
    return Hit(
        Category.CARD,
        one.start(),
        one.end(),
        digits,
        None,
        0.95 if luhn.is_valid(digits) else 0.75,
        odd or view.is_hidden(one.start(), one.end()),
    )


DETECTOR = Detector(
    name="card",
    category=Category.CARD,
    gate=(
        r"[0-6][0-9]{3}(?:[ .*_-]{0,3}[0-9]){8}",
        r"[2-6](?:[ .*_/|,:;-]{0,4}[0-9]){12}",
        _IN_WORDS.replace("?P<name>", "?:"),
    ),
    find=find,
    finds=(
        ("card four five three nine 1488 0343 6467", "4539148803436467"),
        (
            "my visa is four five three nine, one four eight eight, zero three four three, six four six seven",
            "4539148803436467",
        ),
        ("charge my card 4539 1488 0343 6467", "4539148803436467"),
        ("visa 4539-1488-0343-6467 exp 11/29", "4539148803436467"),
        ("3714 496353 98431", "371449635398431"),
        ("block my card 6304 9021 7753", "630490217753"),
        ("put it on my card 4539 // 1488 // 0343 // 6467, exp 11/29", "4539148803436467"),
        ("my visa: 45-39-14-88-03-43-64-67", "4539148803436467"),
        ("tiens la cb 4539 1488 0343 6467 06/28", "4539148803436467"),
        ("رقم بطاقتي ٤٥٣٩ / ١٤٨٨ / ٠٣٤٣ / ٦٤٦٧", "4539148803436467"),
        ("cobralo de la 5555 5555 5555 4444, vence 08/28", "5555555555554444"),
    ),
    silent=(
        "card four five three nine 1488 0343 6468",
        "each card has one title, two lines and 4539 pixels",
        "use the test card 4242 4242 4242 4242",
        "site iyzico ile çalışacak, test kartı 5528 7900 0000 0008 ile denersin",
        "pasarela Redsys, tarjeta de prueba 4548 8120 4940 0004, caduca 12/34",
        "zum Testen die Karte 4111 1111 1111 1111 mit PayPal",
        "الدفع عبر STC Pay، الاختبار بالبطاقة 4111 1111 1111 1111",
        "тестовая карта 4539 1488 0343 6467",
        "kartu tes 4811 1111 1111 1114 di Midtrans",
        "测试卡号 4539 1488 0343 6467",
        "order id 4539148803436467",
        "the cards show 4539, 1488, 0343, 6468 points",
        "4539 1488 0343 6468",
        "timestamp 1700000000000000",
        "row 630490217753 of the table",
    ),
)
