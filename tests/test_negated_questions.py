"""A question with a no asks ("why don't we ...?"), a no may agree ("I don't mind ..."), and a refusal stays one beside a question."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from auditor.scanning import scan_frame

ASKS = (
    "Why don't we simply continue outside the platform?",
    "why dont we just work off the platform",
    "Can't you just give me your phone number?",
    "Couldn't we do this outside the platform?",
    "Won't you send me your email?",
    "Shouldn't we rather settle this outside the platform?",
    "Don't you use WhatsApp?",
    "I don't mind continuing off the platform",
    "There's no harm in talking outside the platform",
    "I have no problem working with you outside the platform",
    "I wouldn't say no to being paid directly",
    "Never mind the rules, let's work outside the platform",
    "¿No tienes Telegram?",
    "¿No podemos seguir fuera de la plataforma?",
    "¿No me das tu número?",
    "¿Por qué no trabajamos fuera de la plataforma?",
    "No tengo problema en trabajar fuera de la plataforma",
    "Você não tem telegram?",
    "Não podemos fechar por fora?",
    "Você não me passa seu número?",
    "Tu n'as pas WhatsApp ?",
    "On ne peut pas travailler hors plateforme ?",
    "Ça ne me dérange pas de travailler hors plateforme",
    "Hast du kein Telegram?",
    "Wollen wir das nicht außerhalb der Plattform machen?",
    "Warum machen wir das nicht außerhalb der Plattform?",
    "Non hai WhatsApp?",
    "Non potremmo lavorare fuori dalla piattaforma?",
    "Perché non lavoriamo fuori dalla piattaforma?",
    "Nie masz Telegrama?",
    "Nie możemy rozliczyć się poza platformą?",
    "Dlaczego nie rozliczymy się poza platformą?",
    "Нет вотсапа?",
    "Почему бы нам не работать напрямую, без площадки?",
    "Не хотите продолжить вне платформы?",
    "Я не против работать вне платформы",
    "Чому б нам не працювати поза платформою?",
    "Немає телеграму?",
    "Telegram'ın yok mu?",
    "Neden platform dışında devam etmiyoruz?",
    "为什么不在平台外交易？",
    "你没有微信吗？",
    "我不介意私下交易",
    "Aapke paas WhatsApp nahi hai kya?",
    "Platform ke bahar kyun nahi karte hum?",
    "প্ল্যাটফর্মের বাইরে কেন করি না?",
    "پلیٹ فارم سے باہر کیوں نہیں کرتے؟",
    "ليش ما نشتغل برا المنصة؟",
    "Sao mình không làm việc ngoài nền tảng?",
    "Kenapa kita tidak kerja di luar platform saja?",
    "Bakit hindi na lang tayo sa labas ng platform?",
)
REFUSALS = (
    "I can't share my number, is that ok?",
    "No, I don't work outside the platform. Shall we stay here?",
    "We can't work outside the platform, can we just go on here?",
    "Could we please not talk outside the platform?",
    "Can you please not ask me for my number?",
    "Do you know that we are not allowed to pay outside the platform?",
    "Why don't we stay here instead of talking outside the platform?",
    "You know I don't work outside the platform, right?",
    "That is why we don't work outside the platform.",
    "I mind a lot: I don't work outside the platform",
    "No puedo darte mi número, ¿te parece bien seguir aquí?",
    "No trabajo fuera de la plataforma, ¿vale?",
    "¿Sabes que no se puede pagar fuera de la plataforma?",
    "Não posso passar meu número, tudo bem?",
    "Je ne peux pas travailler hors plateforme, ça te va ?",
    "Tu sais qu'on ne peut pas travailler hors plateforme ?",
    "Ich arbeite nicht außerhalb der Plattform, okay?",
    "Können wir bitte nicht außerhalb der Plattform arbeiten?",
    "Non posso lavorare fuori dalla piattaforma, va bene?",
    "Nie mogę podać numeru, dobrze?",
    "Не могу работать вне платформы, хорошо?",
    "Я не работаю вне платформы, ладно?",
    "Не можу дати свій номер, гаразд?",
    "Numaramı veremem, tamam mı?",
    "我不能私下交易，可以吗？",
    "Main apna number nahi de sakta, theek hai?",
    "Saya tidak bisa kasih nomor saya, oke?",
    "Em không thể cho số điện thoại, được không?",
    "Hindi ako pwedeng magbigay ng number, okay lang ba?",
)
MILD = ("mention", "decline")


def _scanned(bodies: list[str]) -> pl.DataFrame:
    count = len(bodies)
    frame = pl.DataFrame({
        "id": [f"{number:03d}" for number in range(count)],
        "thread": ["t"] * count,
        "sender": ["client" if number % 2 == 0 else "freelancer" for number in range(count)],
        "sent_at": [datetime(2026, 1, 1, 10, number) for number in range(count)],
        "body": bodies,
    })  # fmt: skip
    return scan_frame(frame, ("US",))


@pytest.mark.parametrize("text", ASKS)
def test_a_question_with_a_no_asks(text: str) -> None:
    stances = _scanned([text])["stance"].to_list()
    assert any(one not in MILD for one in stances)
    assert "decline" not in stances


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_beside_a_question_stays_one(text: str) -> None:
    assert all(one in MILD for one in _scanned([text])["stance"].to_list())


@pytest.mark.parametrize(
    "reply",
    (
        "No tienes WhatsApp?",
        "Why don't we just do this outside the platform?",
        "Не хотите напрямую?",
        "Não tem zap?",
        "Nie masz WhatsAppa?",
    ),
)
def test_a_question_with_a_no_declines_nothing_that_was_asked(reply: str) -> None:
    found = _scanned(["Can I pay you outside the platform?", reply])
    assert "decline" not in found.filter(pl.col("message_id") == "001")["stance"].to_list()
