"""Handles that go on in the next message, words that are said to be one, and an address as the account that was asked for."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import Talk, found

Said = list[tuple[str, str]]
DISCORD = ("c", "discord: doralind")


def _talk(lines: Said) -> Talk:
    return [({"c": "client", "f": "freelancer"}[who], 2 * at, body) for at, (who, body) in enumerate(lines)]


def _values(category: Category, lines: Said) -> list[object]:
    return [one["normalized"] for one in found(_talk(lines), category) if one["normalized"]]


WHOLE: dict[str, tuple[Category, str, Said]] = {
    "the number of a name on Discord": (Category.MESSENGER, "doralind#4821", [DISCORD, ("c", "#4821")]),
    "the rest after an underscore": (Category.MESSENGER, "dora_lind", [("c", "telegram"), ("c", "@dora"), ("c", "_lind")]),
    "the rest after a dash": (Category.PAYMENT_HANDLE, "dora-lind", [("c", "venmo @dora"), ("c", "-lind")]),
    "the rest of a link": (Category.MESSENGER, "dora_lind", [("c", "t.me/dora"), ("c", "_lind")]),
    "the rest after a dot": (Category.SOCIAL, "dora.lind.art", [("c", "insta:"), ("c", "dora.lind"), ("c", ".art")]),
    "the rest after a word of the other side": (Category.SOCIAL, "dora.lind.art", [("c", "my insta is dora.lind"), ("f", "ok"), ("c", ".art")]),
    "words that are one": (Category.EMAIL, "doralind@gmail.com", [("c", "dora lind"), ("c", "one word"), ("c", "at gmail")]),
    "words that are one in Spanish": (Category.EMAIL, "doralind@gmail.com", [("c", "mi correo es"), ("c", "dora lind"), ("c", "todo junto"), ("c", "arroba gmail punto com")]),
    "an address as the account": (Category.PAYMENT_HANDLE, "dora.lind@gmail.com", [("c", "What is your PayPal?"), ("f", "dora.lind@gmail.com")]),
    "an address as the account, led in": (Category.PAYMENT_HANDLE, "dora.lind@gmail.com", [("c", "your wise?"), ("f", "it's dora.lind@gmail.com")]),
}  # fmt: skip
CUT: dict[str, tuple[Category, str, Said]] = {
    "a ticket's number after a name on Telegram": (Category.MESSENGER, "dora", [("c", "telegram @dora"), ("c", "#4821")]),
    "a ticket that goes on": (Category.MESSENGER, "doralind", [DISCORD, ("c", "#4821 is the bug")]),
    "a file": (Category.MESSENGER, "dora", [("c", "telegram @dora"), ("c", ".env")]),
    "a dash that begins a list": (Category.MESSENGER, "dora", [("c", "telegram @dora"), ("c", "-logo")]),
    "a page behind a link": (Category.MESSENGER, "dora", [("c", "t.me/dora"), ("c", ".lind")]),
    "the tail of somebody else": (Category.MESSENGER, "doralind", [DISCORD, ("f", "#4821")]),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_is_read_of(name: str) -> None:
    category, value, lines = WHOLE[name]
    assert _values(category, lines) == [value]


@pytest.mark.parametrize("name", CUT)
def test_nothing_is_drawn_to(name: str) -> None:
    category, value, lines = CUT[name]
    assert _values(category, lines) == [value]


def test_an_address_that_nobody_asked_as_an_account_is_none() -> None:
    assert _values(Category.PAYMENT_HANDLE, [("c", "where does the form send to?"), ("f", "dora.lind@gmail.com")]) == []
