"""Work that is sent directly is no money; notes of a footnote and signs of a brand belong to no detail; what a page, a camera and a
currency write is no number to call; and a contract that shows less than is paid is an ask."""

from __future__ import annotations

import pytest

from auditor.model.words import Category, Stance
from tests.test_whose_words import MEANT, asks, scanned


@pytest.mark.parametrize(
    "text",
    [
        "schick mir direkt das Logo", "Rechnung bitte direkt an die Buchhaltung über Upwork", "logoyu doğrudan gönder", "wyślij bezpośrednio do mnie projekt",
        "кинь макет напрямую мне", "скинь мені напряму макет", "i-send mo sa akin nang direkta ang files", "files seedha mujhe bhej do", "把设计稿发给我",
        "seguimos en otro lado del documento", "let's discuss it elsewhere in the meeting notes",
    ],
)  # fmt: skip
def test_work_that_is_sent_or_goes_on_elsewhere_is_no_ask(text: str) -> None:
    assert not asks(text) & MEANT


@pytest.mark.parametrize("text", ["send me the money directly", "schick mir das Geld direkt", "把微信发给我", "skip the platform and send me the files directly"])  # fmt: skip
def test_money_and_details_that_are_sent_are(text: str) -> None:
    assert asks(text) & MEANT


@pytest.mark.parametrize(
    ("text", "category", "normalized"),
    [
        ("dora@nordbyg.dk¹", Category.EMAIL, "dora@nordbyg.dk"),
        ("see nordbyg.com™ and more", Category.URL, "nordbyg.com"),
        ("DE89370400440532013000²", Category.IBAN, "DE89370400440532013000"),
        ("+1 212 736 5000¹", Category.PHONE, "+12127365000"),
        ("t.me/doralind77²", Category.MESSENGER, "doralind77"),
        ("call ⁴¹⁵ ⁵⁵⁵ ²⁶⁷¹", Category.PHONE, "+14155552671"),
    ],
)
def test_a_note_behind_a_detail_is_no_part_of_it(text: str, category: str, normalized: str) -> None:
    found = scanned(text)
    assert (category, normalized) in {(one["category"], one["normalized"]) for one in found}
    note = text[-1] if text[-1] in "¹²" and "⁴" not in text else "™"
    assert not any((one["value"] or "").endswith(note) for one in found)


@pytest.mark.parametrize("text", ["350 000,00 zł", "1234567890 zł", "f/2.8 1/250 ISO 3200", "Order number 415-867-5309/24 is closed."])  # fmt: skip
def test_what_is_no_number_to_call(text: str) -> None:
    assert not scanned(text)


def test_an_ordinal_hides_nothing() -> None:
    assert [one["obfuscated"] for one in scanned("Calle de Alcalá 45, 2º B, 28014 Madrid")] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "log just one hour, rest comes from me", "mark it complete at $5 and I'll give you the remainder another way", "pon 1 hora aquí y el resto te lo mando yo",
        "schreib hier nur eine Stunde auf, den Rest bekommst du so von mir",
    ],
)  # fmt: skip
def test_less_on_the_contract_and_the_rest_beside_it(text: str) -> None:
    assert (Category.OFF_PLATFORM_PAYMENT, Stance.OFFER) in {(one["category"], one["stance"]) for one in scanned(text)}


@pytest.mark.parametrize(("text", "hidden"), [("ťéłęğřàm: doralind", True), ("W̶h̶a̶t̶s̶A̶p̶p̶ me", True), ("Télégram : doralind", False), ("telegram: doralind", False)])  # fmt: skip
def test_a_name_that_is_dressed_up_is_a_disguise(text: str, hidden: bool) -> None:
    assert [one["obfuscated"] for one in scanned(text) if one["category"] == Category.MESSENGER] == [hidden]


@pytest.mark.parametrize(("text", "pages"), [("We use .NET and C#", 0), ("The .me and .io domains", 0), ("visit nordbyg .com", 1)])  # fmt: skip
def test_an_ending_that_is_spoken_of_is_no_page(text: str, pages: int) -> None:
    assert [one["category"] for one in scanned(text)].count(Category.URL) == pages
