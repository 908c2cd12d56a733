"""Letters that are spelt out (ö as oe), and fees that are netted in a report with decimal commas."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingesting.joining.likeness import likenesses, plain
from tests.ingest_world import loaded
from tests.test_joining_fees import BONUS, BONUS_ID, FEE, FEES, HOURLY, HOURLY_ID, REPORT_HEADER


@pytest.mark.parametrize(
    ("one", "other"),
    [("Köhler Inc", "KOEHLER INC"), ("Größe", "Groesse"), ("Ångström", "aangstroem"), ("Jørgen", "Joergen")],
)
def test_a_name_is_the_same_with_its_letters_spelt_out(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert list(likenesses([plain(one)], [plain(other)])) == [(plain(other), plain(other), 1.0)]


def test_a_name_with_another_letter_is_not_the_same() -> None:
    assert plain("Köhler") != plain("Kohler")


def test_fees_with_decimal_commas_are_netted_to_their_payments(tmp_path: Path) -> None:
    text = REPORT_HEADER + (HOURLY + FEE + BONUS).replace(".00", ",00")
    with loaded(tmp_path, {"r.csv": text}) as (store, report):
        assert report.files[0].rows_quarantined == 0
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000"), (BONUS_ID, None)]
