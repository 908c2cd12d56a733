"""What stands at the edge of an answer: blanks, cents, days before the data, an empty calendar, what was only stated."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

from icalendar import Calendar

from tests.support.running import audit, auditor

CONTRACTS = "contract_id,client_id,freelancer_id,kind,status,started_at,ended_at,currency,platform\nk1,acme,me,hourly,ended,2024-01-10,2024-06-30,USD,upwork\n"
PAYMENTS = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel\n"
STATED = "client_id,freelancer_id,origin,exit_fee_paid_on,last_contact_at\nacme,me,platform,2024-08-01,2024-09-15\n"


def written(folder: Path, payments: str, stated: str = "") -> Path:
    inputs = folder / "in"
    inputs.mkdir()
    (inputs / "contracts.csv").write_text(CONTRACTS)
    (inputs / "payments.csv").write_text(PAYMENTS + payments)
    (inputs / "messages.csv").write_text(
        "message_id,client_id,freelancer_id,sender,sent_at,body,platform\nm1,acme,me,client,2024-06-01T10:00:00Z,thanks,upwork\n"
    )
    if stated:
        (inputs / "relationships.csv").write_text(stated)
    return inputs


def test_blanks_around_the_platform_as_channel_are_no_other_road(tmp_path: Path) -> None:
    inputs = written(tmp_path, "p1,acme,me,k1,2024-02-01,500,USD,50,hourly, Platform \n")
    found = audit(inputs, tmp_path, "2024-07-10")
    assert [one["rule_id"] for one in found.findings if one["rule_id"].startswith("payment.")] == []


def test_gross_less_fees_is_net_to_the_cent(tmp_path: Path) -> None:
    inputs = written(
        tmp_path,
        "p1,acme,me,k1,2024-02-01,333.335,USD,33.335,hourly,\np2,acme,me,k1,2024-03-01,666.67,USD,66.67,hourly,\n",
    )
    audit(inputs, tmp_path, "2024-07-10")
    (row,) = csv.DictReader((tmp_path / "out" / "income.csv").open())
    assert (row["gross"], row["fees"], row["net"]) == ("1000.01", "100.01", "900.00")
    (told,) = csv.DictReader((tmp_path / "out" / "eligibility.csv").open())
    assert told["fees_paid"] == row["fees"]


def test_a_day_before_the_data_is_said_to_be_one(tmp_path: Path) -> None:
    inputs = written(tmp_path, "p1,acme,me,k1,2024-02-01,500,USD,50,hourly,\n")
    store = tmp_path / "s.duckdb"
    assert auditor("ingest", inputs, "--db", store).status == 0
    said = auditor("decide", "acme", "--db", store, "--as-of", "2023-12-31")
    assert said.status == 2
    assert "nothing of this client until 2023-12-31, the first row is of 2024-01-10" in said.err
    assert "no such client" in auditor("decide", "nobody", "--db", store, "--as-of", "2023-12-31").err


def test_a_calendar_without_a_day_is_still_a_calendar(tmp_path: Path) -> None:
    inputs = written(tmp_path, "p1,acme,me,k1,2024-02-01,500,USD,50,hourly,\n")
    audit(inputs, tmp_path, "2023-12-31")
    calendar = Calendar.from_ical((tmp_path / "out" / "eligibility.ics").read_bytes())
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar.walk("VEVENT") == []


def test_the_timeline_holds_what_was_only_stated(tmp_path: Path) -> None:
    inputs = written(tmp_path, "p1,acme,me,k1,2024-02-01,500,USD,50,hourly,\n", STATED)
    store, pack = tmp_path / "s.duckdb", tmp_path / "e.zip"
    assert auditor("ingest", inputs, "--db", store).status == 0
    ended = auditor("evidence", "acme", "--db", store, "--out", pack, "--as-of", "2024-10-01")
    assert ended.status == 0, ended.err
    with zipfile.ZipFile(pack) as zipped:
        (name,) = [one for one in zipped.namelist() if one.endswith("timeline.csv")]
        rows = list(csv.DictReader(zipped.read(name).decode().splitlines()))
    told = {row["what"]: row["happened_at"][:10] for row in rows}
    assert told["exit fee paid, as stated"] == "2024-08-01"
    assert told["last contact, as stated"] == "2024-09-15"
