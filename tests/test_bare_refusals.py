"""Refusals and bans in few words ("nessun pagamento fuori dal sito") are no offers; offers with a no of something else stay offers."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

REFUSED = (
    "nessun pagamento fuori dal sito",
    "Niente pagamenti fuori piattaforma",
    "sin pagos por fuera",
    "nada de pagos por fuera",
    "sem pagamento por fora",
    "nenhum pagamento por fora",
    "żadnych płatności poza platformą",
    "bez płatności poza platformą",
    "никаких оплат мимо биржи",
    "жодних оплат поза біржею",
    "aucun paiement hors plateforme",
    "keine Zahlungen außerhalb der Plattform",
    "tidak ada pembayaran di luar platform",
    "dilarang transaksi di luar platform",
    "walang bayaran sa labas ng platform",
    "platform dışı ödeme yok",
    "platform dışı ödeme kabul edilmez",
    "Platform dışında ödeme yapmak yasaktır",
    "প্ল্যাটফর্মের বাইরে টাকা নেব না",
    "প্ল্যাটফর্মের বাইরে পেমেন্ট নিষেধ",
    "میں اپنا نمبر نہیں دے سکتا",
    "میں اپنا نمبر نہیں دوں گا",
    "आपको अपना ईमेल नहीं दूंगा",
    "मैं अपना नंबर यहाँ नहीं दे सकता, यह नियमों के खिलाफ है।",
    "đừng zalo, nhắn ở đây",
    "व्हाट्सएप नहीं, यहीं बात करेंगे",
    "I appreciate the offer to pay me directly, but that'd breach the terms, so it's a no.",
)
OFFERED = (
    "pagamento fuori, senza commissioni",
    "pago por fuera sin comisión",
    "Zahlung außerhalb ohne Gebühren",
    "ohne Plattform, Zahlung direkt auf mein Konto",
    "оплата мимо биржи без комиссии",
    "pembayaran di luar platform tanpa biaya",
    "sa labas na lang bayad, walang fee",
    "私下转账行不行",
    "dùng zalo nhé",
    "platform dışı ödeme, komisyon yok",
)


def _stances(text: str) -> list[str]:
    row = {"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}
    return scan_frame(pl.DataFrame([row]), ("US",))["stance"].to_list()


@pytest.mark.parametrize("text", REFUSED)
def test_a_bare_refusal_does_not_alarm(text: str) -> None:
    assert set(_stances(text)) <= {"mention", "decline"}


@pytest.mark.parametrize("text", OFFERED)
def test_an_offer_with_a_no_of_something_else_alarms(text: str) -> None:
    assert set(_stances(text)) - {"mention", "decline"}
