"""A no that is talked round: the asker insists, and the yes that follows agrees to what was asked first."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import Talk, found

PAY = Category.OFF_PLATFORM_PAYMENT
Said = list[tuple[str, str]]


def said(*lines: str) -> Talk:
    """Lines of a client and a freelancer in turn, two minutes apart; "c: " and "f: " say whose it is."""
    talk = []
    for at, line in enumerate(lines):
        who, body = ("cf"[at % 2], line) if line[:3] not in ("c: ", "f: ") else (line[0], line[3:])
        talk.append(({"c": "client", "f": "freelancer"}[who], 2 * at, body))
    return talk


TALKED_ROUND: dict[str, tuple[Category, tuple[str, ...]]] = {
    "a plea": (PAY, ("Pay outside?", "no", "please?", "ok")),
    "a come on": (PAY, ("Can I pay you off the platform?", "no", "oh come on", "ok fine")),
    "more money": (PAY, ("Can I pay you off the platform?", "nope", "10% more", "deal")),
    "a sum": (PAY, ("Can I pay you off the platform?", "I can't", "$80 extra then", "alright then")),
    "nobody knows, which is an ask as well": (PAY, ("paypal ok?", "no, only here", "come on, nobody will know", "fine...")),
    "two pleas": (PAY, ("Can I pay you off the platform?", "no", "please", "no way", "just this once, I beg you", "fine, if you insist")),
    "a why and a plea": (PAY, ("Can I pay you off the platform?", "no", "why not?", "rules", "trust me, it's safe", "ok")),
    "words of the refuser in between": (PAY, ("Can I pay you off the platform?", "no", "f: sorry", "c: please please", "f: hmm ok")),
    "a plea for a number": (Category.CONTACT_REQUEST, ("what's your number?", "sorry no", "just for quick questions, please", "alright")),
    "second thoughts of who refused": (PAY, ("Can I pay you off the platform?", "No, thanks.", "f: Fine, yes.")),
    "Spanish": (PAY, ("¿Te pago por fuera de la plataforma?", "no", "anda, por favor", "vale")),
    "Portuguese": (PAY, ("Posso te pagar por fora da plataforma?", "não", "vai, só dessa vez", "tá bom")),
    "French": (PAY, ("Je peux te payer hors plateforme ?", "non", "allez, personne ne le saura", "bon d'accord")),
    "German": (PAY, ("Kann ich dich außerhalb der Plattform bezahlen?", "nein", "ach komm, nur dieses eine Mal", "na gut")),
    "Italian": (PAY, ("Posso pagarti fuori dalla piattaforma?", "no", "dai, nessuno lo saprà", "va bene dai")),
    "Polish": (PAY, ("Mogę zapłacić ci poza platformą?", "nie", "no weź, nikt się nie dowie", "no dobra")),
    "Russian": (PAY, ("Заплачу мимо биржи?", "нет", "ну пожалуйста", "ладно давай")),
    "Turkish": (PAY, ("Platform dışında ödeyeyim mi?", "hayır", "hadi, kimse bilmez", "peki")),
    "Chinese": (Category.LEAVE_PLATFORM, ("我们绕开平台付款吧", "不行", "求你了", "好吧")),
}  # fmt: skip


@pytest.mark.parametrize("name", TALKED_ROUND)
def test_a_yes_is_heard_after(name: str) -> None:
    category, lines = TALKED_ROUND[name]
    stances = [(one["message_id"], one["stance"]) for one in found(said(*lines), category)]
    assert ("m1", "decline") in stances
    assert (f"m{len(lines) - 1}", "accept") in stances


STAYS_REFUSED: dict[str, tuple[str, ...]] = {
    "the asker takes the no": ("Pay outside?", "no", "ok, no problem, thanks", "ok"),
    "the asker takes it in one word": ("Pay outside?", "no", "ok", "ok"),
    "the asker is sorry": ("Pay outside?", "No, thanks.", "sorry for asking", "no problem"),
    "the asker goes on with the job": ("Pay outside?", "no", "fine, please send the draft then", "ok"),
    "the asker asks about the job": ("Pay outside?", "no", "ok, when is the logo due?", "tomorrow"),
    "a plea that is refused": ("Pay outside?", "no", "please?", "no means no"),
    "a praise of who refused": ("Pay outside?", "no", "f: good"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS_REFUSED)
def test_it_stays_refused_where(name: str) -> None:
    stances = [one["stance"] for one in found(said(*STAYS_REFUSED[name]), PAY)]
    assert "decline" in stances
    assert "accept" not in stances
