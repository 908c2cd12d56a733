"""The ask right before a detail: "call me at +1 ...", "send the money to DE89 ...", "llámame al ...". The detail is one thing,
what is asked to be done with it another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from auditor.lexicons.cues import words
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.stances import adjusted

_REACHED = frozenset((Category.PHONE, Category.EMAIL, Category.MESSENGER))
_PAID = frozenset((Category.IBAN, Category.CARD, Category.CRYPTO, Category.PAYMENT_HANDLE))
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
_BEFORE = 60
CONFIDENCE = 0.7


@cache
def _reach() -> Sifted:
    return Sifted(rf"{words('reach_lead')}{_AT}")


@cache
def _pay() -> Sifted:
    return Sifted(rf"{words('pay_lead')}{_AT}")


# What may stand between an ask and its detail: "... my number:", "... al", "auf".
_AT = r"(?:[^\w.!?\n]{1,3}[\w'’]+){0,3}[^\w.!?\n]{0,4}$"


def leads(view: View, details: Iterable[Hit]) -> Iterator[Hit]:
    """The asks right before details that are handed out."""
    for hit in details:
        if hit.normalized is None or hit.stance in _MILD or hit.category not in _REACHED | _PAID:
            continue
        paid = hit.category in _PAID
        first = max(0, hit.start - _BEFORE)
        lead = (_pay() if paid else _reach()).search(view.text[first : hit.start])
        if lead is None:
            continue
        start = first + lead.start()
        end = start + len(lead.group().rstrip(" :,-(<\"'\n\t"))
        category = Category.OFF_PLATFORM_PAYMENT if paid else Category.CONTACT_REQUEST
        stance = adjusted(view.text, start, end, category, Stance.OFFER if paid else Stance.REQUEST)
        if end > start and stance not in _MILD:
            yield Hit(category, start, end, None, None, CONFIDENCE, view.is_hidden(start, end), stance)
