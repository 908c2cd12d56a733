"""Behind a number a stroke and its last digits are a second number: 415-555-2671/72."""

from __future__ import annotations

import pytest

from tests.test_gate import same
from tests.test_number_countries import numbers

TWO = {
    "call 415-555-2671/72": ["+14155552671", "+14155552672"],
    "call +1 415 555 2671 / 72": ["+14155552671", "+14155552672"],
    "call (415) 555-2671/2680": ["+14155552671", "+14155552680"],
}
ABROAD = {
    "call 020 7946 0958/59": ["+442079460958", "+442079460959"],
    "mon numéro 06 12 34 56 78/79, appelle-moi": ["+33612345678", "+33612345679"],
    "ruf mich an: 0171 1234567/68": ["+491711234567", "+491711234568"],
    "Telefon 030 123456/57": ["+4930123456", "+4930123457"],
}
ONE = (
    "call 415-555-2671 / 24 hours",
    "call 415-555-2671 /71",
    "call 415-555-2671/50%",
    "call 415-555-2671 / 24h",
)


@pytest.mark.parametrize("text", TWO)
def test_both_are_told(text: str) -> None:
    assert numbers(text) == TWO[text]


@pytest.mark.parametrize("text", ABROAD)
def test_numbers_of_other_countries_end_before_the_stroke_as_well(text: str) -> None:
    assert numbers(text, "GB", "FR", "DE") == ABROAD[text]


@pytest.mark.parametrize("text", ONE)
def test_what_else_stands_behind_a_stroke_is_no_number(text: str) -> None:
    assert numbers(text) == ["+14155552671"]


def test_they_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate((*TWO, *ONE)))
