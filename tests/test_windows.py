"""Windows, anchors and states, by hand from the rules: rows in, the standing of the relationship out."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from tests.support.rows import fill

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


def contract(start: str, end: str | None = None, number: int = 1) -> dict[str, Any]:
    return {"contract_id": f"k{number}", "client_id": "c", "started_at": start, "ended_at": end}


def payment(day: str, **more: Any) -> dict[str, Any]:
    return {"client_id": "c", "contract_id": "k1", "paid_at": day, "amount": Decimal("80"), "fee": Decimal("8"), **more}


def message(sent: str, number: int = 1, **more: Any) -> dict[str, Any]:
    return {"message_id": f"m{number}", "client_id": "c", "sent_at": sent, **more}


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


def many(rows: Rows, as_of: str) -> dict[str, dict[str, Any]]:
    """Standings of all clients of one store, by client."""
    with Engine.in_memory() as engine:
        fill(engine, rows)
        policy = policies.find("upwork-guide")
        make_shapes(engine, date.fromisoformat(as_of), policy)
        make_standing(engine, date.fromisoformat(as_of), policy)
        return {row["client_id"]: row for row in standings(engine).to_dicts()}


def a_day(chance: random.Random) -> date:
    return date(2019, 1, 1) + timedelta(days=chance.randrange(2000))


def history(client: str, talk: Sequence[date], paid: Sequence[date]) -> dict[str, list[dict[str, Any]]]:
    return {
        "contracts": [
            {
                "contract_id": f"k-{client}",
                "client_id": client,
                "started_at": "2018-12-01",
                "ended_at": paid[0].isoformat(),
            }
        ],
        "payments": [
            payment(day.isoformat(), client_id=client, contract_id=f"k-{client}", payment_id=f"{client}-{number}")
            for number, day in enumerate(paid)
        ],
        "messages": [
            {"message_id": f"{client}-{number}", "client_id": client, "sent_at": day.isoformat()}
            for number, day in enumerate(talk)
        ],
    }


def together(histories: Sequence[Rows], chance: random.Random) -> dict[str, list[Any]]:
    """All rows of several histories, by table and in random order."""
    merged: dict[str, list[Any]] = {name: [row for one in histories for row in one[name]] for name in histories[0]}
    for rows in merged.values():
        chance.shuffle(rows)
    return merged


def test_a_message_never_brings_the_date_nearer() -> None:
    chance, histories = random.Random(11), []
    for number in range(150):
        talk, paid = [a_day(chance) for _ in range(chance.randrange(6))], sorted(a_day(chance) for _ in range(2))
        histories.append(history(f"before-{number}", talk, paid))
        histories.append(history(f"after-{number}", [*talk, a_day(chance)], paid))
    found = many(together(histories, chance), "2025-01-01")
    for number in range(150):
        assert found[f"after-{number}"]["eligible_on"] >= found[f"before-{number}"]["eligible_on"]


def test_the_order_of_rows_never_matters() -> None:
    chance = random.Random(5)
    histories = [
        history(f"c{number}", [a_day(chance) for _ in range(4)], sorted(a_day(chance) for _ in range(2)))
        for number in range(40)
    ]
    answers = [many(together(histories, random.Random(seed)), "2025-01-01") for seed in (1, 2, 3)]
    assert answers[0] == answers[1] == answers[2]


def test_the_latch_agrees_with_a_walk_day_by_day() -> None:
    """The set-wise window gives what a plain walk over the days gives, on random histories of messages and payments."""
    chance, lives = random.Random(7), {}
    for number in range(200):
        paid = sorted(a_day(chance) for _ in range(chance.randrange(1, 4)))
        lives[f"c{number}"] = (sorted(a_day(chance) for _ in range(chance.randrange(5))), paid)
    found = many(together([history(client, *life) for client, life in lives.items()], chance), "2025-01-01")
    wanted = {client: walk(*life, date(2025, 1, 1), 24) for client, life in lives.items()}
    assert {client: row["state"] for client, row in found.items()} == wanted
    assert {"eligible", "waiting"} == set(wanted.values())


def walk(talk: Sequence[date], paid: Sequence[date], as_of: date, months: int) -> str:
    free, latest, day = False, paid[0], paid[0]
    while day <= as_of:
        clamped = min(latest.day, 28) if latest.month == 2 else latest.day
        free = free or day >= date(latest.year + months // 12, latest.month, clamped)
        if day in paid:
            free, latest = False, day
        elif day in talk and not free:
            latest = day
        day += timedelta(days=1)
    return "eligible" if free else "waiting"
