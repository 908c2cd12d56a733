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
        assert store.rows(
            "SELECT payment_id, contract_id, amount::VARCHAR, fee::VARCHAR, currency, counterparty FROM payments"
        ) == [("r1", "k1", "120.5000", "12.0500", "USD", "Ann Example")]
        assert store.rows("SELECT reason FROM set_apart") == [("platform fee",)]


def test_a_fee_goes_to_the_payment_that_its_text_names(tmp_path: Path) -> None:
    """Two payments of a day and client: only the reference tells which of them the fee belongs to."""
    other = {**HISTORY, "recordId": "9002"}
    fee = {
        **HISTORY,
        "recordId": "9003",
        "type": "APAdjustment",
        "accountingSubtype": "Service Fee",
        "description": "Service Fee for Hourly - Ref ID 9002",
        "transactionAmount": {"rawValue": "-12.05", "currency": "USD"},
    }
    with loaded(tmp_path, {"dump.json": json.dumps([{**HISTORY, "recordId": "9001"}, other, fee])}) as (store, _):
        assert store.rows("SELECT payment_id, fee::VARCHAR FROM payments ORDER BY 1") == [
            ("9001", None),
            ("9002", "12.0500"),
        ]


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


def test_stories_of_a_room_belong_to_who_else_writes_in_it(tmp_path: Path) -> None:
    def story(number: int, room: str, user: str, organisation: str | None) -> dict[str, object]:
        return {
            "id": f"s{number}", "room": {"id": room}, "createdDateTime": f"2025-01-0{number}T10:00:00Z", "user": {"id": user},
            "organization": {"id": organisation}, "message": f"text {number}", "attachments": [],
        }  # fmt: skip

    stories = [
        story(1, "r1", "u-me", "o-me"),
        story(2, "r1", "u-ann", "o-ann"),
        story(3, "r2", "u-me", "o-me"),
        story(4, "r3", "u-ben", None),
    ]
    files = {"rooms.json": json.dumps({"data": {"roomStories": {"edges": [{"node": one} for one in stories]}}})}
    with loaded(tmp_path, files, freelancer="u-me") as (store, report):
        file = account(report, "rooms.json")
        assert (file.profile, file.rows_loaded, file.rows_quarantined) == ("upwork_api_messages", 3, 1) and balances(
            file
        )
        assert store.rows(
            "SELECT message_id, client_id, freelancer_id, thread_id, sender, body FROM messages ORDER BY 1"
        ) == [
            ("s1", "o-ann", "u-me", "r1", "freelancer", "text 1"),
            ("s2", "o-ann", "u-me", "r1", "client", "text 2"),
            ("s4", "u-ben", "u-me", "r3", "client", "text 4"),
        ]
        assert store.rows("SELECT column_name, code FROM quarantine") == [("client_id", "E101")]


def test_messages_with_numbers_and_texts_as_ids_are_of_the_same_users(tmp_path: Path) -> None:
    messages = [
        {
            "id": 1,
            "thread_id": 70,
            "from_user_id": 5,
            "message": "hello",
            "attachments": [],
            "time_created": 1735732800,
        },
        {
            "id": "2",
            "thread_id": "70",
            "from_user_id": "9",
            "message": "hi",
            "attachments": [],
            "time_created": 1735732860,
        },
    ]
    files = {"messages.json": json.dumps({"status": "success", "result": {"messages": messages}})}
    with loaded(tmp_path, files, freelancer="5") as (store, _):
        assert store.rows("SELECT message_id, client_id, sender, sent_at::VARCHAR FROM messages ORDER BY 1") == [
            ("1", "9", "freelancer", "2025-01-01 12:00:00"),
            ("2", "9", "client", "2025-01-01 12:01:00"),
        ]


def test_messages_are_refused_until_the_user_says_who_the_freelancer_is(tmp_path: Path) -> None:
    row = {"id": 1, "thread_id": 70, "from_user_id": 5, "message": "hello", "time_created": 1735732800}
    with loaded(tmp_path, {"messages.json": json.dumps([row])}) as (_, report):
        assert "--freelancer" in account(report, "messages.json").message
