"""Packages, fields of objects, scripts and senders of a system: no pages and nobody's addresses."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

LINKS = (Category.URL, Category.EMAIL)
NONE = (
    "com.fjord.reader",
    "com.petra.shop is the bundle id",
    "thanks.me too",
    "console.log(client.email)",
    "print(user.email, 3)",
    "run main.pl again",
    "this.app = 3",
    "settings.me value",
)
MENTIONED = (
    "Sender must be no-reply@petralind.io",
    "Reply-To: hello@petralind.io",
    "Admin user: admin@petralind.io",
    "MX points to mail.petralind.io",
    "Send the newsletter from news@petralind.io",
    "Unsubscribe link to petralind.io/unsub",
)
GIVEN = (
    "my page: petralind.me",
    "see petralind.app",
    "reply to my petra@petralind.io",
    "studiofjord.com.br",
    "write to admin@petralind.io",
)


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_found(text: str) -> None:
    assert [one for one in find_in(text, Scope()) if one.category in LINKS] == []


@pytest.mark.parametrize("text", MENTIONED)
def test_it_is_mentioned(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category in LINKS]
    assert [one.stance for one in found] == [Stance.MENTION]


@pytest.mark.parametrize("text", GIVEN)
def test_it_is_given(text: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category in LINKS]
    assert [one.stance for one in found] == [Stance.OFFER]
