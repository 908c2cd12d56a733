"""Which country a number without a country code is of: the user's, unless the words near it say another."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in

ENGLISH = "It is what we said about the work when they were here and that is all we need to know. " * 30


def numbers(text: str, *regions: str) -> list[str | None]:
    """The numbers of a text in their E.164 form."""
    scope = Scope(regions) if regions else Scope()
    return [one.normalized for one in find_in(text, scope) if one.category is Category.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "I do AI work. Call me: 212-736-5000",
        "ya, call: 212-736-5000",
        "Gracias! 212-736-5000",
        "ciao, call 212-736-5000",
        "We are a team of pro people for AI. My number: 212-736-5000",
        f"Hola, ya di, voce obrigado, bitte danke. {ENGLISH} Call 212-736-5000",
    ],
)
def test_one_word_of_another_language_does_not_move_a_number_abroad(text: str) -> None:
    assert numbers(text) == ["+12127365000"]
    assert numbers(text, "US") == ["+12127365000"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("teléfono 612 345 678", "+34612345678"),
        ("Telefonnummer 030 901820", "+4930901820"),
        ("telefon 512 345 678", "+48512345678"),
        ("il numero è 347 123 4567", "+393471234567"),
        ("Đặt số 0912 345 678", "+84912345678"),
        ("نمبر 0300 1234567", "+923001234567"),
        ("شماره من ۰۹۱۲۱۲۳۴۵۶۷", "+989121234567"),
        ("Handy 0151 2345678", "+491512345678"),
        (f"{ENGLISH} Hola, llama a mi movil: 612 345 678. {ENGLISH}", "+34612345678"),
    ],
)
def test_a_word_for_a_telephone_beside_a_number_tells_its_language(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("мой украинский номер 067 123 45 67", "+380671234567"),
        ("067 123 45 67 Украина", "+380671234567"),
        ("телефон 050 123 45 67", "+380501234567"),
        ("мой номер 8 029 123 45 67 Беларусь", "+375291234567"),
        ("мой номер 8 916 123-45-67", "+79161234567"),
        ("mi número 0991234567 Ecuador", "+593991234567"),
        ("Bulgaria 0888 123 456 call", "+359888123456"),
        ("my Swedish number 070 123 45 67", "+46701234567"),
        ("my Mexican number is 55 1234 5678", "+525512345678"),
        ("070-1234-5678 日本", "+817012345678"),
        ("mi celular es 0412-1234567 (Venezuela)", "+584121234567"),
    ],
)
def test_a_country_that_is_named_beside_a_number_is_heeded(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize("digits", ["4915123456789", "34612345678", "2348031234567", "380671234567"])
def test_a_country_code_without_its_sign_is_one(digits: str) -> None:
    assert numbers(f"my number is {digits}") == [f"+{digits}"]
