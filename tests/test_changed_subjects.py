"""Yes and no over several messages: to what was asked last, by a sign alone, taken back at once, in other words than the ask's."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import Talk, found

PAY, NUMBER = Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST
Said = list[tuple[str, str]]


def _talk(lines: Said) -> Talk:
    return [({"c": "client", "f": "freelancer"}[who], 2 * at, body) for at, (who, body) in enumerate(lines)]


def _answers(category: Category, lines: Said) -> list[str]:
    hits = found(_talk(lines), category)
    return [str(one["stance"]) for one in hits if one["stance"] in ("accept", "decline")]


ACCEPTED: dict[str, tuple[Category, Said]] = {
    "a thumb": (PAY, [("c", "Can I pay you outside?"), ("f", "👍")]),
    "thumbs with a colour of skin": (PAY, [("c", "Can I pay you outside?"), ("f", "👍🏽👍🏽")]),
    "two fingers in a ring": (PAY, [("c", "Can I pay you outside?"), ("f", "👌")]),
    "plus one": (PAY, [("c", "Can I pay you outside?"), ("f", "+1")]),
    "a yes after a reason of the asker": (PAY, [("c", "Can I pay you outside?"), ("c", "it is cheaper for both of us"), ("f", "ok")]),
    "a yes to saving the fee": (Category.FEE_AVOIDANCE, [("c", "Can we skip the fee?"), ("f", "deal")]),
    "a yes and then talk of a problem": (PAY, [("c", "Can I pay you outside?"), ("f", "fine"), ("f", "no problem at all")]),
}  # fmt: skip
DECLINED: dict[str, tuple[Category, Said]] = {
    "a thumb down": (PAY, [("c", "Can I pay you outside?"), ("f", "👎")]),
    "second thoughts": (PAY, [("c", "Can I pay you outside?"), ("f", "fine"), ("f", "wait, no")]),
    "second thoughts in Spanish": (PAY, [("c", "¿Puedo pagarte por fuera?"), ("f", "vale"), ("f", "espera, mejor no")]),
    "second thoughts in German": (PAY, [("c", "Kann ich dich außerhalb der Plattform bezahlen?"), ("f", "klar"), ("f", "moment, doch lieber nicht")]),
    "a no in other words": (PAY, [("c", "Can I pay you outside?"), ("f", "That is against the rules.")]),
    "a no after a thought": (PAY, [("c", "Can I pay you outside?"), ("f", "Let me think"), ("f", "No.")]),
    "a no to saving the fee": (Category.FEE_AVOIDANCE, [("c", "Can we skip the fee?"), ("f", "no thanks")]),
}  # fmt: skip
UNANSWERED: dict[str, tuple[Category, Said]] = {
    "a yes after a word on the draft": (PAY, [("c", "Shall we pay outside?"), ("c", "The draft is due on Friday."), ("f", "ok")]),
    "a yes after a reminder": (NUMBER, [("c", "What about WhatsApp?"), ("c", "Reminder: milestone 2 is due"), ("f", "ok")]),
    "a yes after a short question": (NUMBER, [("c", "Can I have your number?"), ("c", "And is the logo ready?"), ("f", "yes")]),
    "a yes after a short question in Spanish": (NUMBER, [("c", "¿Me das tu número?"), ("c", "¿y está listo el logo?"), ("f", "sí")]),
    "a yes after a short question in German": (NUMBER, [("c", "Kann ich deine Nummer haben?"), ("c", "Und ist das Logo fertig?"), ("f", "ja")]),
    "a yes to staying": (NUMBER, [("c", "We stay on Upwork and do not use WhatsApp, ok?"), ("f", "ok")]),
    "a number with its plus": (PAY, [("c", "Can I pay you outside?"), ("f", "+1 of the files is missing")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_ask_is_accepted_by(name: str) -> None:
    assert _answers(*ACCEPTED[name]) == ["accept"]


@pytest.mark.parametrize("name", DECLINED)
def test_an_ask_is_declined_by(name: str) -> None:
    assert _answers(*DECLINED[name]) == ["decline"]


@pytest.mark.parametrize("name", UNANSWERED)
def test_an_ask_is_not_accepted_by(name: str) -> None:
    assert "accept" not in _answers(*UNANSWERED[name])
