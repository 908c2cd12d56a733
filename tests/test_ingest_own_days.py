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
    "without marks": ("20260304", None, datetime(2026, 3, 4)),
    "without marks, with minutes": ("20260304T0930", None, datetime(2026, 3, 4, 9, 30)),
    "without marks, with all": ("20260304T093015.25+0130", None, datetime(2026, 3, 4, 8, 0, 15, 250000)),
    "a day without marks and a time with them": ("20260304T09:30:15", None, datetime(2026, 3, 4, 9, 30, 15)),
    "without marks, in UTC": ("20260304T093015Z", "dmy", datetime(2026, 3, 4, 9, 30, 15)),
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
        precision = "second" if stored and (stored.hour or "T" in written) else "day"
        assert store.rows("SELECT paid_at_precision FROM payments") == ([(precision,)] if stored else [])
        reasons = [reason for (reason,) in store.rows("SELECT reason FROM quarantine")]
        assert len(reasons) == (stored is None)
        assert all("--date-order dmy" in one and "ISO 8601" in one for one in reasons)


# name: (a time as written, the order that is said, what the reason says of it)
NO_TIMES = {
    "a day in an order that nobody said": ("31/03/2025", None, "--date-order dmy or mdy"),
    "the same in the other order": ("03/31/2025 10:00", None, "--date-order dmy or mdy"),
    "the 29th of February in two digits": ("29.02.24", None, "--date-order dmy or mdy"),
    "a day against the word": ("03/31/2025", "dmy", "--date-order dmy or mdy"),
    "a month and a day that no calendar has": ("2024-13-45", None, "does not exist"),
    "a day of no month": ("31/31/2024", None, "does not exist"),
    "the same with a word": ("31/31/2024", "dmy", "does not exist"),
    "the 31st of February": ("31/02/2025", None, "does not exist"),
    "the same against the word": ("02/31/2025", "dmy", "does not exist"),
    "the 29th of February of another year": ("2023-02-29T10:00:00Z", None, "does not exist"),
    "day nothing": ("00/01/2025", "dmy", "does not exist"),
    "a day by name that is none": ('"Feb 30, 2025"', None, "does not exist"),
    "hour 25": ("2025-01-01T25:00", None, "time of day, an offset or a zone"),
    "hour 25 in the order that is said": ("31/01/2025 25:00", "dmy", "time of day, an offset or a zone"),
    "seven decimals": ("2025-01-01T10:00:00.1234567Z", None, "at most six decimals"),
    "an hour without minutes": ("2025-01-01T10Z", None, "hours up to 23, with minutes"),
    "a day without marks of no month": ("20251305", None, "does not exist"),
    "the 30th of February without marks": ("20250230T1000Z", None, "does not exist"),
    "a day without marks of another century": ("21250105", None, "a form of ISO 8601 that is not read here"),
    "hour 25 without marks": ("20250105T2500Z", None, "a form of ISO 8601 that is not read here"),
    "a day by its number in the year": ("2025-005", None, "a form of ISO 8601 that is not read here"),
    "a day by its week": ("2025-W01-7", None, "a form of ISO 8601 that is not read here"),
    "a zone that is none": ("2025-01-01T10:00:00 XYZ", None, "time of day, an offset or a zone"),
    "an hour that summer time leaves out": ("2025-03-30T02:30:00", None, "clocks were put forward"),
    "a word": ("yesterday", None, "or is no time at all -> write it as 2025-03-31"),
    "a day by name": ("31 March 2025", None, "or is no time at all -> write it as 2025-03-31"),
}


@pytest.mark.parametrize("case", NO_TIMES)
def test_a_time_that_is_none_is_told_what_is_wrong_with_it(case: str, tmp_path: Path) -> None:
    written, order, said = NO_TIMES[case]
    rows = PAYMENT.replace("2025-01-08T12:00:00Z", written)
    with loaded(tmp_path, {"payments.csv": PAYMENTS + rows}, date_order=order, timezone="Europe/Berlin") as (store, _):
        ((code, reason),) = store.rows("SELECT code, reason FROM quarantine")
        assert code == "E201" and said in reason
        assert ("--date-order" in reason) == ("--date-order" in said)


BANK = "Date,Description,Amount,Currency\n13/02/2025,Ann,5.00,EUR\n{day},Bob,6.00,EUR\n"


@pytest.mark.parametrize(
    ("day", "said"),
    {
        "02/31/2025": "does not exist",
        "13/13/2025": "does not exist",
        "02/27/2025": "the order of the other rows",
    }.items(),
)
def test_a_day_of_an_export_is_told_what_no_option_can_mend(day: str, said: str, tmp_path: Path) -> None:
    # Said for the file that has both orders; in it, no option reads the other days.
    with loaded(tmp_path, {"bank.csv": BANK.format(day=day)}, date_order="dmy") as (store, _):
        ((code, reason),) = store.rows("SELECT code, reason FROM quarantine")
        assert code == "E201" and said in reason and "--date-order" not in reason
