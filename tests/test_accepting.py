"""A yes to an ask to leave, to pay outside or to go on in an app is an acceptance; a no, a question and an if are none."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from auditor.scanning import scan_frame

LEAVE, PAY, APP = (
    "Shall we talk off the platform?",
    "Can I pay you through PayPal instead of here?",
    "Let's move to Skype.",
)
YES = (
    "Yes", "yes!", "sure", "ok", "Okay 👍", "No problem", "Deal!", "Agreed.", "Yes, let's do that.", "sure, fine by me", "ok deal",
    "Of course, why not", "yep sounds good", "ok, sending it now",
    "sí, claro", "Vale", "de acuerdo", "no hay problema", "sim, pode ser", "beleza", "sem problema", "oui", "d'accord", "pas de souci",
    "Ja, gerne", "klar", "kein Problem", "va bene", "certo, nessun problema", "tak, jasne", "nie ma problemu", "haan theek hai", "ठीक है",
    "جی ٹھیک ہے", "হ্যাঁ, ঠিক আছে", "sige po", "oo, walang problema", "да, давайте", "хорошо", "без проблем", "так, звісно", "гаразд",
    "نعم", "تمام موافق", "لا مشكلة", "好的", "没问题", "可以", "được", "ok luôn", "không sao", "iya boleh", "tidak masalah", "tamam, olur",
    "evet", "sorun değil",
)  # fmt: skip
NOT_YES = (
    "I'd rather not.",
    "ok?",
    "ok, which color should the button have",
    "Yes, I got the files",
    "no, sorry",
    "lieber nicht",
    "не надо",
)


def _said(*bodies: str) -> list[tuple[str, str, str]]:
    frame = pl.DataFrame({
        "id": [f"m{number}" for number in range(len(bodies))],
        "thread": ["t"] * len(bodies),
        "sender": [("client", "freelancer")[number % 2] for number in range(len(bodies))],
        "sent_at": [datetime(2026, 1, 1, 10, number) for number in range(len(bodies))],
        "body": list(bodies),
    })  # fmt: skip
    return scan_frame(frame, ("US",)).select("message_id", "category", "stance").rows()


@pytest.mark.parametrize("reply", YES)
def test_a_yes_accepts_what_was_asked(reply: str) -> None:
    for ask, category in ((LEAVE, "leave_platform"), (PAY, "off_platform_payment"), (APP, "contact_request")):
        assert ("m1", category, "accept") in _said(ask, reply)


@pytest.mark.parametrize("reply", NOT_YES)
def test_nothing_else_accepts(reply: str) -> None:
    assert all(stance != "accept" for _, _, stance in _said(LEAVE, reply))


@pytest.mark.parametrize(
    "text",
    ("Si trabajamos por fuera nos ahorramos la comisión", "可以直接支付宝转账给你吗", "Ok if I pay you outside?"),
)
def test_an_if_and_a_question_accept_nothing(text: str) -> None:
    stances = [stance for _, _, stance in _said(text)]
    assert "accept" not in stances
    assert set(stances) & {"offer", "request"}
