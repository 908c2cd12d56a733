"""A "no" before a number stands for the word "number": it refuses no app, hides no detail and is no nine of Hindi."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

APPS = (Category.MESSENGER, Category.PAYMENT_APP)
GIVEN = (
    ("WhatsApp no. 91234 50678", "+919123450678"),
    ("My WhatsApp no is 9123450678", "+919123450678"),
    ("Viber no: 91234 50678", "+919123450678"),
    ("Telegram no - 91234 50678", "+919123450678"),
    ("paytm no 9123450678", "+919123450678"),
    ("gcash no. 0917 555 0137", "+639175550137"),
    ("bkash no 01712340567", "+8801712340567"),
    ("my no. nine one two three four five zero six seven eight", "+919123450678"),
    ("mera no. nau ek do teen char paanch shunya chhe saat aath", "+919123450678"),
    ("my no nine one two three four five zero six seven eight", "+919123450678"),
    ("WhatsApp no. nine one two three four five zero six seven eight", "+919123450678"),
    ("my no: 9123450678", "+919123450678"),
    ("no hp saya 081234550137", "+6281234550137"),
)
REFUSED = ("WhatsApp no, sorry", "WhatsApp? No. 91234 rows are imported", "telegram? no, 3 files are enough")


@pytest.mark.parametrize(("text", "number"), GIVEN)
def test_the_number_is_given(text: str, number: str) -> None:
    found = find_in(text, Scope(regions=("IN",)))
    assert [one.normalized for one in found if one.category is Category.PHONE and one.stance is Stance.OFFER] == [
        number
    ]
    assert [one for one in found if one.category in APPS and one.stance is Stance.DECLINE] == []


@pytest.mark.parametrize("text", REFUSED)
def test_a_no_is_one(text: str) -> None:
    assert Stance.DECLINE in [one.stance for one in find_in(text, Scope()) if one.category in APPS]


def test_a_nought_that_is_a_no_as_well_refuses_nothing() -> None:
    found = find_in("add da lo mình: không chín hai ba không không bốn năm sáu bảy", Scope())
    assert {one.stance for one in found} <= {Stance.OFFER, Stance.REQUEST}


def test_the_account_is_paid_on() -> None:
    found = find_in("gcash no. 0917 555 0137", Scope(regions=("IN",)))
    assert [one.normalized for one in found if one.category is Category.PAYMENT_HANDLE] == ["+639175550137"]


def test_a_mark_keeps_the_nine_off() -> None:
    found = find_in("call my no: 212, 555, 01-37 please, one two", Scope(regions=("US",)))
    assert [one.normalized for one in found if one.category is Category.PHONE] == ["+12125550137"]
