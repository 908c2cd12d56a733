"""Days of the tables' own files that a spreadsheet wrote anew: read in the order that the user says, else set aside with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.ingest_world import PAYMENT, PAYMENTS, loaded

# a time as written, the order that is said, the time that is stored
DAYS = {
    "the day first": ("03/04/2026", "dmy", datetime(2026, 4, 3)),
    "the month first": ("03/04/2026", "mdy", datetime(2026, 3, 4)),
    "points": ("01.03.2026", "dmy", datetime(2026, 3, 1)),
    "a time of day": ("01.03.2026 9:30", "dmy", datetime(2026, 3, 1, 9, 30)),
    "ISO 8601 whatever is said": ("2026-03-04", "mdy", datetime(2026, 3, 4)),
    "a day above 12 against the word": ("13/03/2026", "mdy", None),
    "nothing said": ("03/04/2026", None, None),
    "nothing said and a day above 12": ("13/03/2026", None, None),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_day_is_read_in_the_order_that_is_said(case: str, tmp_path: Path) -> None:
    written, order, stored = DAYS[case]
    rows = PAYMENT.replace("2025-01-08T12:00:00Z", written)
    with loaded(tmp_path, {"payments.csv": PAYMENTS + rows}, date_order=order) as (store, _):
        assert store.rows("SELECT paid_at FROM payments") == ([(stored,)] if stored else [])
        reasons = [reason for (reason,) in store.rows("SELECT reason FROM quarantine")]
        assert len(reasons) == (stored is None)
        assert all("--date-order dmy" in one and "ISO 8601" in one for one in reasons)
