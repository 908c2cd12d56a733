"""The window over many random histories: messages never help, order never matters, and a walk day by day agrees."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from tests.support.rows import fill, payment
from tests.test_windows import Rows


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


def renewed(client: str, *talk: str) -> dict[str, list[dict[str, Any]]]:
    """Paid in 2020, free from 2022 on, a new contract in early 2025 that was never paid, and what was said after it."""
    rows = history(client, [date.fromisoformat(day) for day in talk], [date(2020, 2, 1)])
    new = {"contract_id": f"new-{client}", "client_id": client, "started_at": "2025-01-01", "ended_at": "2025-03-01"}
    return {**rows, "contracts": [*rows["contracts"], new]}


def test_a_contract_that_nobody_paid_takes_no_freedom_back_and_talk_under_it_counts() -> None:
    histories = [renewed("silent"), renewed("after", "2025-04-01"), renewed("within", "2025-02-01")]
    found = many(together(histories, random.Random(1)), "2026-01-15")
    told = {client: (row["state"], row["eligible_on"]) for client, row in found.items()}
    assert told["silent"] == told["after"] == ("eligible", date(2022, 2, 1))
    assert told["within"] == ("waiting", date(2027, 2, 1))


def test_talk_long_after_the_new_contract_is_free() -> None:
    (row,) = many(renewed("late", "2027-03-01"), "2027-06-01").values()
    assert (row["state"], row["eligible_on"]) == ("eligible", date(2022, 2, 1))


def test_amounts_of_many_digits_are_judged() -> None:
    rows = history("rich", [], [date(2024, 1, 1)])
    rows["payments"] = [
        payment(
            "2024-01-01", client_id="rich", contract_id="k-rich", amount="9999999.99", currency="IDR", fee="999999.99"
        )
    ]
    (row,) = many(rows, "2025-01-01").values()
    assert row["state"] == "waiting"
