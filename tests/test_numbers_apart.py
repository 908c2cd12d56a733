"""Numbers whose parts are said apart: an area code behind the rest, words for separators, a word among digits, a sum; and
figures beside the same words that are none."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in
from auditor.scanning.gate import keys, passing

APART = {
    "call 212 space 736 space 0137": "+12127360137",
    "212 (dash) 736 (dash) 0137": "+12127360137",
    "212 [space] 736 [space] 0137": "+12127360137",
    "Meine Nummer 0151 Strich 2345 Strich 6789": "+4915123456789",
    "llámame 612 guion 345 guion 678": "+34612345678",
    "my phone: area code 212, then 7360137": "+12127360137",
    "212 is the area code, 736 0137 the rest": "+12127360137",
    "call me 736 0137, area code 212": "+12127360137",
    "my number is 7360137 and put 212 before it": "+12127360137",
    "call 7360137 with 212 in front": "+12127360137",
    "ruf an: 23456789, Vorwahl 0151": "+4915123456789",
    "il mio numero 1234567 con 347 davanti": "+393471234567",
    "мой номер 1234567, код города 495": "+74951234567",
    "area code is 212 and my number 736 0137": "+12127360137",
    "me liga: 98765-4321, DDD 11": "+5511987654321",
    "my cell 9876five43210": "+919876543210",
    "my number: 98765 4321 and then a zero": "+919876543210",
    "my cell: start with 212 and then 736 and then finish with 0137": "+12127360137",
    "my cell: two one two, seven three six, five thousand": "+12127365000",
    "call 212 736 five thousand": "+12127365000",
    "my cell = 212 + 7360137": "+12127360137",
}
NONE = (
    "The area code 212 covers Manhattan; 7360137 rows loaded",
    "7360137 rows were loaded, prefix 212",
    "the area code is 212 and 736 0137 visitors came",
    "load 7360137 and then put 212 before it",
    "the disk has 212 space 5000 units",
    "leave 212 space 736 px, 5000 in all",
    "Telegram stickers 512 512, 100 100",
    "batch 9876five43210 failed",
    "we sold 98765 4321 and then a zero came",
    "two thousand five hundred, three thousand six hundred, four thousand",
    "two hundred forty thousand five hundred people",
    "budget 212 + 7360137",
    "my phone battery has 3000 + 4000 mAh",
    "phone 2024 one page, 3 designs",
)


@pytest.mark.parametrize("text", APART)
def test_parts_that_are_said_apart_are_one_number(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category is Category.PHONE]
    assert [one.normalized for one in found] == [APART[text]]
    assert found[0].obfuscated
    assert passing(keys(pl.Series([text]))) != []


@pytest.mark.parametrize("text", NONE)
def test_figures_beside_such_words_are_no_number(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category is Category.PHONE] == []
