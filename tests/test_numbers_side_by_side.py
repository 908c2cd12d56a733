"""Two numbers with nothing but a blank between them, an hour or a particle behind one, and digits of the work."""

from __future__ import annotations

import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.finding import find_in


def numbers(text: str, *regions: str) -> list[str | None]:
    scope = Scope(regions) if regions else Scope()
    found = find_in(text, scope)
    return [one.normalized for one in found if one.category is Category.PHONE and one.stance is Stance.OFFER]


SAID = "anota: cincuenta y cinco, cero uno, cero cero, cero tres, sesenta y siete, luego me dices"
PAIRS = {
    "тел 8 912 555 01 37 8 905 555 01 38": ["+79125550137", "+79055550138"],
    "звоните 8 (912) 555-01-37 8 (905) 555-01-38": ["+79125550137", "+79055550138"],
    "tel 06 39 98 01 37 06 39 98 01 38": ["+33639980137", "+33639980138"],
    "tel. 512 555 137 601 555 138": ["+48512555137", "+48601555138"],
    "call 415 555 0137 212 555 0138": ["+14155550137", "+12125550138"],
}
ENDS = {
    "tel 0151 23456701 12 Uhr": ["+4915123456701"],
    "ruf mich an 030 901837 ein paar Fragen": ["+4930901837"],
    "звони 8 912 555 01 37 18 часов": ["+79125550137"],
    "tel 612 400 137 10 horas": ["+34612400137"],
}
NONE = (
    "Ring me at 11 15 on 14 06 2025",
    "The phone column holds 1234567890 as type bigint",
    "Phone number field 123-456-7890 as hint",
    "+1 (555) 765-4321 in Figma",
    "thirty one, forty two, fifty five, sixty eight, ninety three were chosen",
)


@pytest.mark.parametrize("text", PAIRS)
def test_each_of_two_is_found(text: str) -> None:
    regions = ("PL",) if text.startswith("tel. ") else ("FR",) if text.startswith("tel 06") else ("US",)
    assert numbers(text, *regions) == PAIRS[text]


def test_two_halves_alike_are_two_numbers_wherever_they_are_dialled() -> None:
    assert numbers("tel. 512 555 137 601 555 138", "US") == ["512555137", "601555138"]


def test_pairs_with_noughts_are_a_number_and_no_list() -> None:
    assert numbers(SAID, "MX") == ["+525501000367"]


@pytest.mark.parametrize("text", ENDS)
def test_a_number_ends_before_an_hour(text: str) -> None:
    assert numbers(text, "ES", "DE", "RU") == ENDS[text]


@pytest.mark.parametrize("text", NONE)
def test_digits_of_the_work_are_none(text: str) -> None:
    assert numbers(text, "US", "GB", "IN") == []


def test_a_room_has_all_of_its_digits() -> None:
    found = find_in("Teams meeting 345 555 013 742", Scope())
    assert [one.normalized for one in found if one.category is Category.MEETING] == ["345555013742"]
