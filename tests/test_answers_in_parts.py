"""Answers that say more than yes or no, and those that are taken back at once."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found
from tests.test_talked_round import said

PAY, CONTACT, FEE = Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST, Category.FEE_AVOIDANCE
OFFER = "Can I pay you off the platform?"

ANSWERS: dict[str, tuple[Category, str, tuple[str, ...]]] = {
    "each part has its answer: the no": (CONTACT, "decline", ("Can you give me your number and pay by PayPal?", "number no, PayPal yes")),
    "each part has its answer: the yes": (PAY, "accept", ("Can you give me your number and pay by PayPal?", "number no, PayPal yes")),
    "the yes first": (CONTACT, "accept", ("Can you give me your number and pay by PayPal?", "yes to the number but no to PayPal")),
    "a yes behind its condition": (PAY, "accept", ("pay via Wise?", "after the first milestone, yes")),
    "a condition in German": (PAY, "accept", (OFFER, "wenn alles fertig ist, ja")),
    "a breach of the terms": (CONTACT, "decline", ("what's your cell?", "that would breach the ToS I'm afraid")),
    "the fee is rather paid": (FEE, "decline", ("lets cut out the 10 percent", "I'd rather pay the fee")),
    "here is picked": (CONTACT, "decline", ("WhatsApp or here?", "here")),
    "the first is picked": (CONTACT, "accept", ("WhatsApp or here?", "the first")),
    "the first is picked and is here": (CONTACT, "decline", ("hier oder WhatsApp?", "das erste")),
    "the app is picked": (CONTACT, "accept", ("WhatsApp or here?", "whatsapp")),
    "here is picked in Spanish": (CONTACT, "decline", ("¿skype o aquí?", "mejor aquí")),
    "no doubt": (PAY, "accept", (OFFER, "no doubt")),
    "one letter of a yes": (PAY, "accept", (OFFER, "y")),
    "one letter of a no": (PAY, "decline", (OFFER, "n")),
    "second thoughts": (PAY, "decline", (OFFER, "sí", "f: bueno, mejor no")),
    "second thoughts in Ukrainian": (PAY, "decline", (OFFER, "так", "f: хоча ні")),
    "second thoughts in Chinese": (PAY, "decline", (OFFER, "好", "f: 还是不要了")),
    "second thoughts in Arabic": (PAY, "decline", (OFFER, "نعم", "f: لا لحظة")),
    "second thoughts in Vietnamese": (PAY, "decline", (OFFER, "ok", "f: thôi không")),
    "no need to hurry takes nothing back": (PAY, "accept", (OFFER, "yes", "f: no need to hurry")),
    "a no to another question takes nothing back": (PAY, "accept", (OFFER, "yes", "is the logo ready?", "no")),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_read_where(name: str) -> None:
    category, stance, lines = ANSWERS[name]
    stances = [one["stance"] for one in found(said(*lines), category) if one["message_id"] != "m0"]
    assert stances == [stance]


NO = (
    "lol no", "not a chance", "no way", "claro que no", "ni loco", "claro que não", "nem pensar", "melhor por aqui mesmo", "bien sûr que non",
    "hors de question", "auf keinen Fall", "да нет, наверное", "неа", "raczej nie", "та ні", "还是算了吧", "thôi", "gerek yok", "huwag na", "hindi pwede eh",
    "assolutamente no", "মোটেই না", "ہرگز نہیں", "مستحيل", "बिल्कुल नहीं", "tidak mungkin",
)  # fmt: skip
YES = ("carrément", "কোনো সমস্যা নেই", "ok fine", "na gut", "не вопрос", "好吧", "ладно", "不要紧")


@pytest.mark.parametrize(("reply", "stance"), [*((one, "decline") for one in NO), *((one, "accept") for one in YES)])
def test_a_whole_answer_is(reply: str, stance: str) -> None:
    assert [one["stance"] for one in found(said(OFFER, reply), PAY)][1:] == [stance]
