"""Asks that their own sentences give to nobody alarm nobody; asks beside such a sentence do."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.words import Stance
from auditor.scanning import scan_frame

SCHEMA = {"id": pl.String, "thread": pl.String, "sender": pl.String, "sent_at": pl.Datetime("us"), "body": pl.String}
MILD = (Stance.MENTION.value, Stance.DECLINE.value)

DISOWNED = (
    "You're right, let's not leave Upwork.",
    "There is no need to leave Upwork.",
    "Leaving Upwork is out of the question.",
    "Let's not do direct payments.",
    "Lass uns Upwork nicht verlassen.",
    "Pay outside? No thanks, I prefer to stay on Upwork.",
    "¿Pagar por fuera? No, gracias, prefiero seguir en Upwork.",
    "PayPal? No, only via Upwork please.",
    "Can you pay me directly? No, I can not.",
    "You asked whether we could work outside Upwork. We cannot.",
    "I noticed you asked me to pay outside of Upwork. That violates the rules.",
    "My former freelancer wanted to be paid outside Upwork, so I ended the contract.",
    "Does Upwork allow direct payments? I read that it doesn't.",
    "Reminder from Upwork support: never share personal contact info such as name@mail.com prior to a contract.",
    "After 24 months you may pay the conversion fee and then we could work directly; until then all stays here.",
    "I'd like to hire you directly, without an agency, here on Upwork.",
    "The contact form should send to info@bakery.example, and the footer shows +44 20 7946 0018.",
    "Upwork pays me out to my Payoneer each Friday.",
)
ASKED = (
    "Let's not use Upwork for this, pay me outside.",
    "No need to stay on Upwork, let's work outside the platform.",
    "Can you do PayPal? No? Then send it to my bank account directly.",
    "Is it a problem if we work outside Upwork? No, nobody checks.",
    "You asked whether we could work outside Upwork. Yes, let's work outside Upwork.",
    "I know the rules forbid it, but could we work outside Upwork?",
    "Let's work directly without the conversion fee.",
    "Not here, write me on Telegram there I answer faster.",
    "Nicht hier, schreib mir auf WhatsApp.",
    "wag na mag-book sa site, diretso na lang tayo",
    "I can't open the link, telegram: lena_fischer",
    "I can't open it, my telegram is lena_fischer",
    "I can't open the link, let's continue outside Upwork",
)


def loud(body: str) -> list[str]:
    """Categories of what is said and meant in a message."""
    frame = pl.DataFrame([("m", None, None, None, body)], schema=SCHEMA, orient="row")
    return [one["category"] for one in scan_frame(frame, ("US", "GB")).to_dicts() if one["stance"] not in MILD]


@pytest.mark.parametrize("body", DISOWNED)
def test_an_ask_that_is_refused_retold_or_asked_about_alarms_nobody(body: str) -> None:
    assert loud(body) == []


@pytest.mark.parametrize("body", ASKED)
def test_an_ask_beside_a_no_is_an_ask(body: str) -> None:
    assert loud(body) != []
