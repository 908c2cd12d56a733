"""The name of an app before a colon, with what the work on it has come to: no handle; and names that are handles."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in

HANDLES = (Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE)
STATUS = (
    "PayPal: buttons restyled",
    "Telegram: исправлено",
    "VK: обложка залита",
    "Discord: channels renamed",
    "UPI: refund tested",
    "UPI: retried",
    "Zelle: optional",
    "Instagram: stories come first",
    "IG: hashtags until Monday",
    "PayPal: live, Venmo: postponed",
    "Skype: removed",
    "Instagram : vérifié",
    "Viber: наклейки приняты",
    "LinkedIn: header cropped",
    "TikTok: intros trimmed",
    "fb: covers are too dark",
    "Instagram: bocetos entregados",
    "Facebook: Titelbild fertig",
    "Revolut: pitch deck",
    "Cash App: onboarding",
    "Binance: charts",
    "Discord: editors, Telegram: followers",
    "Fb: Cover resize is finished",
    "telegram is wobbly today",
    "the instagram is glitchy",
    "viber's kaput",
)
NAMES = (
    ("telegram: petralind", "petralind"),
    ("skype: petra.lind", "petra.lind"),
    ("insta: fjordworks", "fjordworks"),
    ("my telegram is petralind, write me", "petralind"),
    ("telegram: petralind write me", "petralind"),
    ("Venmo: petralind thanks", "petralind"),
    ("paypal: petralind", "petralind"),
    ("my snap is fjol", "fjol"),
    ("discord handle is petralind", "petralind"),
    ("LINE ID → petralind", "petralind"),
    ("я в телеге petralind", "petralind"),
    ("i'm on skype petralind", "petralind"),
    ("find me on fb: Petra Fjordqvist", "petra fjordqvist"),
)


def _handles(text: str) -> list[str | None]:
    return [one.normalized for one in find_in(text, Scope()) if one.category in HANDLES and one.normalized]


@pytest.mark.parametrize("text", STATUS)
def test_a_status_is_no_handle(text: str) -> None:
    assert _handles(text) == []


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_one(text: str, name: str) -> None:
    assert [one.lower() for one in _handles(text) if one] == [name]
