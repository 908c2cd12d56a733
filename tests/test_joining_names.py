"""What clients are called, and titles that could be meant: told, compared in no time, and never guessed between."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from auditor.ingesting.joining.likeness import forms
from tests.ingest_world import loaded
from tests.upwork_world import CONTRACTS_HEADER, HOURLY, REPORT_HEADER, contract_row, report_row

TIED = "SELECT client_id, contract_id, client_given FROM payments ORDER BY source_line"


def files(contracts: Sequence[str], report: str) -> dict[str, str]:
    return {"contracts.csv": CONTRACTS_HEADER + "".join(contracts), "report.csv": REPORT_HEADER + report}


def test_a_name_that_the_interface_gives_is_a_name_of_the_client(tmp_path: Path) -> None:
    node = {
        "id": "k9", "title": "Another job", "status": "ACTIVE", "kind": "hourly", "createDate": "2020-01-01T00:00:00Z",
        "startDate": "2020-01-01T00:00:00Z", "freelancer": {"id": "f1", "name": "Jo"},
        "clientOrganization": {"id": "o1", "name": "Acme Example"},
    }  # fmt: skip
    with loaded(
        tmp_path, {"contracts.json": json.dumps([node]), "report.csv": REPORT_HEADER + HOURLY}, freelancer="f1"
    ) as (store, _):
        assert store.rows("SELECT DISTINCT client_id FROM payments") == [("o1",)]


def test_a_title_between_two_spellings_is_tied_to_neither(tmp_path: Path) -> None:
    row = report_row("Sep 25, 2026", "Hourly", "$240.00", "901", team="Team B", title="Build a WordPress websit")
    contracts = [
        contract_row("k1", "c1", "Build a WordPress website"),
        contract_row("k2", "c2", "Build a WordPress web-site"),
    ]
    with loaded(tmp_path, files(contracts, row)) as (store, report):
        assert store.rows(TIED) == [("Team B", None, False)]
        assert any("k1 (c1) or k2 (c2)" in said for said in report.warnings)
    with loaded(tmp_path / "2", files(contracts[:1], row)) as (store, _):
        assert store.rows(TIED) == [("c1", "k1", True)]


def test_a_name_of_any_length_is_looked_at_in_no_time() -> None:
    assert forms("x" * 2_000_000 + " <ann@client.example>") == {
        "x" * 2_000_000 + " ann client example",
        "x" * 2_000_000,
        "ann@client.example",
    }
