"""Plain telephone numbers beside other digits, in the forms of many countries, and digits that are none."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in

MILD = (Stance.MENTION, Stance.DECLINE)


def numbers(text: str, *regions: str) -> list[str | None]:
    """Numbers in a text, none of which is only mentioned."""
    scope = Scope(regions) if regions else Scope()
    return [one.normalized for one in find_in(text, scope) if one.category is Category.PHONE and one.stance not in MILD]


BESIDE_DIGITS = {
    "an hour follows": ("call +14155550137, 10 am works", "+14155550137"),
    "an hour is written together": ("call +14155550137, 10am works", "+14155550137"),
    "a range of hours follows": ("call me at +14155550137, 9 to 5", "+14155550137"),
    "hours in brackets": ("call +4915112345678 (9-17 Uhr)", "+4915112345678"),
    "day and night": ("call 4155550137 24/7", "+14155550137"),
    "a floor": ("my number is 4155550137 2nd floor", "+14155550137"),
    "a rate": ("whatsapp 9876543210, 50/hr", "+919876543210"),
    "a count": ("whatsapp 9876543210, 5 stars", "+919876543210"),
    "a count on the next line": ("whatsapp 9876543210\n5 stars", "+919876543210"),
    "a sentence with a number": ("my number is 4155550137. 2 pm is best", "+14155550137"),
    "an extension": ("call us 415-555-0137 ext 23", "+14155550137"),
    "an extension with a sign": ("call us 415-555-0137 #23", "+14155550137"),
    "a price": ("4155550137 $500", "+14155550137"),
    "a room before": ("room 5, 415 555 0137", "+14155550137"),
    "a time before": ("10:30 4155550137", "+14155550137"),
    "a list": ("1) call 4155550137 2) mail", "+14155550137"),
    "the beginning of numbers named before": ("voici mon 06 : 06 39 98 77 03", "+33639987703"),
}


@pytest.mark.parametrize(("text", "number"), BESIDE_DIGITS.values(), ids=BESIDE_DIGITS)
def test_a_number_ends_where_other_digits_begin(text: str, number: str) -> None:
    assert numbers(text) == [number]


SEVERAL = {
    "between commas": "call 415-555-0137, 212-555-0138",
    "with areas in brackets": "call (415) 555-0137, (212) 555-0138",
    "between blanks": "call 4155550137 2125550138",
    "between strokes": "my numbers: 415-555-0137/212-555-0138",
    "with a plus": "+1 415 555 0137 / +1 212 555 0138",
    "on two lines": "415-555-0137\n212-555-0138",
    "in cells of a table": "|Phones|415-555-0137|212-555-0138|",
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_each_of_two_numbers_is_found(text: str) -> None:
    assert numbers(text) == ["+14155550137", "+12125550138"]


FORMS = {
    "French with points": ("mon tel 06.39.98.77.03", "+33639987703"),
    "French with points alone": ("06.39.98.77.03", "+33639987703"),
    "French with points and a code": ("whatsapp +33.6.39.98.77.03", "+33639987703"),
    "after a city in v": ("Kyiv +380 67 123 45 67", "+380671234567"),
    "after a language of programs": ("Senior PHP +44 7911 123456", "+447911123456"),
    "after a role on the line above": ("Senior Dev\n+1 415 555 0137", "+14155550137"),
    "Markdown": ("call _+1 415 555 0137_", "+14155550137"),
    "Mexican with the old 1": ("call +52 1 55 4170 3928", "+525541703928"),
    "a country behind a country code in words": ("soy de México, mi cel 55 4170 3928", "+525541703928"),
    "a verb before it": ("mera no hai 98765 43210", "+919876543210"),
    "a country beside it": ("my cell 0412 345 678 (Australia)", "+61412345678"),
    "a British trunk in brackets": ("call +44 (0)7911 123456", "+447911123456"),
    "a German trunk in brackets": ("call +49 (0) 151 23456789", "+4915123456789"),
}


@pytest.mark.parametrize(("text", "number"), FORMS.values(), ids=FORMS)
def test_honest_forms_are_numbers_and_no_disguise(text: str, number: str) -> None:
    found = [one for one in find_in(text, Scope()) if one.category is Category.PHONE]
    assert [(one.normalized, one.obfuscated) for one in found] == [(number, False)]


REGIONS = (
    (("US", "GB", "IN"), "call me 1-312-452-1505", "+13124521505"),
    (("US", "GB", "IN"), "call me on 0161 496 0123", "+441614960123"),
    (("DE",), "call me on 0171 2345678", "+491712345678"),
    (("DE",), "call me 0160 1234567", "+491601234567"),
    (("AU",), "call me 0412 345 678", "+61412345678"),
    (("NL",), "call me 0687654321", "+31687654321"),
    (("ZA",), "call me 082 123 4567", "+27821234567"),
    (("NG",), "call 08123456789", "+2348123456789"),
    (("CH",), "call me 079 123 45 67", "+41791234567"),
    (("AE",), "call me 0501234567", "+971501234567"),
    (("SA",), "call me 0501234567", "+966501234567"),
    (("TH",), "call me 0812345678", "+66812345678"),
    (("CA",), "call me 1 905 555 0137", "+19055550137"),
    (("BE", "NL"), "bel me 0475.12.34.56", "+32475123456"),
    (("NL", "BE"), "bel me 0475.12.34.56", "+31475123456"),
    (("DE",), "mein Handy 0151.23.45.67.89", "+4915123456789"),
    (("CH",), "ruf mich an, 079 123 45 67", "+41791234567"),
    (("GB",), "call me 0501234567", "+380501234567"),
    (("IN",), "call me 09876543210", "+919876543210"),
    (("US", "GB", "CA", "IN"), "call me 05321234567", "+905321234567"),
)


@pytest.mark.parametrize(("regions", "text", "number"), REGIONS, ids=[f"{one[0][0]}: {one[1]}" for one in REGIONS])
def test_the_regions_that_are_asked_for_come_before_the_shape(regions: tuple[str, ...], text: str, number: str) -> None:
    assert numbers(text, *regions) == [number]


NONE = (
    "am 01.05., 08.05. und 15.05. geht es",
    "12-05, 14-05, 19-05",
    "userId: 4155550137",
    '{"id": 4155550137, "user": 3}',
    "[[1,2,3],[4,5,6],[7,8,9]]",
    "Results: 415, 555, 2671",
    "wifi password 9876543210",
    "e = 2.718281828",
    "GTIN 4006381333931",
    "ping 192.168.100.200",
    "node 20.11.1-415.555",
    "it took 12, 30, 450, 1200 and 5 ms",
    "card 4242 4242 4242 4242",
    "rates 1.25, 2.50, 3.75, 10.00",
    "4155-5501-3711-9abc",
)


@pytest.mark.parametrize("text", NONE)
def test_digits_that_are_no_number_are_left_alone(text: str) -> None:
    assert numbers(text) == []
