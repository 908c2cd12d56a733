"""A detail and the ask around it are two detections, in 18 languages; a detail that nobody asks to use is one."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

PHONE = {
    "Call me at": "+1 202 555 0143", "text me": "202-555-0143", "llámame al": "+34 612 345 678", "me liga no": "+55 11 98765-4321",
    "appelez-moi au": "06 39 98 12 34", "Rufen Sie mich an:": "+49 151 23456789", "chiamami al": "+39 347 555 0198",
    "zadzwoń do mnie": "+48 512 345 678", "mujhe call karo": "+91 98765 43210", "मुझे कॉल करें": "+91 98765 43210",
    "مجھے کال کریں": "+92 300 1234567", "আমাকে কল করুন": "+880 1712 345678", "tawagan mo ako sa": "+63 917 123 4567",
    "звоните мне": "+7 912 555 01 42", "дзвоніть мені": "+380 67 123 45 67", "اتصل بي على": "+20 100 123 4567", "打我电话": "13800555014",
    "gọi cho mình": "+84 90 123 4567", "hubungi saya di": "+62 812 3456 7890", "beni ara": "+90 532 123 45 67",
}  # fmt: skip
MAIL = ("Email me at", "escríbeme a", "schreib mir an", "écris-moi à", "scrivimi a", "пишите мне на")
BANK = (
    "Please send the money to",
    "envía el dinero a",
    "überweise das Geld auf",
    "virez l'argent sur",
    "переведите деньги на",
    "przelej na",
)


def _found(text: str) -> set[tuple[str, str]]:
    row = {"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}
    found = scan_frame(pl.DataFrame([row]), ("US",))
    for start, end, value in found.select("start_offset", "end_offset", "value").rows():
        assert text[start:end] == value
    loud = found.filter(~pl.col("stance").is_in(["mention", "decline"]))
    return set(loud.select("category", "stance").rows())


@pytest.mark.parametrize("lead", PHONE)
def test_a_number_and_the_ask_to_call_it(lead: str) -> None:
    categories = {category for category, _ in _found(f"{lead} {PHONE[lead]}")}
    assert {"phone", "contact_request"} <= categories


@pytest.mark.parametrize("lead", MAIL)
def test_an_address_and_the_ask_to_write_there(lead: str) -> None:
    assert {("email", "offer"), ("contact_request", "request")} <= _found(f"{lead} dana.k@larkspur-press.com")


@pytest.mark.parametrize("lead", BANK)
def test_an_account_and_the_ask_to_pay_there(lead: str) -> None:
    categories = {category for category, _ in _found(f"{lead} DE89 3704 0044 0532 0130 00")}
    assert {"iban", "off_platform_payment"} <= categories


@pytest.mark.parametrize(
    "text",
    (
        "don't call me at +1 202 555 0143, write here",
        "test with user dana.k@larkspur-press.com",
        "my number is +1 202 555 0143",
    ),
)
def test_no_ask_stands_where_nobody_asks(text: str) -> None:
    assert "contact_request" not in {category for category, _ in _found(text)}
