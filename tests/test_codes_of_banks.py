"""A SWIFT code is one where the words say so; a word of the sentence behind "BIC is" is none, and neither is talk of forms."""

from __future__ import annotations

import time

import pytest

from auditor.detectors.card import DETECTOR as CARD
from auditor.detectors.swift import DETECTOR as SWIFT
from auditor.model.detections import Detector, Scope
from auditor.model.words import Stance
from auditor.scanning.finding import find_in
from auditor.scanning.folding import fold

CODES = {
    "my bank BIC is DEUTDEFF": "DEUTDEFF",
    "my bank BIC is deutdeff": "DEUTDEFF",
    "MY BANK BIC IS HANDSESS": "HANDSESS",
    "my bank BIC is HANDSESS": "HANDSESS",
    "the bank SWIFT is COBADEFFXXX": "COBADEFFXXX",
}
NONE = (
    "my bank BIC is required by the form",
    "MY BANK BIC IS REQUIRED BY THE FORM",
    "IBAN: REQUIRED, BIC: REQUIRED",
    "the BIC column is empty",
    "validate SWIFT codes in the form",
    "my bank BIC is on the invoice",
    "please store the BIC in uppercase",
)


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_told(text: str) -> None:
    assert [one.normalized for one in find_in(text, Scope()) if one.kind == "swift"] == [CODES[text]]


@pytest.mark.parametrize("text", NONE)
def test_talk_of_codes_gives_none_and_asks_for_nothing(text: str) -> None:
    assert {one.stance for one in find_in(text, Scope())} <= {Stance.MENTION}


@pytest.mark.parametrize(
    ("detector", "unit"),
    [(SWIFT, "BIC is DEUTDEFF and BIC is required "), (CARD, "card 4539578763621486 "), (CARD, "4539578763621486 x ")],
)
def test_a_text_of_thousands_of_codes_is_read_in_time_that_grows_with_its_length(detector: Detector, unit: str) -> None:
    seconds = []
    for times in (500, 4_000):
        view = fold(unit * times)
        begun = time.perf_counter()
        list(detector.find(view, Scope()))
        seconds.append(time.perf_counter() - begun)
    assert seconds[1] < 30 * seconds[0] + 0.2
