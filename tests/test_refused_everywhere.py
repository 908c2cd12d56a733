"""What may not be done is refused in every language: an app by the verb behind it, a fee by whom it binds, a payment where it would go."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

MILD = frozenset((Stance.DECLINE, Stance.MENTION))
PAID = Category.OFF_PLATFORM_PAYMENT


@pytest.mark.parametrize(
    "text",
    [
        "واٹس ایپ پر بات نہ کریں", "واٹس ایپ پر بات نہیں کر سکتے", "WhatsApp এ কথা বলবেন না", "টেলিগ্রামে কথা বলা যাবে না", "व्हाट्सएप पर बात न करें",
        "whatsapp par baat mat karo", "WhatsApp'tan konuşmayalım", "لا نتحدث على واتساب", "we can't talk on Telegram here",
        "non possiamo parlare su Telegram", "nie możemy rozmawiać na WhatsAppie", "не будем общаться в телеграме", "不要在微信上聊",
        "đừng nhắn qua zalo nhé", "jangan chat lewat WhatsApp ya", "ne parlons pas sur WhatsApp", "huwag tayong mag-usap sa WhatsApp",
    ],
)  # fmt: skip
def test_an_app_that_is_refused_is_asked_for_by_nobody(text: str) -> None:
    found = find_in(text, Scope())
    assert found
    assert [one for one in found if one.stance not in MILD] == []


@pytest.mark.parametrize(
    "text",
    ["व्हाट्सएप पर बात करें", "WhatsApp এ কথা বলবেন", "واٹس ایپ پر بات کریں", "WhatsApp'tan konuşalım", "whatsapp par baat karo na", "व्हाट्सएप पर बात क्यों न करें?"],
)  # fmt: skip
def test_the_same_without_its_no_is_asked(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD]


@pytest.mark.parametrize(
    "text",
    [
        "we're not allowed to skip fees", "nobody should skip the fee", "Skipping the fee? Not with me.", "Wanna rent my account? No thanks.",
        "Five stars for a discount? Sorry, no.", "no one may use my account",
    ],
)  # fmt: skip
def test_a_rule_or_the_own_no_refuses(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD] == []


def test_nobody_who_will_know_refuses_nothing() -> None:
    said = find_in("Should we avoid the fee? No one will know.", Scope())
    assert Category.FEE_AVOIDANCE in {one.category for one in said if one.stance not in MILD}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("payons hors de la plateforme", True), ("ohne die Plattform abrechnen", True), ("zapłaćmy poza platformą", True),
        ("लेन-देन प्लेटफॉर्म के बाहर करते हैं", True), ("ne payons pas hors de la plateforme", False), ("nie płaćmy poza platformą", False),
    ],
)  # fmt: skip
def test_who_pays_off_the_platform_leaves_it_and_pays(text: str, asks: bool) -> None:
    said = [one for one in find_in(text, Scope()) if one.category is PAID and one.stance not in MILD]
    assert bool(said) is asks
