"""Dumps of the platforms' interfaces: golden rows of connections, plain lists and lists keyed by id."""

from __future__ import annotations

import json
from pathlib import Path

from tests.ingest_world import account, balances, loaded

DETAILS = {
    "id": "k1", "title": "Logo", "status": "CLOSED", "kind": "HOURLY", "createDate": "2024-12-30T10:00:00Z",
    "startDate": "2025-01-01T10:00:00+0000", "endDate": "2025-03-01T10:00:00+0000", "freelancer": {"id": "f1", "name": "Ada Example"},
    "clientOrganization": {"id": "c1", "name": "Ann Example"}, "clientTeam": {"id": "t1"}, "terms": {"hourly": [1]},
}  # fmt: skip
HISTORY = {
    "recordId": "r1", "type": "APInvoice", "accountingSubtype": "Hourly", "description": "Invoice", "transactionCreationDate": "2025-02-01T00:00:00Z",
    "transactionAmount": {"rawValue": "120.50", "currency": "USD"}, "relatedAssignment": "k1", "assignmentCompanyName": "Ann Example",
}  # fmt: skip


def test_contracts_of_a_connection_and_the_history_beside_them(tmp_path: Path) -> None:
    fee = {
        **HISTORY,
        "recordId": "r2",
        "accountingSubtype": "Service Fee",
        "transactionAmount": {"rawValue": "-12.05", "currency": "USD"},
    }
    dump = {"data": {"contracts": {"edges": [{"node": DETAILS}]}, "history": {"rows": [HISTORY, fee]}}}
    with loaded(tmp_path, {"dump.json": json.dumps(dump)}) as (store, report):
        assert [(file.path, file.profile, file.rows_read, file.rows_loaded) for file in report.files] == [
            ("dump.json#data.contracts.edges", "upwork_api_contracts", 1, 1),
            ("dump.json#data.history.rows", "upwork_api_transactions", 2, 2),
        ]
        assert store.rows(
            "SELECT contract_id, client_id, freelancer_id, kind, status, started_at::VARCHAR, ended_at::VARCHAR FROM contracts"
        ) == [("k1", "c1", "f1", "hourly", "ended", "2025-01-01 10:00:00", "2025-03-01 10:00:00")]
        assert store.rows("SELECT payment_id, contract_id, amount::VARCHAR, currency, counterparty FROM payments") == [
            ("r1", "k1", "120.5000", "USD", "Ann Example")
        ]
        assert store.rows("SELECT reason FROM set_apart") == [("fee, tax, withdrawal or conversion",)]


def test_milestones_are_a_list_keyed_by_id_with_seconds_since_1970(tmp_path: Path) -> None:
    row = {
        "project_id": 77,
        "bidder_id": 5,
        "project_owner_id": "9",
        "amount": 250.0,
        "time_created": 1735732800,
        "status": "cleared",
        "currency": {"code": "USD"},
    }
    dump = {
        "status": "success",
        "result": {"milestones": {"11": row, "12": {**row, "status": "requested"}}, "selected": []},
    }
    with loaded(tmp_path, {"milestones.json": json.dumps(dump)}) as (store, report):
        file = account(report, "milestones.json")
        assert (file.profile, file.rows_read, file.rows_loaded) == ("freelancer_api_milestones", 2, 2) and balances(
            file
        )
        assert store.rows(
            "SELECT payment_id, client_id, freelancer_id, contract_id, paid_at::VARCHAR, amount::VARCHAR, currency, kind FROM payments"
        ) == [("11", "9", "5", "77", "2025-01-01 12:00:00", "250.0000", "USD", "milestone")]
        assert store.rows("SELECT reason FROM set_apart") == [("not released",)]
