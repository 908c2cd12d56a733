"""An app that somebody would rather do without is refused, in lists, questions and eighteen languages; "sin comisión, por WhatsApp" offers."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.scanning import scan_frame

REFUSED = (
    "better no WhatsApp",
    "no WhatsApp, no Telegram, no Skype",
    "kein WhatsApp, kein Telegram, kein Skype",
    "sin WhatsApp, sin Telegram, sin Skype",
    "sem WhatsApp, sem Telegram, sem Skype por favor",
    "bez WhatsApp, bez Telegram, bez Skype",
    "mejor sin WhatsApp",
    "lepiej bez WhatsAppa",
    "Tanpa WA ya",
    "Давайте без вотсапа",
    "краще без вайбера",
    "Đừng dùng Zalo nhé",
    "khỏi Zalo nhé",
    "Huwag na sa WhatsApp please",
    "wag na lang sa Viber",
    "WhatsApp'sız devam edelim",
    "不要用微信好吗",
    "Is it OK if we don't use WhatsApp?",
    "Would it be fine not to use Telegram?",
    "We stay on Upwork and do not use WhatsApp, ok?",
    "¿Te parece bien si no usamos WhatsApp?",
    "Ist es ok, wenn wir kein WhatsApp nutzen?",
    "Ça te va si on n'utilise pas WhatsApp ?",
    "Paying outside would get us both banned, so no.",
    "If I paid you outside we'd be banned, so no thanks",
)
ASKED = (
    "why don't we use WhatsApp?",
    "Why not WhatsApp?",
    "don't you use WhatsApp?",
    "warum kein WhatsApp?",
    "要不要加微信",
    "sin problema, por WhatsApp",
    "sem problema, me chama no WhatsApp",
    "me chama no WhatsApp",
    "bez prowizji, przez WhatsApp",
    "без комиссии, пиши в телегу",
    "dùng zalo nhé",
    "wag na dito, sa viber na lang",
    "no escrow, WhatsApp me",
    "better on WhatsApp",
    "You won't get banned, pay me outside",
    "nobody gets banned if you pay outside",
)


def _stances(text: str) -> set[str]:
    row = {"id": "1", "thread": None, "sender": None, "sent_at": None, "body": text}
    return set(scan_frame(pl.DataFrame([row]), ("US",))["stance"].to_list())


@pytest.mark.parametrize("text", REFUSED)
def test_doing_without_does_not_alarm(text: str) -> None:
    assert _stances(text) <= {"mention", "decline"}


@pytest.mark.parametrize("text", ASKED)
def test_an_ask_with_a_no_of_something_else_alarms(text: str) -> None:
    assert _stances(text) & {"offer", "request"}
