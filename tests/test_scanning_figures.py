"""Figures that nobody dials: order numbers that were asked for, lists over several messages; and numbers that are given all the same."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found

QUESTIONS = (
    "order number?",
    "What is the order number?",
    "Please send me the order number of the failed shipment.",
    "I need the tracking id",
    "ticket number please",
    "what's the account ID in Google Ads?",
    "what's the id of the lead",
    "number of impressions last month?",
    "unix timestamp?",
    "PO number please",
    "¿número de pedido?",
    "¿el id de la campaña?",
    "número da nota fiscal?",
    "numéro de suivi ?",
    "Rechnungsnummer?",
    "partita IVA?",
    "numer przesyłki?",
    "sipariş numarası?",
    "ऑर्डर नंबर क्या है?",
    "ٹکٹ نمبر؟",
    "ট্র্যাকিং নম্বর?",
    "ano ang order number?",
    "номер накладной?",
    "номер замовлення?",
    "رقم الفاتورة؟",
    "快递单号？",
    "mã vận đơn là gì?",
    "nomor resi?",
)
ANSWERS = ("4155550137", "#4155550137", "it's 4155550137", "0612345678")
REACHING = (
    "what's your number?",
    "¿me das tu celular?",
    "номер телефона?",
    "رقم هاتفك؟",
    "order number and your phone number?",
)
LISTS = (
    ("prices per item please", ("1200", "1450", "990")),
    ("dates?", ("12/05", "14/05", "19/05")),
    ("error codes you see?", ("404", "502", "5030")),
    ("What did the sensor show?", ("447", "911", "123456")),
    ("which rows are broken", ("212", "555", "1870")),
    ("¿precios?", ("415", "555", "2671")),
    ("Preise pro Stück?", ("415", "555", "2671")),
    ("цены?", ("415", "555", "2671")),
    ("价格？", ("415", "555", "2671")),
    ("fiyatlar?", ("415", "555", "2671")),
)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_digits_that_answer_for_the_number_of_a_thing_are_nobodys(question: str, answer: str) -> None:
    talk = [("client", 0, question), ("freelancer", 1, answer)]
    assert found(talk, Category.PHONE) == []
    assert found(talk, Category.CONTACT_REQUEST) == []


@pytest.mark.parametrize("question", REACHING)
def test_digits_that_answer_for_a_telephone_number_are_one(question: str) -> None:
    (one,) = found([("client", 0, question), ("freelancer", 1, "4155550137")], Category.PHONE)
    assert one["normalized"] == "+14155550137"


@pytest.mark.parametrize(("asked", "figures"), LISTS)
def test_figures_in_a_message_each_are_no_number(asked: str, figures: tuple[str, ...]) -> None:
    assert found([("client", 0, asked), *(("freelancer", 1, one) for one in figures)], Category.PHONE) == []


@pytest.mark.parametrize("heading", ["Page views:", "sizes in px", "Articles done so far:", "Seiten:"])
def test_figures_below_a_heading_are_no_number(heading: str) -> None:
    assert (
        found([("client", 0, heading), *(("client", 1, one) for one in ("415", "555", "2671"))], Category.PHONE) == []
    )


def test_figures_behind_a_price_list_that_was_promised_may_be_one() -> None:
    talk = [
        ("client", 0, "you know the price list i promised"),
        *(("client", 1, one) for one in ("415", "555", "0137")),
    ]
    (one,) = found(talk, Category.PHONE)
    assert one["normalized"] == "+14155550137"
