"""A decline that was found keeps its id while later weeks arrive, one week at a time, whatever they hold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from auditor import policies, rules
from auditor.auditing.heuristics import run_heuristics
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from tests.support.rows import fill

RULE = "behaviour.gradual_decline"
MONDAY = date(2023, 1, 2)
POLICY = policies.find("upwork-guide")
WEEKS, CLIENTS, FEWEST = 48, 12, 10
Ids = dict[str, set[str]]


def work(chance: random.Random) -> Iterator[float]:
    """Hours a week without end: level, falling, rising, back at the old level or idle for a while, with noise."""
    usual = level = chance.uniform(20, 40)
    noise = chance.choice([1, 4, 7])
    while True:
        kind = chance.choice(["level", "fall", "fall", "rise", "back", "idle"])
        step = {"fall": -chance.uniform(0.5, 3), "rise": chance.uniform(0.5, 3)}.get(kind, 0)
        level = usual if kind == "back" else level
        for _ in range(chance.randint(3, 20)):
            level = min(45, max(0, level + step))
            yield 0 if kind == "idle" else max(0, round(level + chance.gauss(0, noise), 1))


def week(client: str, number: int, hours: float, chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """The rows of one week of one client; ids say nothing of the order in time."""
    monday = MONDAY + timedelta(weeks=number)
    paid: dict[str, Any] = {"client_id": client, "contract_id": f"k-{client}", "fee": 1}
    paid |= {"paid_at": str(monday + timedelta(days=chance.randrange(7))), "amount": Decimal(str(hours)) * 40}
    # Now and then nobody writes, which ends a stretch of weeks with talk.
    talk = [
        {"message_id": f"{client}-{number}-{one}", "client_id": client, "sent_at": f"{monday}T1{one}:00:00Z"}
        for one in range(0 if chance.random() < 0.02 else 4)
    ]
    return {"payments": [paid | {"payment_id": f"{chance.randrange(10**9)}"}] if hours else [], "messages": talk}


def found(engine: Engine, as_of: date) -> Ids:
    """The ids of the declines by client."""
    rule = rules.shipped()[RULE]
    make_shapes(engine, as_of, POLICY, only=frozenset(rule.reads))
    run = run_heuristics(engine, {RULE: rule}, {}, {}, POLICY.clauses, as_of, "r")
    assert not run.failed
    ids: Ids = defaultdict(set)
    for one in run.findings:
        assert one.finding_id not in ids[one.client_id], "two declines under one id"
        ids[one.client_id].add(one.finding_id)
    return ids


def test_no_week_to_come_changes_the_id_of_a_decline() -> None:
    chances = {f"c{seed}": random.Random(seed) for seed in range(CLIENTS)}
    histories = {client: work(chance) for client, chance in chances.items()}
    known: Ids = {}
    told = 0
    with Engine.in_memory() as engine:
        for one in histories:
            fill(engine, {"contracts": [{"contract_id": f"k-{one}", "client_id": one, "started_at": f"{MONDAY}"}]})
        for number in range(WEEKS):
            for client, hours in histories.items():
                fill(engine, week(client, number, next(hours), chances[client]))
            if number + 1 < FEWEST:
                continue
            now = found(engine, MONDAY + timedelta(weeks=number + 1))
            assert {client: ids - now[client] for client, ids in known.items() if ids - now[client]} == {}
            known, told = now, told + sum(map(len, now.values()))
    assert told > 10 * len(known) > 0, "declines were found, and lasted for weeks"
