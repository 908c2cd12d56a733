"""Masking many texts at once, or shared out among processes, finds what masking them one by one finds."""

from __future__ import annotations

from itertools import product

import pytest

from auditor.crew import Crew
from auditor.detectors.parts.strict import strict, strict_in
from auditor.redacting import standins
from auditor.scanning.warming import warm

CUES = (
    "",
    "SWIFT",
    "bic code:",
    "swift/bic is",
    "Sort code",
    "acct no.",
    "ROUTING",
    "ifsc",
    "live:",
    "@",
    "my account is at",
)
VALUES = (
    "DEUTDEFF", "DEUTDEFF500", "12-34-56", "4111 1111 1111 1111", "4111-1111-1111-1111-1", "anna.writes", "SBIN0001234",
    "١٢٣٤٥٦٧٨", "1 2", "",
)  # fmt: skip
BEFORE = ("", "call ", "(", "+", "m-", "x", "0", ".", "p-41 ")
NUMBERS = (
    "415-555-2671", "(415) 555-2671", "415.555.2671", "4155552671", "020 7946 0958", "(0301) 234567", "0171/2345678",
    "3947-8083569", "41-55", "415-555",
)  # fmt: skip
ENDS = ("", ".", "\n", " \x1c7")
MADE = [f"see {cue} {value}{end}" for cue, value, end in product(CUES, VALUES, ENDS)] + [
    f"{cue}{value}" for cue, value in product(CUES, VALUES)
]
GROUPED = [f"{lead}{before}{number}" for lead, before, number in product(("", "of 3 days "), BEFORE, NUMBERS)]


def test_many_texts_hold_what_each_holds() -> None:
    one_by_one = [tuple(strict(text)) for text in MADE]
    assert strict_in(MADE) == one_by_one
    assert sum(map(bool, one_by_one)) > 50


def test_groups_of_digits_are_looked_at_where_they_could_be_called() -> None:
    one_by_one = [tuple(strict(text)) for text in GROUPED]
    assert strict_in(GROUPED) == one_by_one
    assert 20 < sum(map(bool, one_by_one)) < len(GROUPED) - 20


def test_processes_find_what_this_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standins, "TEXTS_A_TASK", 90)
    texts = [*MADE, "write to desk1@fjordmail.net", "call +1 415 555 0132", "2026-01-31: 1,200.00 USD"]
    with Crew(1) as crew:
        crew.begin(1, (warm,))
        shared = standins._find(texts, crew)
    assert shared == standins._find(texts, Crew())
    assert set(texts[-3:-1]) <= shared.keys() and texts[-1] not in shared


def test_sentences_that_differ_by_days_hold_what_each_holds() -> None:
    told = [f"On {day} May 2026 they wrote desk{desk}@fjordmail.net" for day in (3, 21) for desk in (1, 2)]
    together = standins._find(told, Crew())
    assert together == {text: standins._find([text], Crew())[text] for text in told}
    assert {(text[start:end], value) for text, found in together.items() for start, end, _, value in found} == {
        (f"desk{desk}@fjordmail.net", f"desk{desk}@fjordmail.net") for desk in (1, 2)
    }
