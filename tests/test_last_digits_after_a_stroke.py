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
ONE = (
    "call 415-555-2671 / 24 hours",
    "call 415-555-2671 /71",
    "call 415-555-2671/50%",
    "call 415-555-2671 / 24h",
)


@pytest.mark.parametrize("text", TWO)
def test_both_are_told(text: str) -> None:
    assert numbers(text) == TWO[text]


@pytest.mark.parametrize("text", ONE)
def test_what_else_stands_behind_a_stroke_is_no_number(text: str) -> None:
    assert numbers(text) == ["+14155552671"]


def test_they_are_found_alike_without_the_gate() -> None:
    same((str(at), None, None, None, text) for at, text in enumerate((*TWO, *ONE)))
