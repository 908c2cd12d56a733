"""Faults of exports are told in the words of the export, and what is told repairs the row."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import no_times
from auditor.ingesting.planning import tables
from auditor.model.profiles import How
from auditor.profiles.reading import all_profiles
from tests.ingest_world import load, loaded

PAYPAL = '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID"\n'
REST = '"Blue","Website Payment","Completed","USD","10.00","0.00","10.00","a@b.example","c@d.example"'
DAY_FIRST = f'"24/03/2026","08:00:00","PDT",{REST},"T0"\n'
# the three cells of a row, what is said of them, and the cells as one writes them who obeys
TIMES = {
    "no time of day": (("25/03/2026", "8h", "PDT"), "-> write Time as 14:05:00", ("25/03/2026", "08:00:00", "PDT")),
    "no zone": (("25/03/2026", "08:00:00", "XYZ"), "and TimeZone as UTC, Europe/Berlin or +02:00", ("25/03/2026", "08:00:00", "+02:00")),
    "an hour that never was": (("29/03/2026", "02:30:00", "Europe/Berlin"), "into TimeZone", ("29/03/2026", "02:30:00", "+02:00")),
    "a day that no calendar has": (("31/02/2026", "08:00:00", "PDT"), "in Date, and write it as 2025-03-31", ("2026-02-28", "08:00:00", "PDT")),
    "another order": (("03/25/2026", "08:00:00", "PDT"), "-> write Date as 2025-03-31, or in the order", ("2026-03-25", "08:00:00", "PDT")),
    "no day": (("26.03", "8", "PDT"), "-> write Date as 2025-03-31, Time as 14:05:00", ("2026-03-26", "08:00:00", "UTC")),
}  # fmt: skip


def retried(store: Engine, folder: Path, texts: dict[str, str], **said: str) -> ingesting.IngestReport:
    """Read the quarantine again, the texts replaced by those that a person writes."""
    with (folder / "quarantine.csv").open("w", newline="", encoding="utf-8") as sink:
        out = csv.writer(sink)
        out.writerow(("file", "line", "table", "column", "reason", "raw"))
        for *place, raw in store.rows("SELECT file, line, table_name, column_name, reason, raw FROM quarantine"):
            out.writerow((*place, texts.get(raw, raw)))
    return ingesting.retry(store, [folder / "quarantine.csv"], ingesting.Said(**said))


@pytest.mark.parametrize("case", TIMES)
def test_a_time_of_several_columns_names_them_and_is_repaired_by_what_is_said(case: str, tmp_path: Path) -> None:
    cells, remedy, obeyed = TIMES[case]
    raw, repaired = (",".join(f'"{cell}"' for cell in one) + f',{REST},"T1"' for one in (cells, obeyed))
    with loaded(tmp_path / "in", {"paypal.csv": f"{PAYPAL}{DAY_FIRST}{raw}\n"}, date_order="dmy") as (store, report):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert "paid_at" not in reason and remedy in reason
        (said,) = [one for one in report.warnings if one.startswith("paypal.csv:3: columns Date, Time and TimeZone")]
        assert f"; they say Date '{cells[0]}', Time '{cells[1]}', TimeZone '{cells[2]}'" in said
        retried(store, tmp_path, {raw: repaired})
        assert store.rows("SELECT count(*) FROM quarantine") == [(0,)]
        assert store.rows("SELECT count(*) FROM payments") == [(2,)]


@pytest.mark.parametrize("profile", [one.name for one in all_profiles(tables()) if one.date_order != "iso"])
def test_no_fault_of_a_clock_speaks_of_a_column_that_the_export_does_not_have(profile: str) -> None:
    from auditor.ingesting.export_words import of_clock

    (one,) = [known for known in all_profiles(tables()) if known.name == profile]
    for column, source in one.columns.items():
        if source.how is How.CLOCK:
            told = dict(of_clock(column, source))
            assert len(told) == len(no_times.KINDS) and not any(column in now for now in told.values())


def stories(*writers: str) -> str:
    """Stories of one room, by these writers in turn."""
    return json.dumps(
        [
            {"id": f"s{number}", "createdDateTime": "2026-01-02T10:00:00Z", "message": "hi",
             "user": {"id": writer}, "room": {"id": "r"}}
            for number, writer in enumerate(writers)
        ],
        indent=1,
    )  # fmt: skip


def test_messages_of_which_nobody_is_the_freelancer_name_the_ids_and_the_command(tmp_path: Path) -> None:
    files = {"stories.json": stories("F77", "U1", "F77")}
    with loaded(tmp_path / "in", files, freelancer="me") as (store, _):
        reasons = {reason for (reason,) in store.rows("SELECT reason FROM quarantine")}
        (reason,) = reasons
        assert "user.id never holds 'me'" in reason and "which of F77 or U1" in reason
        assert reason.endswith("auditor ingest stories.json --freelancer ID")
        load(store, tmp_path / "in" / "stories.json", freelancer="F77")
        assert store.rows("SELECT DISTINCT client_id, freelancer_id, count(*) FROM messages GROUP BY ALL") == [
            ("U1", "F77", 3)
        ]
        assert store.rows("SELECT count(*) FROM quarantine") == [(0,)]


def test_a_retry_that_names_the_freelancer_loads_the_messages(tmp_path: Path) -> None:
    with loaded(tmp_path / "in", {"stories.json": stories("F77", "U1")}, freelancer="me") as (store, _):
        assert not retried(store, tmp_path, {}).files
        assert retried(store, tmp_path, {}, freelancer="F77").files[0].rows_loaded == 2
        assert store.rows("SELECT count(*) FROM quarantine") == [(0,)]


def test_a_thread_of_several_clients_is_told_as_that(tmp_path: Path) -> None:
    with loaded(tmp_path, {"stories.json": stories("F77", "U1", "U2")}, freelancer="F77") as (store, _):
        reasons = {reason for (reason,) in store.rows("SELECT reason FROM quarantine")}
    assert len(reasons) == 1 and "several do (user.id) -> write its messages into a messages.csv" in reasons.pop()
