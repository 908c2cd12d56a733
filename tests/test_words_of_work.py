"""Work talk in words that a phrase of some language, or the name of an app, also has; and accounts written as at home."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Stance
from auditor.scanning.finding import Found, find_in

MILD = (Stance.MENTION, Stance.DECLINE)
HONEST = (
    "支持支付宝吗?",
    "分享到微信吗",
    "登录用微信吗?",
    "Gửi mình bản sao hợp đồng nhé",
    "Tính năng này có sẵn, dùng thư viện dựng sẵn",
    "أحتاج شفرة المصدر للمشروع قبل نهاية الأسبوع",
    "الملف مشفر، أرسل كلمة المرور من فضلك",
    "Процесс завершён по сигналу 9",
    "создай пользователя с тем же именем",
    "usa letras maiúsculas no botão",
    "Cedo tá no milestone",
    "Odstęp między wierszami jest za duży",
    "Trzeba dorobić BLIK w Woo przez Przelewy24",
    "Questo è il primo di una lunga lista di bug",
    "звук в моно",
    "drama me signal ka scene hai",
    "Please fix the total on checkout",
    "We need exceptions for each api endpoint",
    "create an account for us on HubSpot",
    "Can I use your Adobe account fonts?",
    "We use Stripe and PayPal; the PayPal webhook fails",
    "UPI deep link handling",
    "div.body li, div.body p { margin: 0 }",
    "I can hire you directly for the long-term contract here",
    "Let us take the platform offline tonight",
    "Translate this: Rufen Sie uns an!",
    "The regex should match a@b.co.uk",
    "prenom.nom@exemple.fr",
    "photo\nSignal-2024-05-06-102030.png",
)
ACCOUNTS = (
    ("bank details: sort code 40-47-84, account 12345678", "sort_code", "12345678"),
    ("Routing 021000021 account 123456789", "routing", "123456789"),
    ("IFSC HDFC0001234 a/c 50100012345678", "ifsc", "50100012345678"),
    ("CBU 2850590940090418135201", "cbu", "2850590940090418135201"),
    ("CLABE 032180000118359719", "clabe", "032180000118359719"),
)


def _alarms(text: str) -> list[Found]:
    return [one for one in find_in(text, Scope()) if one.stance not in MILD]


@pytest.mark.parametrize("text", HONEST)
def test_work_talk_does_not_alarm(text: str) -> None:
    assert _alarms(text) == []


def test_who_asks_for_wechat_asks_for_a_contact_and_not_for_money() -> None:
    assert {str(one.category) for one in _alarms("有微信吗?")} == {"contact_request", "messenger"}


@pytest.mark.parametrize(("text", "kind", "number"), ACCOUNTS)
def test_an_account_beside_its_banks_code_is_where_money_is_sent(text: str, kind: str, number: str) -> None:
    assert (kind, number) in {(one.kind, one.normalized) for one in _alarms(text)}
