"""What holds for every history: a message never brings the day of freedom nearer, and the order of rows never matters."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from tests.support.rows import fill

AS_OF = date(2026, 6, 30)
Rows = dict[str, list[dict[str, Any]]]
# Close enough together that spans touch, and around ends of months and a leap day.
DAYS = st.integers(0, 60).map(lambda step: date(2021, 12, 31) + timedelta(days=step * 27 + step % 3))
CALM = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


@dataclass(frozen=True, slots=True)
class History:
    """Contracts (start, end; with payments or without), payments (day, place of the contract), messages, one message and one payment more, and whether somebody else pays the freelancer."""

    contracts: Sequence[tuple[date, date | None]]
    payments: Sequence[tuple[date, int]]
    messages: Sequence[date]
    added: date
    added_payment: tuple[date, int]
    paid_elsewhere: bool


SPANS = st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 400))).map(
    lambda span: (span[0], None if span[1] is None else span[0] + timedelta(days=span[1]))
)
HISTORIES = st.lists(
    st.builds(
        History,
        contracts=st.lists(SPANS, max_size=3),
        payments=st.lists(st.tuples(DAYS, st.integers(0, 3)), max_size=3),
        messages=st.lists(DAYS, max_size=3),
        added=DAYS,
        added_payment=st.tuples(DAYS, st.integers(0, 3)),
        paid_elsewhere=st.booleans(),
    ),
    min_size=8,
    max_size=30,
)


def rows_of(histories: Sequence[History], with_added: bool, with_paid: bool = False) -> Rows:
    """One client and one freelancer for each history."""
    rows: Rows = defaultdict(list)
    for number, one in enumerate(histories):
        pair = {"client_id": f"c{number}", "freelancer_id": f"f{number}"}
        for place, (start, end) in enumerate(one.contracts):
            told = {"started_at": start.isoformat(), "ended_at": end and end.isoformat()}
            rows["contracts"].append({**pair, "contract_id": f"k{number}-{place}", **told})
        for place, (day, contract) in enumerate([*one.payments, *([one.added_payment] if with_paid else [])]):
            named = f"k{number}-{contract}" if contract < len(one.contracts) else None
            paid = {"paid_at": day.isoformat(), "amount": "80", "fee": "8", "contract_id": named}
            rows["payments"].append({**pair, "payment_id": f"p{number}-{place}", **paid})
        if one.paid_elsewhere:
            other = {"client_id": f"other{number}", "freelancer_id": f"f{number}", "contract_id": f"o{number}"}
            rows["contracts"].append({**other, "started_at": "2021-12-01", "ended_at": "2022-01-01"})
            rows["payments"].append(
                {**other, "payment_id": f"q{number}", "paid_at": "2022-01-01", "amount": "80", "fee": "8"}
            )
        for place, day in enumerate([*one.messages, *([one.added] if with_added else [])]):
            rows["messages"].append({**pair, "message_id": f"m{number}-{place}", "sent_at": f"{day}T10:00:00"})
    return rows


def judged(rows: Rows) -> list[dict[str, Any]]:
    policy = policies.find("upwork-guide", AS_OF)
    with Engine.in_memory() as engine:
        fill(engine, rows)
        make_shapes(engine, AS_OF, policy)
        make_standing(engine, AS_OF, policy)
        found = standings(engine).to_dicts()
    for row in found:
        row["others"] = sorted(row["others"] or (), key=lambda one: int(one["reading_no"]))
    return found


def never_nearer(histories: Sequence[History], before: Rows, after: Rows) -> None:
    """Nobody of the first rows is free sooner by the second ones."""
    then = {row["client_id"]: row for row in judged(after)}
    for row in judged(before):
        client = row["client_id"]
        story = histories[int(client[1:])] if client[1:].isdigit() else ""
        day = row["eligible_on"]
        assert day is None or then[client]["eligible_on"] is None or then[client]["eligible_on"] >= day, (client, story)
        # A first payment tells of a first contract; before there is one, nobody is bound.
        assert row["state"] in ("eligible", "never_contracted") or then[client]["state"] != "eligible", (client, story)


@CALM
@given(HISTORIES)
def test_adding_a_message_never_brings_the_day_nearer(histories: Sequence[History]) -> None:
    never_nearer(histories, rows_of(histories, with_added=False), rows_of(histories, with_added=True))


@CALM
@given(HISTORIES)
def test_adding_a_payment_never_brings_the_day_nearer_where_payments_are_known(histories: Sequence[History]) -> None:
    known = [replace(one, paid_elsewhere=True) for one in histories]
    paid = rows_of(known, with_added=True, with_paid=True)
    never_nearer(known, rows_of(known, with_added=True), paid)


@CALM
@given(HISTORIES, st.integers(0, 10_000))
def test_the_order_of_rows_never_matters(histories: Sequence[History], seed: int) -> None:
    rows = rows_of(histories, with_added=True)
    shuffled = {table: list(found) for table, found in rows.items()}
    for found in shuffled.values():
        random.Random(seed).shuffle(found)
    assert judged(shuffled) == judged(rows)
