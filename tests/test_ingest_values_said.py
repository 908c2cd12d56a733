"""A fault says the value that it speaks of, unless that is somebody's own text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import PAYMENT, PAYMENTS, loaded

CASES = {
    "a word for a number": (PAYMENT.replace("80.00", "eighty"), "column amount: E202", "it says 'eighty'"),
    "a day that is none": (PAYMENT.replace("2025-01-08T12:00:00Z", "31/02/2025"), "E201", "it says '31/02/2025'"),
    "a kind that there is not": (PAYMENT.replace("hourly", "weekly"), "E301", "it says 'weekly'"),
    "a currency that there is not": (PAYMENT.replace("USD", "XQX"), "E302", "it says 'XQX'"),
}


@pytest.mark.parametrize(("row", "code", "value"), CASES.values(), ids=CASES)
def test_the_line_names_file_line_column_value_form_and_remedy(tmp_path: Path, row: str, code: str, value: str) -> None:
    with loaded(tmp_path, {"payments.csv": PAYMENTS + row}) as (_, report):
        (said,) = [one for one in report.warnings if one.startswith("payments.csv:2: column ")]
        assert code in said and value in said and " -> " in said


def test_the_value_of_an_element_of_json_is_named_too(tmp_path: Path) -> None:
    row = dict(zip(PAYMENTS.strip().split(","), PAYMENT.replace("80.00", "eighty").strip().split(","), strict=True))
    with loaded(tmp_path, {"payments.json": json.dumps([row])}) as (_, report):
        assert any("it says 'eighty'" in one for one in report.warnings)


@pytest.mark.parametrize("text", ["ann@client.example", "Ann Muster", "call me at home"])
def test_a_text_that_may_be_private_is_left_to_the_quarantine(tmp_path: Path, text: str) -> None:
    with loaded(tmp_path, {"payments.csv": PAYMENTS + PAYMENT.replace("80.00", text)}) as (store, report):
        assert not [one for one in report.warnings if text in one]
        assert store.rows("SELECT contains(raw, $text) FROM quarantine", {"text": text}) == [(True,)]
