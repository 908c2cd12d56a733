"""Details that somebody invented says, or a text to be translated: nobody here hands them out. And numbers behind a "no"."""

from __future__ import annotations

import pytest

from auditor.model.words import Category
from tests.support.talks import found

PHONE = Category.PHONE
MENTIONED = (
    "翻译：请拨打13812345678联系我们", "Dịch: Gọi ngay 0912345678", "ترجم: اتصل بنا على 0501234567", "অনুবাদ করুন: আমাদের কল করুন 01712345678",
    'Subtitle line 12: "my number is 202-555-0163"', "The character says my number is 202-555-0163", "In the script she whispers: call me at 202-555-0163",
    "The slogan: Call 1-800-273-8255 today!", "Voice over text: dial 1-800-273-8255", "Untertitel: „ruf mich an unter 0151 23456789“",
)  # fmt: skip
HANDED_OUT = (
    "Translation done: call me at 202-555-0163", "The slogan is ready, call me at 202-555-0163", "Subtitles are done, call me at 202-555-0163",
    "The slogan: text my number 202-555-0163 to talk outside", "Übersetzung fertig: 0151 23456789", "no hp saya 081234567890", "my no: 202-555-0163",
    "no wa 0812 3456 7890",
)  # fmt: skip


@pytest.mark.parametrize("text", MENTIONED)
def test_nobody_hands_out(text: str) -> None:
    assert [one["stance"] for one in found([("client", 0, text)], PHONE)] == ["mention"]


@pytest.mark.parametrize("text", HANDED_OUT)
def test_somebody_hands_out(text: str) -> None:
    assert [one["stance"] for one in found([("client", 0, text)], PHONE)] == ["offer"]


STANCES: dict[str, tuple[Category, str]] = {
    "That's not my email, dora@lindworks.io is someone else": (Category.EMAIL, "mention"),
    "Why did you ask me to pay outside?": (Category.OFF_PLATFORM_PAYMENT, "mention"),
    "Did you get an offer to pay outside?": (Category.OFF_PLATFORM_PAYMENT, "mention"),
    "Did you think about my offer to pay outside?": (Category.OFF_PLATFORM_PAYMENT, "offer"),
    "We could leave the platform, but I'd rather not": (Category.LEAVE_PLATFORM, "decline"),
    "We could leave the platform, but no rush with the draft": (Category.LEAVE_PLATFORM, "offer"),
    "别加我微信": (Category.MESSENGER, "decline"),
    "加我微信": (Category.MESSENGER, "offer"),
}


@pytest.mark.parametrize("text", STANCES)
def test_the_stance_is_read_of(text: str) -> None:
    category, stance = STANCES[text]
    assert [one["stance"] for one in found([("client", 0, text)], category)] == [stance]
