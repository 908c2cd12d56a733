"""A detail that touches a dash, dots, the next sentence, a label or letters of a script without blanks is found whole."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in

TOUCHING = {
    "petra@gmail.com—thanks": "petra@gmail.com",
    "petra@gmail.com.Please write": "petra@gmail.com",
    "_petra@gmail.com_": "petra@gmail.com",
    "petralind.io—my site": "petralind.io",
    "my mail—petra@petralind.io": "petra@petralind.io",
    "Write me...petra@gmail.com": "petra@gmail.com",
    "call—415-555-0137": "+14155550137",
    "call…415-555-0137": "+14155550137",
    "call=415-555-0137": "+14155550137",
    "tel.415-555-0137": "+14155550137",
    "tel_415-555-0137": "+14155550137",
    "m.07911123456": "+447911123456",
    "petra@gmail.com/Tel: 415-555-0137": "+14155550137",
    "btc=1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2": "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "card—4539 1488 0343 6467": "4539148803436467",
    "card #4539 1488 0343 6467": "4539148803436467",
    "telegram @petra_lind—thanks": "petra_lind",
    "t.me/petra_lind...thanks": "petra_lind",
    "邮箱petra@qq.com。谢谢": "petra@qq.com",
    "请发邮件到petra@petralind.io谢谢": "petra@petralind.io",
    "账户DE89370400440532013000谢谢": "DE89370400440532013000",
    "收款卡号4539148803436467谢谢": "4539148803436467",
    "QQ287654321加我": "287654321",
    "微信petralind88加我": "petralind88",
    "飞机@petra_lind联系": "petra_lind",
    "t.me/petra_lind请联系": "petra_lind",
    "메일은 petra@gmail.com입니다": "petra@gmail.com",
    "मेल petra@gmail.comपर": "petra@gmail.com",
    # What stands between two halves is a sign and no edge.
    "petra艾特gmail.com": "petra@gmail.com",
    "petra@gmail点com": "petra@gmail.com",
    "415–555–0137": "+14155550137",
}


@pytest.mark.parametrize("text", TOUCHING)
def test_a_detail_ends_where_something_else_touches_it(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.normalized]
    assert TOUCHING[text] in [one.normalized for one in found]
    values = {Category.EMAIL, Category.PHONE, Category.IBAN, Category.CARD, Category.URL}
    assert {one.normalized for one in found if one.category in values} <= {TOUCHING[text], "petra@gmail.com"}


@pytest.mark.parametrize(
    "text", ["open 10–12 daily", "9–5 work", "see ... 5...6 items", "用WhatsApp付款", "v1.2.3版本"]
)
def test_other_dashes_dots_and_letters_make_no_detail(text: str) -> None:
    assert not [one for one in find_in(text, Scope()) if one.normalized]
