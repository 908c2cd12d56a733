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
        "aquí no podemos hablar por Telegram", "não podemos falar pelo Telegram aqui", "on ne peut pas parler sur Telegram ici",
        "wir können hier nicht über Telegram reden", "nie możemy tu rozmawiać na Telegramie", "burada Telegram'da konuşamayız",
        "আমরা এখানে টেলিগ্রামে কথা বলতে পারি না", "ہم یہاں ٹیلیگرام پر بات نہیں کر سکتے", "हम यहाँ टेलीग्राम पर बात नहीं कर सकते",
        "лучше не общаться в телеграме", "ми не можемо спілкуватися в Телеграмі тут", "لا يمكننا التحدث على تيليجرام هنا", "我们不能在Telegram上聊",
    ],
)  # fmt: skip
def test_an_app_that_is_refused_is_asked_for_by_nobody(text: str) -> None:
    found = find_in(text, Scope())
    assert found
    assert [one for one in found if one.stance not in MILD] == []


@pytest.mark.parametrize(
    "text",
    ["व्हाट्सएप पर बात करें", "WhatsApp এ কথা বলবেন", "واٹس ایپ پر بات کریں", "WhatsApp'tan konuşalım", "whatsapp par baat karo na", "can't send files here write me on telegram", "aquí no puedo, escríbeme por Telegram",
     "hier geht das nicht, schreib mir auf Telegram", "nie mogę tu rozmawiać, pisz na Telegramie", "burada konuşamayız, Telegram'dan yaz", "व्हाट्सएप पर बात क्यों न करें?"],
)  # fmt: skip
def test_the_same_without_its_no_is_asked(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD]


@pytest.mark.parametrize(
    "text",
    [
        "we're not allowed to skip fees", "nobody should skip the fee", "Skipping the fee? Not with me.", "Wanna rent my account? No thanks.",
        "Five stars for a discount? Sorry, no.", "no one may use my account",
        "It would be wrong to skip the fee", "nadie debería evitar la comisión", "niemand sollte die Gebühr umgehen", "ninguém deveria evitar a taxa",
        "nessuno dovrebbe evitare la commissione", "on n'a pas le droit d'éviter les frais", "¿Evitar la comisión? Conmigo no.",
        "Éviter les frais ? Pas avec moi.", "Evitar a taxa? Comigo não.", "Evitare la commissione? Non con me.", "Обойти комиссию? Только без меня.",
        "¿Pagar fuera de la plataforma? Conmigo no.", "Payer hors de la plateforme ? Pas avec moi.", "Pagare fuori dalla piattaforma? Non con me.",
        "Płacić poza platformą? Nie ze mną.", "Оплата вне платформы? Только не со мной.", "Platform dışında ödeme? Benimle olmaz.",
        "Bayar di luar platform? Jangan sama saya.", "الدفع خارج المنصة؟ ليس معي.", "प्लेटफ़ॉर्म के बाहर भुगतान? मेरे साथ नहीं।",
        "平台外付款?我不干。", "Thanh toán ngoài nền tảng? Tôi không làm.",
    ],
)  # fmt: skip
def test_a_rule_or_the_own_no_refuses(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD] == []


@pytest.mark.parametrize(
    "text",
    [
        "I work with bitcoin price charts", "Do you accept crypto on the landing page?", "off the record, the client liked it",
        "Çevir: Bizi 0532 123 45 67 numarasından arayın",
    ],
)  # fmt: skip
def test_what_is_built_or_translated_asks_nobody(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD] == []


@pytest.mark.parametrize(
    "text",
    [
        "do you accept crypto on the side?",
        "pay me in bitcoin",
        "let's keep it off the record",
        "off the record: do you have PayPal?",
    ],
)
def test_who_pays_so_or_keeps_it_secret_asks(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD]


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("xin đừng nói chuyện qua WhatsApp", True), ("hindi tayo pwedeng mag-usap sa Telegram dito", True),
        ("chúng ta không thể nói chuyện trên Telegram ở đây", True), ("nói chuyện qua zalo nhé", False),
        ("no whatsapp please, message me on telegram @doralind", False),
    ],
)  # fmt: skip
def test_an_ask_is_refused_with_the_app_it_names(text: str, refuses: bool) -> None:
    meant = [one for one in find_in(text, Scope()) if one.stance not in MILD]
    assert (meant == []) is refuses


def test_nobody_who_will_know_refuses_nothing() -> None:
    said = find_in("Should we avoid the fee? No one will know.", Scope())
    assert Category.FEE_AVOIDANCE in {one.category for one in said if one.stance not in MILD}


@pytest.mark.parametrize(
    "text",
    [
        "it's not wrong to skip the fee",
        "¿Evitamos la comisión? Nadie se entera.",
        "Umgehen wir die Gebühr? Niemand merkt es.",
    ],
)
def test_what_nobody_notices_is_asked(text: str) -> None:
    said = find_in(text, Scope())
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


@pytest.mark.parametrize(
    "text",
    ["les bénévoles écrivent sur WhatsApp avant chaque collecte", "मेहमान WhatsApp पर लिखते हैं", "志愿者在微信上聊", "гости пишут в ватсап администратору"],
)  # fmt: skip
def test_others_who_write_on_an_app_ask_for_nobody_here(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.stance not in MILD] == []
