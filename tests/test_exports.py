"""Every export: golden bytes, hostile cells, an audit that found nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import rooms
from auditor.exports.forms import eligibility, findings
from auditor.model.cells import neutralise, restore
from auditor.model.reporting import Export
from auditor.model.results import AuditResult
from auditor.model.words import State, Verdict
from tests import invented

EXPORTS: dict[str, Export] = rooms.discover("auditor.exports", "EXPORT")
BY_FILE = {export.filename: export for export in EXPORTS.values()}
FILES = {
    "actors.csv", "findings.jsonl", "findings.csv", "eligibility.csv", "eligibility.json", "eligibility.ics", "private/quarantine.csv",
    "income.csv", "summary.json",
}  # fmt: skip


def bytes_of(name: str, result: AuditResult) -> bytes:
    return BY_FILE[name].render(result)


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_files_of_the_contract_are_there() -> None:
    assert set(BY_FILE) == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_equal_results_give_equal_bytes_whatever_the_order_of_rows(name: str) -> None:
    result = invented.result()
    turned = replace(
        result,
        findings=result.findings[::-1], eligibility=result.eligibility[::-1], files=result.files[::-1],
        quarantine=result.quarantine[::-1],
        frames={key: frame.reverse() for key, frame in result.frames.items()},
    )  # fmt: skip
    assert bytes_of(name, result) == bytes_of(name, turned)


@pytest.mark.parametrize("name", sorted(FILES - {"eligibility.ics"}))
def test_lines_end_with_a_line_feed_alone(name: str) -> None:
    content = bytes_of(name, invented.result())
    assert b"\r" not in content and content.endswith(b"\n")


GOLDEN_NOTHING = {
    "findings.jsonl": b"",
    "findings.csv": (",".join(findings.FIELDS) + "\n").encode(),
    "eligibility.csv": (",".join(eligibility.FIELDS) + "\n").encode(),
    "eligibility.json": b"[]\n",
    "private/quarantine.csv": b"file,line,table,column,reason,raw\n",
    "income.csv": b"year,platform,client_id,currency,gross,fees,net,outside\n",
}


@pytest.mark.parametrize("name", sorted(GOLDEN_NOTHING))
def test_an_audit_that_found_nothing_gives_the_empty_form(name: str) -> None:
    assert bytes_of(name, invented.nothing()) == GOLDEN_NOTHING[name]


def test_a_finding_as_a_json_line() -> None:
    line = bytes_of("findings.jsonl", invented.result(1, 1)).decode()
    assert line == (
        '{"finding_id": "f000000000000000", "rule_id": "contact.during_contract", "severity": "info", "confidence": 0.9, '
        '"platform": "upwork", "client_id": "c-000", "freelancer_id": "f-ann", "occurred_at": "2025-01-01T09:30:00Z", '
        '"actor": "client", "title": "Contact details during a contract", '
        '"explanation": "An e-mail address was sent on 14 June 2025, 12 days before the first contract began.", '
        '"policy_clause": "No contact details before a contract exists.", '
        '"evidence": [{"table": "messages", "id": "m-0", "value": "write to me", '
        '"snippet": "Please write to me about the job", "start": 7, "end": 18}], '
        '"action": "Ask the client to keep to the platform\'s messages until a contract is agreed.", '
        '"reply": "decline_politely", "status": "new", "first_seen_run": "20250630T080000Z-0a1b2c"}\n'
    )


def test_an_eligibility_row_has_the_fields_of_the_contract_in_their_order() -> None:
    (row,) = json.loads(bytes_of("eligibility.json", invented.result(1, 0)))
    assert tuple(row) == eligibility.FIELDS
    assert (row["eligible_on"], row["days_left"]) == ("2027-06-10", 710)
    assert (row["exit_fee_today"], row["fees_paid"], row["lifetime_billed"]) == ("2991.00", "8.00", "80.00")
    assert row["coverage"] == {
        "messages_from": "2021-01-04", "messages_to": "2025-06-29", "payments_to": "2025-06-28", "contracts": "given",
    }  # fmt: skip
    assert row["alternatives"] == [
        {
            "policy": "upwork-guide (first_contract)",
            "anchor": "first_contract",
            "eligible_on": "2025-05-26",
            "exit_fee": "0.00",
            "rule": "",
        }
    ]


def test_csv_and_json_of_eligibility_say_the_same() -> None:
    result = invented.result()
    listed = json.loads(bytes_of("eligibility.json", result))
    for cells, values in zip(table(bytes_of("eligibility.csv", result)), listed, strict=True):
        for name, value in values.items():
            shown = cells[name]
            assert ("" if value is None else value) == (
                json.loads(shown) if isinstance(value, list | dict) else ("" if value is None else type(value)(shown))
            )


def test_income_keeps_negative_amounts_as_numbers() -> None:
    (row,) = table(bytes_of("income.csv", invented.result(1, 0)))
    assert row == {
        "year": "2024", "platform": "upwork", "client_id": "c-000", "currency": "USD", "gross": "80.00", "fees": "8.00",
        "net": "72.00", "outside": "-5.50",
    }  # fmt: skip


HOSTILE = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "''@x")


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised_and_comes_back(cell: str) -> None:
    changed = invented.relationship(0, client_id=cell, moved_by=cell)
    (row,) = table(bytes_of("eligibility.csv", invented.result(0, 0, eligibility=(changed,))))
    assert row["client_id"] == "'" + cell
    assert restore(row["client_id"]) == restore(row["moved_by"]) == cell
    (listed,) = json.loads(bytes_of("eligibility.json", invented.result(0, 0, eligibility=(changed,))))
    assert listed["client_id"] == cell


@given(st.text())
def test_neutralising_is_reversible_for_every_text(text: str) -> None:
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("cell", ["plain", "'quoted'", "3-4", "", "a=b"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert neutralise(cell) == cell


def test_quarantined_text_comes_back_to_the_letter() -> None:
    raw = '=p-1,"a;b",\x00\ufeff31/31/2024,"line\nbreak"'
    (row,) = table(bytes_of("private/quarantine.csv", invented.result(quarantine=(invented.fault(raw=raw),))))
    assert restore(row["raw"]) == raw
    assert (row["file"], row["line"], row["column"]) == ("exports/payments-1.csv", "11", "paid_at")


def test_the_summary_has_the_fields_of_the_contract() -> None:
    summary = json.loads(bytes_of("summary.json", invented.result()))
    assert {
        "run_id", "version", "policy", "as_of", "exit_status", "reasons", "files", "findings", "eligibility", "timings",
        "peak_memory_bytes",
    } <= set(summary)  # fmt: skip
    assert set(summary["files"][0]) >= {
        "path", "sha256", "profile", "table", "encoding", "physical_lines", "rows_read", "rows_loaded", "rows_updated",
        "rows_quarantined", "rows_known", "status",
    }  # fmt: skip
    assert {"name", "version", "sha256"} <= set(summary["policy"])


def test_the_summary_counts_what_is_listed() -> None:
    result = invented.result()
    summary = json.loads(bytes_of("summary.json", result))
    assert summary["findings"]["total"] == sum(summary["findings"]["by_rule"].values()) == 24
    assert summary["findings"]["by_severity"] == {"info": 5, "low": 0, "medium": 4, "high": 5, "critical": 10}
    assert (summary["findings"]["new"], summary["findings"]["resolved"]) == (8, 1)
    assert set(summary["eligibility"]["by_state"]) == {state.value for state in State}
    assert set(summary["eligibility"]["by_verdict"]) == {verdict.value for verdict in Verdict}
    assert sum(summary["eligibility"]["by_verdict"].values()) == 12


def test_amounts_are_rounded_to_cents_and_never_written_as_floats() -> None:
    row = invented.relationship(0, fees_paid=Decimal("8.005"), lifetime_billed=Decimal("1E+3"))
    (listed,) = json.loads(bytes_of("eligibility.json", invented.result(0, 0, eligibility=(row,))))
    assert (listed["fees_paid"], listed["lifetime_billed"]) == ("8.01", "1000.00")
