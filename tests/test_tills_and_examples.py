"""Short numbers of merchants are paid into; examples and quoted lines of a page hand nothing out; one word tells the country."""

from __future__ import annotations

import pytest

from auditor.model.detections import Hit, Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in


def _one(text: str, category: Category) -> Hit:
    found = [one for one in find_in(text, Scope()) if one.category is category]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "till"),
    [("mpesa till 522522", "522522"), ("Pay to M-Pesa paybill 247247 account 17", "247247"), ("lipa kwa m-pesa till no. 6541230", "6541230")],
)  # fmt: skip
def test_a_till_of_mpesa_is_paid_into(text: str, till: str) -> None:
    assert _one(text, Category.PAYMENT_HANDLE).normalized == till


@pytest.mark.parametrize(
    "text", ["the mpesa till page takes 20000 requests", "mpesa till 52 is broken", "the till takes 522522"]
)
def test_other_numbers_beside_a_till_are_none(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category is Category.PAYMENT_HANDLE] == []


@pytest.mark.parametrize(
    ("text", "category", "stance"),
    [
        ('"Contact us at hello@lindstore.com" should be in the footer', Category.EMAIL, Stance.MENTION),
        ('"Write to hello@lindstore.com"', Category.EMAIL, Stance.OFFER),
        ('"Write to hello@lindstore.com" ok?', Category.EMAIL, Stance.OFFER),
        ("IBAN field shows DE89370400440532013000 as example in the docs", Category.IBAN, Stance.MENTION),
        ("my IBAN DE89370400440532013000", Category.IBAN, Stance.OFFER),
    ],
)
def test_a_quoted_line_and_an_example_hand_nothing_out(text: str, category: Category, stance: Stance) -> None:
    assert _one(text, category).stance is stance


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("mandame un whats al 55 1234 5678", "+525512345678"), ("Ci sentiamo al 347 123 4567?", "+393471234567"),
        ("ti chiamo al 347 123 4567", "+393471234567"), ("I will chiama you, 212 736 5000", "+12127365000"),
    ],
)  # fmt: skip
def test_one_telling_word_without_english_says_the_country(text: str, number: str) -> None:
    assert _one(text, Category.PHONE).normalized == number
