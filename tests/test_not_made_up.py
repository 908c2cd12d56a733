"""What is not known is not made up: talk before the day of freedom, the version without a first contact, rates in other currencies."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from auditor import policies
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import RATES, make_shapes
from auditor.deciding.fees import full_working
from auditor.engines.duckdb import Engine
from tests.support.rows import fill
from tests.support.running import auditor
from tests.test_deciding import WAITING

AS_OF = date(2026, 3, 1)
PAID = ("--last-paid", "2023-12-31", "--first-contact", "2022-12-01")
# The 24 months end on 31 December 2025, and a last message on or after it tells nothing of those before.
TALK = {
    "long after that day": (("--last-message", "2026-03-01"), "check_messages"),
    "on that day": (("--last-message", "2025-12-31"), "check_messages"),
    "the day before": (("--last-message", "2025-12-30"), "wait"),
    "before the last payment": (("--last-message", "2023-12-01"), "free_to_leave"),
    "an ask of today alone": (("--asked", "contact"), "check_messages"),
    "an ask of today after a last message from before": (("--last-message", "2023-12-01", "--asked", "contact"), "free_to_leave"),
    "where no message counts": (("--policy", "upwork-terms", "--last-message", "2026-03-01"), "free_to_leave"),
}  # fmt: skip


def decided(*arguments: str | Path) -> list[dict[str, Any]]:
    ended = auditor("decide", *arguments, "--as-of", str(AS_OF), "--format", "json")
    assert ended.status == 0, ended.err
    rows: list[dict[str, Any]] = json.loads(ended.out)
    return rows


@pytest.mark.parametrize("what", TALK)
def test_a_last_message_in_free_time_does_not_show_that_there_was_none_before(what: str) -> None:
    facts, verdict = TALK[what]
    (row,) = decided(*PAID, *facts)
    assert row["verdict"] == verdict
    said = "when either of you last wrote before 31 December 2025 is not told (--last-message DATE)"
    assert (said in row["verdict_reasons"][0]) == (verdict == "check_messages")
    begins = {
        "check_messages": "Not sure yet. By what is known you would be free under ",
        "free_to_leave": "Free under ",
    }
    assert row["verdict_reasons"][0].startswith(begins.get(verdict, ""))


def test_other_readings_that_count_messages_say_that_none_is_known() -> None:
    said = "no message is known, and a later one would move this day"
    facts = ("--first-contact", "2021-01-01", "--last-paid", "2022-01-01", "--policy", "upwork-terms", "--rate", "100")
    (row,) = decided(*facts)
    counting = {one["policy"]: said in one["rule"] for one in row["alternatives"] if one["eligible_on"]}
    assert any(counting.values()) and not all(counting.values())
    assert all(holds == name.startswith("upwork-guide") for name, holds in counting.items())
    (told,) = decided(*facts, "--last-message", "2022-01-01")
    assert not any(said in one["rule"] for one in told["alternatives"])


def test_the_day_is_that_of_the_months_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text(
        'extends = "upwork-guide-2025-10-01"\nname = "short"\nversion = "1"\ntitle = "Own"\nsource = "Own"\ntag = "?"\neffective_from = 2020-01-01\n[window]\nmonths = 6\n'
        'anchors = ["last_payment", "contract_end", "last_message"]\nresets = ["contract", "payment"]\n',
        encoding="utf-8",
    )
    for message, verdict in (("2024-06-30", "check_messages"), ("2024-06-29", "free_to_leave")):
        (row,) = decided(*PAID, "--last-message", message, "--policy", tmp_path / "short.toml")
        assert row["verdict"] == verdict


def test_without_the_first_contact_the_version_is_not_known_and_all_that_could_apply_are_named() -> None:
    facts = ("--policy", "upwork-terms", "--last-paid", "2025-01-01", "--last-message", "2025-01-15", "--rate", "100")
    (row,) = decided(*facts)
    said = " ".join(row["verdict_reasons"])
    assert (
        "Which version of upwork-terms governs is not known, because the first contact is not told (--first-contact DATE)"
        in said
    )
    assert "had begun by 1 January 2025" in said and "began on" not in said
    fees = {one["policy"]: one["exit_fee"] for one in row["alternatives"]}
    # 12 % × 2,080 × $100
    assert (fees["upwork-terms 2020-06-26"], fees["upwork-terms 2022-05-01"]) == ("24960.00", "24960.00")
    (row,) = decided(*facts, "--first-contact", "2024-12-01")
    assert "upwork-terms by-2024 is taken because the relationship began on 1 December 2024" in " ".join(
        row["verdict_reasons"]
    )
    assert "upwork-terms 2020-06-26" not in {one["policy"] for one in row["alternatives"]}


def _cy(rates: pl.DataFrame | None, *payments: tuple[str, str, str, str]) -> dict[str, Any]:
    """The standing of a client of these payments (day, amount, currency, hours) under the terms by-2024."""
    pair = {"client_id": "cy", "freelancer_id": "fA"}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows["contracts"] = [{**pair, "contract_id": "k3", "started_at": "2025-01-10", "ended_at": "2025-06-30"}]
    rows["payments"] = [
        {**pair, "contract_id": "k3", "payment_id": f"p{place}", "paid_at": day, "amount": amount, "currency": currency, "hours": hours, "fee": "1", "kind": "hourly"}
        for place, (day, amount, currency, hours) in enumerate(payments)
    ]  # fmt: skip
    policy = policies.find("upwork-terms", AS_OF)
    with Engine.in_memory() as engine:
        fill(engine, rows)
        make_shapes(engine, AS_OF, policy, rates)
        make_standing(engine, AS_OF, policy)
        (row,) = standings(engine).to_dicts()
    return row


DOLLARS = ("2025-06-10", "300.00", "USD", "10")
EUROS = ("2025-06-05", "2000.00", "EUR", "10")


def test_a_highest_rate_beside_rates_that_cannot_be_converted_gives_no_fee() -> None:
    row = _cy(None, DOLLARS, EUROS)
    assert (row["highest_rate"], row["highest_unrated"], row["exit_fee_today"]) == (None, True, None)
    # The last rate is the one in dollars.
    assert (row["last_rate"], row["last_unrated"]) == (Decimal("30.00"), False)
    assert _cy(None, ("2025-06-01", *DOLLARS[1:]), EUROS)["last_rate"] is None
    # 13.5 % × 2,080 × $30 = $8,424; with euros at 1.20 the highest rate is $240, and the cap of $50,000 holds.
    assert _cy(None, DOLLARS)["exit_fee_today"] == Decimal("8424.00")
    rate = pl.DataFrame([{"rate_on": date(2025, 1, 1), "currency": "EUR", "rate": Decimal("1.2")}], schema=RATES.schema)
    row = _cy(rate, DOLLARS, EUROS)
    assert (row["highest_rate"], row["exit_fee_today"]) == (Decimal("240.00"), Decimal("50000.00"))


def test_a_year_of_dollars_is_no_stand_in_for_a_rate_in_euros_from_before_it() -> None:
    row = _cy(None, ("2024-05-01", "2000.00", "EUR", "10"), ("2025-06-10", "300.00", "USD", "0"))
    assert (row["billed_year"], row["exit_fee_today"]) == (Decimal("300.0000"), None)


def test_the_working_says_why_a_rate_is_not_known() -> None:
    terms = next(one for one in policies.versions("upwork-terms") if one.version == "by-2024")
    said = full_working(replace(WAITING, highest_unrated=True, billed_year=Decimal(300)), terms)
    assert (
        said.startswith("not known: ")
        and "was charged in another currency than USD; give --rates to convert it" in said
    )
