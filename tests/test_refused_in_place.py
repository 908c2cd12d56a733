"""A no behind its verb, or in the verb itself, refuses as one before it does; one that asks or bargains does not."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

ASKS = frozenset((Category.OFF_PLATFORM_PAYMENT, Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST, Category.ONE_OFF))
MILD = frozenset((Stance.DECLINE, Stance.MENTION))


@pytest.mark.parametrize(
    "text",
    [
        "Ich bezahle grundsätzlich nie außerhalb.", "Wir arbeiten niemals außerhalb von Upwork", "Lass uns das nicht außerhalb regeln",
        "Gib mir bitte deine Nummer nicht", "Wir verlassen Fiverr nicht", "tôi không thanh toán ngoài nền tảng",
        "bên em không giao dịch ngoài nền tảng", "لا ندفع خارج المنصة", "لن ادفع خارج المنصة", "لا يجوز الدفع خارج المنصة",
        "平台外付款是不允许的", "no quiero pagar por fuera de la plataforma", "dışarıdan ödeme yapmayın", "बाहर पैसे मत भेजिए",
        "sorry, I never pay outside.",
    ],
)  # fmt: skip
def test_it_is_refused(text: str) -> None:
    said = [one for one in find_in(text, Scope()) if one.category in ASKS]
    assert [one for one in said if one.stance not in MILD] == []


@pytest.mark.parametrize(
    "text",
    [
        "Wollen wir nicht außerhalb zahlen?", "Ich zahle lieber außerhalb", "tôi trả tiền ngoài nền tảng nhé", "ندفع خارج المنصة؟",
        "我们平台外付款吧", "pagamos fuera de la plataforma", "dışarıdan ödeme yapalım", "I never pay outside, but for you I will",
    ],
)  # fmt: skip
def test_it_is_asked(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category in ASKS and one.stance not in MILD]
