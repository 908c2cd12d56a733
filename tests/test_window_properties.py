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


def judged(rows: Rows, as_of: date = AS_OF, policy_name: str = "upwork-guide") -> list[dict[str, Any]]:
    policy = policies.find(policy_name, as_of)
    with Engine.in_memory() as engine:
        fill(engine, rows)
        make_shapes(engine, as_of, policy)
        make_standing(engine, as_of, policy)
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


def closed(rows: Rows, on: date) -> Rows:
    """The same rows, with every contract that is open on a day ended on it."""
    ended = [
        {**one, "ended_at": on.isoformat()}
        if date.fromisoformat(one["started_at"]) <= on
        and (not one["ended_at"] or date.fromisoformat(one["ended_at"]) > on)
        else one
        for one in rows["contracts"]
    ]
    return {**rows, "contracts": ended}


def closing_agrees(rows: Rows, policy_name: str) -> int:
    """Compare the day that is promised for a contract closed today with that of an audit on the day after; return how many were open."""
    then = {row["client_id"]: row for row in judged(closed(rows, AS_OF), AS_OF + timedelta(days=1), policy_name)}
    still_open = [
        row for row in judged(rows, policy_name=policy_name) if row["active_contracts"] and not row["inferred"]
    ]
    for row in still_open:
        told = then[row["client_id"]]["eligible_on"]
        # Nobody is free while the contract was still open, whatever had passed by then.
        assert row["if_closed_today"] == (told and max(told, AS_OF)), (row["client_id"], policy_name)
    return len(still_open)


@CALM
@given(HISTORIES)
def test_if_closed_today_is_what_an_audit_says_when_the_contracts_have_ended(histories: Sequence[History]) -> None:
    rows = rows_of(histories, with_added=True)
    for name in ("upwork-guide", "upwork-terms"):
        closing_agrees(rows, name)


def test_a_first_contract_that_nobody_paid_dates_the_relationship_by_its_end_when_closed_today() -> None:
    """The message of 10 March 2025 alone would free on 10 March 2027; the contract's end on as-of frees on 30 June 2028."""
    pair = {"client_id": "onlyopen", "freelancer_id": "fA"}
    for paid in (False, True):
        rows: Rows = defaultdict(list)
        rows["contracts"] = [{**pair, "contract_id": "k1", "started_at": "2025-03-22", "ended_at": None}]
        rows["messages"] = [{**pair, "message_id": "m1", "sent_at": "2025-03-10T10:00:00"}]
        if paid:
            # Somebody else's payment: what this freelancer is paid is known.
            other = {"client_id": "other", "freelancer_id": "fA", "contract_id": "o1"}
            rows["contracts"].append({**other, "started_at": "2021-12-01", "ended_at": "2022-01-01"})
            rows["payments"] = [{**other, "payment_id": "q1", "paid_at": "2022-01-01", "amount": "80", "fee": "8"}]
        (row,) = [one for one in judged(rows) if one["client_id"] == "onlyopen"]
        assert row["if_closed_today"] == date(2028, 6, 30)
        assert closing_agrees(rows, "upwork-guide") == 1
    # A second one, unpaid too, dates nothing by its end; the message of 10 March 2024 counts, and that day has passed.
    rows["contracts"].append({**pair, "contract_id": "k0", "started_at": "2024-01-01", "ended_at": "2024-02-01"})
    rows["messages"] = [{**pair, "message_id": "m1", "sent_at": "2024-03-10T10:00:00"}]
    (row,) = [one for one in judged(rows) if one["client_id"] == "onlyopen"]
    assert row["if_closed_today"] == AS_OF
