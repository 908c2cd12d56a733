"""Questions about the work: a yes to them agrees to nothing, and a detail that answers them is nobody's in the talk."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.model.words import Category
from auditor.scanning import scan_frame
from tests.support.talks import found, thread
from tests.test_talked_round import said

NOT_AGREED = (
    ("Do you accept crypto on the landing page?", "yes"), ("Can we do without the fee page?", "ok"), ("Do you use Slack?", "yes"),
    ("Do you accept PayPal in the shop demo?", "yes"), ("Do you use Zoom?", "sure"),
)  # fmt: skip
AGREED = (
    ("Do you accept PayPal?", "yes"), ("can we talk on Slack?", "yes"), ("Can we do without the fee?", "ok"), ("can you do PayPal for the logo?", "yes"),
    ("Do you use WhatsApp?", "yes"),
)  # fmt: skip


def _stances(*lines: str) -> list[str]:
    return scan_frame(thread(said(*lines)), ("US",)).filter(pl.col("message_id") == "m1")["stance"].to_list()


@pytest.mark.parametrize("lines", NOT_AGREED)
def test_a_yes_agrees_to_nothing_after(lines: tuple[str, str]) -> None:
    assert "accept" not in _stances(*lines)


@pytest.mark.parametrize("lines", AGREED)
def test_a_yes_agrees_after(lines: tuple[str, str]) -> None:
    assert "accept" in _stances(*lines)


EMAIL, PHONE = Category.EMAIL, Category.PHONE
OF_WORK: tuple[tuple[Category, str, str], ...] = (
    (EMAIL, "What email should the form send to?", "info@petralind.io"),
    (EMAIL, "What email should the form send to?", "info@petralind.io is fine"),
    (EMAIL, "what email goes on the banner", "info@petralind.io"),
    (PHONE, "What is the shop's phone?", "202-555-0163"),
    (PHONE, "Which number format?", "+1 202 555 0163 style"),
    (Category.POSTAL_ADDRESS, "Which address goes on the invoice template?", "12 Baker Street, London NW1 6XE"),
    (Category.IBAN, "IBAN for the invoice mockup?", "DE89 3704 0044 0532 0130 00"),
    (Category.SOCIAL, "Which socials for the footer?", "instagram @petralind"),
    (EMAIL, "Welche E-Mail kommt in die Fußzeile?", "info@petralind.io"),
    (EMAIL, "qual email vai no rodapé?", "info@petralind.io"),
    (PHONE, "Какой телефон в шаблоне?", "8 916 123-45-67"),
    (Category.CONTACT_REQUEST, "Which app icons do you need?", "WhatsApp, Telegram, Viber"),
)  # fmt: skip
OWN: tuple[tuple[Category, str, str], ...] = (
    (EMAIL, "What's your email?", "info@petralind.io"),
    (PHONE, "what's your number for the flyer?", "+1 202 555 0163"),
    (PHONE, "Which number goes in the footer?", "call me at +1 202 555 0163"),
    (EMAIL, "the footer is done, where do I write you?", "info@petralind.io"),
    (EMAIL, "Which email for the form?", "mine is info@petralind.io"),
)  # fmt: skip


@pytest.mark.parametrize(("category", "question", "answer"), OF_WORK)
def test_it_is_a_mention_that_answers(category: Category, question: str, answer: str) -> None:
    stances = {one["stance"] for one in found(said(question, answer), category) if one["message_id"] == "m1"}
    assert stances <= {"mention"}


@pytest.mark.parametrize(("category", "question", "answer"), OWN)
def test_it_is_handed_out_that_answers(category: Category, question: str, answer: str) -> None:
    stances = {one["stance"] for one in found(said(question, answer), category) if one["message_id"] == "m1"}
    assert stances == {"offer"}
