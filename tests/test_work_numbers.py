"""Rows of sizes, figures of programs and what pages are to hold: no number of anybody's, or only a mention."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

VALUES = {Category.PHONE, Category.EMAIL, Category.POSTAL_ADDRESS, Category.URL}


def offered(text: str) -> list[str | None]:
    """The details that a text hands out."""
    return [
        one.normalized for one in find_in(text, Scope()) if one.category in VALUES and one.stance is not Stance.MENTION
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Phone screens: 360 640 720 1080 1440",
        "Mobile breakpoints 320 375 414 768",
        "call stack depth 512 1024 2048",
        "Contact sheet 24 36 48 72 images",
        "Phone layout: 360 414 768 1024",
        "手机端 320 375 414 768",
        "int x = 9876543210;",
        "timeout 2127365000 ns",
        "the count is 9876543210",
        "9_876_543_210 as Python int",
    ],
)
def test_rows_and_figures_of_programs_are_no_numbers_whatever_word_stands_beside(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Füge im Footer die Telefonnummer 030 901820 und info@lind-werk.de ein",
        "Pon en el pie de página el teléfono 612 345 678",
        "Mets dans le pied de page le 01 23 45 67 89",
        "Coloca no rodapé o telefone (11) 98765-4321",
        "Wstaw w stopce numer 512 345 678",
        "Добавь в футер телефон 8 916 123-45-67",
        "ضع في تذييل الموقع رقم 01001234567",
        "页脚放电话 13812345678",
        "Cantumkan nomor 0812-3456-7890 di footer",
        "Đặt số 0912 345 678 ở chân trang",
        "Row 17 of the CSV has phone 415-555-0137 twice",
        "normalize +1 (415) 555-0137 to E.164",
        "validator rejects petra@petralind.io, why?",
    ],
)
def test_what_a_page_or_a_file_holds_is_mentioned(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my number for the footer is 415-555-0137, call me", "+14155550137"),
        ("The footer is done. Call me on 415-555-0137", "+14155550137"),
        ("call 1 212 736 5000", "+12127365000"),
        ("call 212 736 5000", "+12127365000"),
        ("my number 98 76 54 32 10", "+919876543210"),
        ("m = 07911123456", "+447911123456"),
    ],
)
def test_a_number_that_somebody_gives_is_offered(text: str, number: str) -> None:
    assert offered(text) == [number]
