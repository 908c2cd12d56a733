"""Cards for tests: numbers that providers of payments publish, and what is called a card to try."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

CARD_CUE = re.compile(
    r"\b(?:cards?|visa|master ?card|amex|american express|maestro|debit|credit|exp|expiry|expires|cvv|cvc|tarjeta|cartao|carte|karte|kart|karta|carta|rupay|kartu|cb|cad(?:uca)?|the (?:nay|tin dung|visa|ngan hang)|so the)\b|карт\w*|卡号|银行卡|信用卡|建行|工行|农行|招行|中行|打到|转到|بطاق|कार्ड|কার্ড"
)
# Said of a card or of the place where it is tried.
_SANDBOX = re.compile(
    r"\b(?:test\w*|sandbox|stripe|redsys|midtrans|iyzico|razorpay|adyen|braintree|dummy|sample|staging|demo|mock\w*|fake|prueba\w*|ensayo|teste\w*|testes|"
    r"homologac\w+|essai|factice|prova|collaudo|testow\w*|deneme|sanal ?pos|uji|coba|percobaan|thu nghiem|the thu|jaanch|namuna|pagsubok\w*|pang-?test)\b"
    r"|тест|пробн|песочниц|пісочниц|اختبار|تجرب|تجريب|ساندبوكس|ٹيسٹ|آزمائشي|ازمائشي|टेस्ट|परीक्षण|टेस्टिंग|সৈন্ডবক্স|টেস্ট|পরীক্ষা|测试|測試|沙箱|沙盒"
)
# "Test card 5528 ...": whatever its number, it is one that is given for trying.
_TEST_CARD = re.compile(
    rf"(?:{_SANDBOX.pattern})\w{{0,8}}[\W_]{{0,3}}(?:(?:for|the|a|our|de|da|di|du|con la|com o|mit der|на|ki|ka|cua|bang|ba)[\W_]{{1,3}}){{0,2}}(?:{CARD_CUE.pattern})\w{{0,4}}\W{{0,3}}(?:(?:no|nr|number|num|numarasi|numero|numer|is|номер|:|#)\W{{0,3}}){{0,2}}$"
    rf"|(?:{CARD_CUE.pattern})\w{{0,4}}[\W_]{{1,3}}(?:(?:for|de|da|di|du|do|zum|para|pour|per|для|of)[\W_]{{1,3}}){{0,2}}(?:{_SANDBOX.pattern})\w{{0,6}}\W{{0,3}}(?:(?:no|nr|number|num|is|:|#)\W{{0,3}}){{0,2}}$"
)
_PUBLISHED = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["for_tests"])


# A text may hold a thousand numbers, and is asked about each.
@lru_cache(maxsize=64)
def _speaks_of_tests(text: str) -> bool:
    return _SANDBOX.search(text) is not None


@lru_cache(maxsize=64)
def names_a_card(text: str) -> bool:
    """Whether a text has a word for a card."""
    return CARD_CUE.search(text) is not None


def is_for_tests(text: str, digits: str, before: str) -> bool:
    """Whether a number is one that is published for tests and the text speaks of some, or is called a card for tests."""
    return (digits in _PUBLISHED and _speaks_of_tests(text)) or _TEST_CARD.search(before) is not None
