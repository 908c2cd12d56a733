"""Addresses, numbers, links and names begin and end where they do in the text, and what they hold is not said by anybody."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import find_in
from tests.test_gate import same

ASKS = frozenset(
    (Category.OFF_PLATFORM_PAYMENT, Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST, Category.FEE_AVOIDANCE)
)


def values(text: str, category: Category) -> list[tuple[str, str | None]]:
    found = find_in(text, Scope(("US", "GB", "IN")))
    return [(text[one.start : one.end], one.normalized) for one in found if one.category is category]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Calle del Pez 12, 28010 Fjordid, nos vemos allí", "Calle del Pez 12, 28010 Fjordid"),
        ("Calle del Pez 12, 28010 Fjordid. Avísame", "Calle del Pez 12, 28010 Fjordid"),
        ("Via Larga 5, 20110 Fiordo, chiamami al 347 1234567", "Via Larga 5, 20110 Fiordo"),
        ("ul. Krótka 7, 00-238 Fjordowo, zapraszam", "ul. Krótka 7, 00-238 Fjordowo"),
        ("12 rue du Lac, 75010 Fiord, passez me voir", "12 rue du Lac, 75010 Fiord"),
        ("send it to 240 7th Ave, Fjordville, NY 10019 please", "240 7th Ave, Fjordville, NY 10019"),
    ],
)  # fmt: skip
def test_an_address_ends_with_its_town(text: str, address: str) -> None:
    assert [value for value, _ in values(text, Category.POSTAL_ADDRESS)] == [address]


@pytest.mark.parametrize(
    "text",
    ["call the API 14, 28013 times", "Hauptstr. 12, 80331 Fjordstadt. Phone field below", "ligue depois, CEP 01310-100"],
)  # fmt: skip
def test_a_house_and_its_postcode_are_no_telephone_number(text: str) -> None:
    assert values(text, Category.PHONE) == []


@pytest.mark.parametrize("ending", ["dk", "fi", "ch", "pt", "hu", "ro", "gr", "ie", "co.za", "com.ng"])
def test_a_domain_of_any_country_is_a_link(ending: str) -> None:
    assert values(f"see more at petralind.{ending} today", Category.URL) == [
        (f"petralind.{ending}", f"petralind.{ending}")
    ]


@pytest.mark.parametrize("ending", ["se", "no", "at", "be", "in", "is"])
def test_an_ending_that_is_a_word_is_a_link_where_it_is_told(ending: str) -> None:
    assert values(f"visit petralind.{ending} for more", Category.URL) == [
        (f"petralind.{ending}", f"petralind.{ending}")
    ]
    assert values(f"it is finished.{ending} there more", Category.URL) == []


@pytest.mark.parametrize(
    "path", ["contact?x=1", "pay-me-directly", "blog/skip-the-fee", "whatsapp-me", "call/whatsapp"]
)
def test_the_words_of_a_link_are_nobodys_ask(path: str) -> None:
    text = f"https://petra-lind.com/{path}"
    found = find_in(text, Scope())
    assert [(one.category, text[one.start : one.end]) for one in found] == [(Category.URL, text)]


@pytest.mark.parametrize(("text", "value"), [("wise tag @petra12", "@petra12"), ("my revtag is @petra88", "@petra88")])
def test_no_value_begins_with_a_blank(text: str, value: str) -> None:
    (found,) = [one for one in find_in(text, Scope()) if one.normalized]
    assert (text[found.start : found.end], found.obfuscated) == (value, False)


def test_the_number_of_a_wallet_is_in_the_form_of_all_numbers() -> None:
    assert values("zelle (415) 555-2671", Category.PAYMENT_HANDLE) == [("(415) 555-2671", "+14155552671")]
    assert values("paypal +1 415 555 2671", Category.PAYMENT_HANDLE) == [("+1 415 555 2671", "+14155552671")]


def test_digits_of_urdu_are_no_number_of_egypt() -> None:
    assert values("فون ۰۳۰۰۱۲۳۴۵۶۷", Category.PHONE) == [("۰۳۰۰۱۲۳۴۵۶۷", "+923001234567")]


def test_a_stroke_at_the_end_of_a_name_is_a_part_of_it() -> None:
    assert values("petra_@posteo.net", Category.EMAIL) == [("petra_@posteo.net", "petra_@posteo.net")]


ARROWS = ("http://petra-lind.com/a <-- my page", "http://petra-lind.com/a --- my log @ home")
BOXED = ("petra [-] lind@posteo.net", "petra (_) lind@posteo.net")


@pytest.mark.parametrize("text", ARROWS)
def test_an_arrow_joins_nothing(text: str) -> None:
    assert values(text, Category.URL) == [("http://petra-lind.com/a", "petra-lind.com/a")]


def test_signs_in_brackets_and_arrows_are_read_alike_without_the_gate() -> None:
    assert [values(text, Category.EMAIL)[0][1] for text in BOXED] == ["petra-lind@posteo.net", "petra_lind@posteo.net"]
    same((str(at), None, None, None, text) for at, text in enumerate((*ARROWS, *BOXED)))


def test_words_that_only_touch_are_read_alike_without_the_gate() -> None:
    touching = (
        "i run it as super user..so do i put sudo before it?",
        "the shop user—so điện thoại of it",
        "kontakt。so",
    )
    same((str(at), None, None, None, text) for at, text in enumerate(touching))
