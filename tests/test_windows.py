"""Windows, anchors and states, by hand from the rules: rows in, the standing of the relationship out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from tests.support.rows import contract, fill, message, payment

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def standing(rows: Rows, as_of: str, client: str = "c") -> dict[str, Any]:
    with Engine.in_memory() as engine:
        fill(engine, rows)
        policy = policies.find("upwork-guide")
        make_shapes(engine, date.fromisoformat(as_of), policy)
        make_standing(engine, date.fromisoformat(as_of), policy)
        found = [row for row in standings(engine).to_dicts() if row["client_id"] == client]
    assert len(found) == 1
    return found[0]


OLD = {"contracts": [contract("2021-01-10", "2021-06-01")], "payments": [payment("2021-05-20")]}

STORIES: list[tuple[str, Rows, str, dict[str, Any]]] = [
    (
        "29 February 2024 clamps to 28 February 2026, and that day itself is free",
        {"contracts": [contract("2024-01-10", "2024-02-29")], "payments": [payment("2024-02-29")]},
        "2026-02-28",
        {"state": "eligible", "eligible_on": date(2026, 2, 28)},
    ),
    (
        "the day before is not free",
        {"contracts": [contract("2024-01-10", "2024-02-29")], "payments": [payment("2024-02-29")]},
        "2026-02-27",
        {"state": "waiting", "eligible_on": date(2026, 2, 28)},
    ),
    (
        "an offset that crosses midnight moves the payment to the next UTC day",
        {"contracts": [contract("2023-01-10", "2023-03-01")], "payments": [payment("2023-03-31T23:30:00-05:00")]},
        "2025-03-31",
        {"state": "waiting", "eligible_on": date(2025, 4, 1), "governing_anchor": "last_payment"},
    ),
    (
        "a message inside the window restarts the clock",
        {**OLD, "messages": [message("2023-05-31T10:00:00Z")]},
        "2024-01-01",
        {"state": "waiting", "eligible_on": date(2025, 5, 31), "governing_anchor": "last_message"},
    ),
    (
        "a message on the very day of freedom does not take it back",
        {**OLD, "messages": [message("2023-06-01T00:00:00Z")]},
        "2024-01-01",
        {"state": "eligible", "eligible_on": date(2023, 6, 1), "governing_anchor": "contract_end"},
    ),
    (
        "many messages after freedom leave it as it was",
        {**OLD, "messages": [message(f"2023-{month:02}-15T10:00:00Z", month) for month in range(7, 13)]},
        "2024-06-01",
        {"state": "eligible", "eligible_on": date(2023, 6, 1)},
    ),
    (
        "a payment on the platform after freedom starts a new window",
        {"contracts": OLD["contracts"], "payments": [*OLD["payments"], payment("2024-02-01")]},
        "2024-06-01",
        {"state": "waiting", "eligible_on": date(2026, 2, 1)},
    ),
    (
        "a new contract after freedom blocks again",
        {"contracts": [*OLD["contracts"], contract("2024-02-01", None, 2)], "payments": OLD["payments"]},
        "2024-06-01",
        {"state": "blocked_active_contract", "eligible_on": None, "active_contracts": 1},
    ),
    (
        "a message during a new unpaid contract counts although freedom was reached before",
        {
            "contracts": [*OLD["contracts"], contract("2024-02-01", "2024-03-01", 2)],
            "payments": OLD["payments"],
            "messages": [message("2024-02-10T10:00:00Z")],
        },
        "2024-06-01",
        {"state": "waiting", "eligible_on": date(2026, 2, 10)},
    ),
    (
        "the end of a contract that was never paid is no anchor",
        {"contracts": [*OLD["contracts"], contract("2022-02-01", "2022-12-01", 2)], "payments": OLD["payments"]},
        "2023-06-01",
        {"state": "eligible", "eligible_on": date(2023, 6, 1)},
    ),
    (
        "refunds, expenses and conversion attempts of 0 are no anchors",
        {
            "contracts": OLD["contracts"],
            "payments": [
                *OLD["payments"],
                payment("2022-01-01", kind="refund", amount=Decimal("-10")),
                payment("2022-02-01", kind="expense"),
            ],
        },
        "2023-06-01",
        {"state": "eligible", "eligible_on": date(2023, 6, 1)},
    ),
    (
        "a system message is no anchor",
        {**OLD, "messages": [message("2022-12-01T10:00:00Z", sender="system")]},
        "2023-06-01",
        {"state": "eligible", "eligible_on": date(2023, 6, 1)},
    ),
    (
        "a stated last contact counts as a message",
        {**OLD, "relationships": [{"client_id": "c", "last_contact_at": "2022-12-01"}]},
        "2023-06-01",
        {"state": "waiting", "eligible_on": date(2024, 12, 1), "governing_anchor": "last_message"},
    ),
    (
        "a paused contract without an end is active",
        {"contracts": [{**contract("2021-01-10"), "status": "paused"}], "payments": OLD["payments"]},
        "2024-01-01",
        {"state": "blocked_active_contract"},
    ),
    (
        "a contract is active through the day of its end",
        {"contracts": [contract("2024-01-10", "2024-06-01")], "payments": [payment("2024-05-01")]},
        "2024-06-01",
        {"state": "blocked_active_contract", "if_closed_today": date(2026, 6, 1)},
    ),
    (
        "and not on the day after",
        {"contracts": [contract("2024-01-10", "2024-06-01")], "payments": [payment("2024-05-01")]},
        "2024-06-02",
        {"state": "waiting", "eligible_on": date(2026, 6, 1), "exit_fee_today": Decimal("2991")},
    ),
    (
        "rows dated after as-of are not audited",
        {**OLD, "messages": [message("2023-06-15T10:00:00Z")]},
        "2023-06-14",
        {"state": "eligible", "eligible_on": date(2023, 6, 1), "last_message_on": None},
    ),
    (
        "fees of 10,000 waive the exit fee",
        {
            "contracts": [contract("2024-01-10", "2024-02-01")],
            "payments": [payment("2024-02-01", fee=Decimal("10000"))],
        },
        "2024-06-01",
        {"exit_fee_today": Decimal("0"), "fees_paid": Decimal("10000")},
    ),
    (
        "fees between the fee and its waiver leave nothing below zero",
        {"contracts": [contract("2024-01-10", "2024-02-01")], "payments": [payment("2024-02-01", fee=Decimal("3000"))]},
        "2024-06-01",
        {"exit_fee_today": Decimal("0")},
    ),
    (
        "a refund gives its fee back",
        {
            "contracts": [contract("2024-01-10", "2024-02-01")],
            "payments": [
                payment("2024-02-01"),
                payment("2024-02-02", kind="refund", amount=Decimal("-80"), fee=Decimal("3")),
            ],
        },
        "2024-06-01",
        {"fees_paid": Decimal("5"), "lifetime_billed": Decimal("0"), "exit_fee_today": Decimal("2994")},
    ),
    (
        "fees in another currency without rates leave the exit fee unknown",
        {"contracts": [contract("2024-01-10", "2024-02-01")], "payments": [payment("2024-02-01", currency="EUR")]},
        "2024-06-01",
        {"fees_paid": None, "exit_fee_today": None},
    ),
    (
        "an exit fee stated by the user frees from its day on",
        {
            **OLD,
            "messages": [message("2022-12-01")],
            "relationships": [{"client_id": "c", "exit_fee_paid_on": "2023-01-05"}],
        },
        "2023-01-05",
        {"state": "fee_paid", "exit_fee_today": Decimal("0")},
    ),
    (
        "but not on the day before",
        {
            **OLD,
            "messages": [message("2022-12-01")],
            "relationships": [{"client_id": "c", "exit_fee_paid_on": "2023-01-05"}],
        },
        "2023-01-04",
        {"state": "waiting"},
    ),
    (
        "an origin elsewhere with an earlier meeting exempts",
        {**OLD, "relationships": [{"client_id": "c", "origin": "off_platform", "first_met_at": "2021-01-10"}]},
        "2022-01-01",
        {"state": "exempt_origin", "exit_fee_today": Decimal("0")},
    ),
    (
        "an origin elsewhere with an earlier platform contact is disputed",
        {**OLD, "relationships": [{"client_id": "c", "origin": "off_platform", "first_met_at": "2021-01-11"}]},
        "2022-01-01",
        {"state": "origin_disputed", "exit_fee_today": Decimal("2991")},
    ),
    (
        "an origin elsewhere without a day is disputed",
        {**OLD, "relationships": [{"client_id": "c", "origin": "off_platform"}]},
        "2022-01-01",
        {"state": "origin_disputed"},
    ),
    (
        "an enterprise client without an active contract has its own agreement",
        {**OLD, "relationships": [{"client_id": "c", "enterprise": True}]},
        "2022-01-01",
        {"state": "enterprise_agreement", "exit_fee_today": None},
    ),
    (
        "messages alone are no contract, even after years",
        {"messages": [message("2019-01-01"), message("2019-02-01", 2)]},
        "2024-01-01",
        {"state": "never_contracted", "eligible_on": None, "days_left": None},
    ),
    (
        "payments without contract rows infer a contract that is open for 60 days",
        {"payments": [payment("2024-01-01", contract_id="9"), payment("2024-03-01", contract_id="9")]},
        "2024-04-30",
        {"state": "blocked_active_contract", "inferred": True},
    ),
    (
        "and that has ended with its last payment on the 61st day",
        {"payments": [payment("2024-01-01", contract_id="9"), payment("2024-03-01", contract_id="9")]},
        "2024-05-01",
        {"state": "waiting", "eligible_on": date(2026, 3, 1), "inferred": True},
    ),
]


@pytest.mark.parametrize(("rows", "as_of", "wanted"), [one[1:] for one in STORIES], ids=[one[0] for one in STORIES])
def test_standing(rows: Rows, as_of: str, wanted: dict[str, Any]) -> None:
    found = standing(rows, as_of)
    wanted = {name: value for name, value in wanted.items() if name != "days_left"}
    assert {name: found[name] for name in wanted} == wanted
