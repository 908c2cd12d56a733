"""A question is a request in every language and for every way to pay; a messenger alone is no payment."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

PAID_BY = (
    "do you accept PayPal?", "do you accept crypto?", "do you accept payoneer", "would you take bitcoin instead?", "Nimmst du Krypto?", "akzeptieren Sie Payoneer?",
    "tu acceptes les cryptos ?", "vous prenez paypal ?", "¿aceptas payoneer?", "¿recibes cripto?", "aceita pix?", "accetti bitcoin?", "przyjmujesz krypto?",
    "تقبل بايونير؟", "هل تقبل العملات الرقمية؟", "你接受比特币吗？", "你收PayPal吗", "क्या आप क्रिप्टो लेते हैं?", "paypal lete ho kya?", "کیا آپ کرپٹو لیتے ہیں؟", "আপনি কি payoneer নেন?",
    "берете биткоин?", "крипта подойдет?", "береш крипту?", "terima paypal?", "kripto kabul ediyor musunuz?", "momo được không?", "tumatanggap ka ba ng gcash?",
)  # fmt: skip
WORK = (
    "the shop accepts PayPal", "do you accept PayPal on the landing page?", "der Shop nimmt PayPal", "la tienda acepta paypal", "магазин принимает paypal",
)  # fmt: skip
MESSENGER = ("加个微信可以吗", "微信可以吗", "加你微信行不行", "用微信吧", "微信好吗")
PAID_BY_WECHAT = ("微信转账可以吗", "微信付款行吗", "微信收款行不行", "用微信付")


def _found(text: str) -> pl.DataFrame:
    frame = pl.DataFrame([{"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}])
    found = scan_frame(frame, ("US",))
    assert found.equals(scan_frame(frame, ("US",), everything=True))
    return found


def _stances(text: str) -> list[str]:
    return _found(text).filter(pl.col("category") == "off_platform_payment")["stance"].to_list()


@pytest.mark.parametrize("text", PAID_BY)
def test_whoever_asks_which_way_of_payment_is_taken_requests_it(text: str) -> None:
    assert _stances(text) == ["request"]
    assert set(_found(text)["stance"]) == {"request"}


@pytest.mark.parametrize("text", WORK)
def test_a_way_of_payment_of_a_shop_is_no_request(text: str) -> None:
    assert set(_stances(text)) <= {"mention"}


@pytest.mark.parametrize("text", MESSENGER)
def test_wechat_alone_is_a_messenger(text: str) -> None:
    assert _stances(text) == []
    assert "messenger" in _found(text)["category"].to_list()


@pytest.mark.parametrize("text", PAID_BY_WECHAT)
def test_wechat_beside_a_word_for_paying_is_a_payment(text: str) -> None:
    assert _stances(text) in (["request"], ["offer"])
