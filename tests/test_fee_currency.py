"""Exit fees of a pack in another currency than dollars: each figure in its own, and none reckoned from amounts of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import audit, auditor
from tests.test_decide import decided

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform,hourly_rate,currency
k1,here,ann,2025-01-01,2026-05-15,hourly,upwork,60,EUR
k2,there,ann,2025-01-01,2026-05-15,hourly,freelancer,60,EUR
k3,dollars,ann,2025-01-01,2026-05-15,hourly,upwork,60,USD
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,hours,kind
p1,here,ann,k1,2026-05-15,6000.00,EUR,600.00,100,hourly
p2,there,ann,k2,2026-05-15,6000.00,EUR,600.00,100,hourly
p3,dollars,ann,k3,2026-05-15,6000.00,USD,600.00,100,hourly
"""
PACK = """extends = "upwork-guide-2025-10-01"
name = "own-euro"
version = "1"
effective_from = 2020-01-01
title = "Own"
source = "Own"
tag = "?"
currency = "EUR"
[fee]
kind = "flat_less_fees_paid"
amount = "2000.00"
rule = "2,000 EUR less the fees paid"
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("euro")
    (work / "exports").mkdir()
    (work / "euro.toml").write_text(PACK, encoding="utf-8")
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS)):
        (work / "exports" / f"{name}.csv").write_text(content, encoding="utf-8")
    ended = audit(work / "exports", work, "2026-06-30", "--policy", str(work / "euro.toml")).ended
    assert ended.status == 0, ended.err
    return work


def _asked(place: Path, client: str, *more: str) -> tuple[str, ...]:
    return (client, "--db", str(place / "store.duckdb"), "--policy", str(place / "euro.toml"), *more)


def test_the_report_names_a_fee_in_the_currency_of_its_pack(place: Path) -> None:
    """2,000 − 600 = 1,400 euros."""
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "1,400.00 EUR: 2,000.00 EUR − 600.00 EUR fees paid" in page
    assert "$1,400.00" not in page and "$2,000.00" not in page


def test_a_reply_names_the_fee_in_the_currency_of_its_pack(place: Path) -> None:
    (row,) = decided(*_asked(place, "here"))
    assert row["exit_fee_today"] == "1400.00" and "1,400.00 EUR is paid" in row["reply_text"]


def test_no_pack_reckons_from_amounts_in_another_currency_as_if_they_were_its_own(place: Path) -> None:
    (row,) = decided(*_asked(place, "there", "--compare"))
    assert row["exit_fee_today"] is None
    assert (
        "freelancer-com undated reckons in USD, and what is known of this client stands in EUR" in row["exit_fee_rule"]
    )
    text = auditor("decide", *_asked(place, "there"), "--as-of", "2026-06-30").out.partition("Income at risk")[0]
    assert "$6,000" not in text and "$60" not in text and "$16,224" not in text


def test_other_readings_reckon_in_dollars_where_all_of_a_client_stands_in_dollars(place: Path) -> None:
    """$2,999 − $600 of fees; 13.5 % × 2,080 × $60 and 12 % of the same; nothing is said of euros."""
    (row,) = decided(*_asked(place, "dollars"))
    found = {one["policy"]: (one["exit_fee"], one["rule"]) for one in row["alternatives"]}
    assert found["upwork-guide 2025-10-01"] == (
        "2399.00",
        "$2,999.00 − $600.00 fees paid, never below 0; no message is known, and a later one would move this day",
    )
    assert (
        found["upwork-terms by-2024"][0] == "16848.00" and "$60.00 (highest rate)" in found["upwork-terms by-2024"][1]
    )
    said = " ".join((row["verdict_reasons"][0], *(rule for _, rule in found.values())))
    assert (
        "upwork-guide 2025-10-01 from 15 May 2028 (exit fee $2,399.00; no message is known" in said
        and "stands in" not in said
    )
    (row,) = decided(*_asked(place, "here"))
    rules = {one["policy"]: (one["exit_fee"], one["rule"]) for one in row["alternatives"]}
    assert rules["upwork-guide 2025-10-01"][0] is None and "stands in EUR" in rules["upwork-guide 2025-10-01"][1]


def test_fees_of_another_currency_ask_for_rates_and_are_then_converted(place: Path, tmp_path: Path) -> None:
    (row,) = decided(*_asked(place, "dollars"))
    assert row["exit_fee_today"] is None and "give --rates to convert them" in row["exit_fee_rule"]
    rates = tmp_path / "rates.csv"
    # The rate of the day or the latest before it: 600 × 0.9 = 540, and 2,000 − 540 = 1,460; a later one counts for nothing.
    rates.write_text("date,currency,rate\n2026-05-01,USD,0.9\n2026-05-16,USD,0.5\n", encoding="utf-8")
    (row,) = decided(*_asked(place, "dollars", "--rates", str(rates)))
    assert (row["exit_fee_today"], row["exit_fee_rule"]) == (
        "1460.00",
        "2,000.00 EUR − 540.00 EUR fees paid, never below 0",
    )
    for unfit in ("2026-05-16,USD,0.5", "2026-05-01,GBP,1.2"):
        rates.write_text(f"date,currency,rate\n{unfit}\n", encoding="utf-8")
        (row,) = decided(*_asked(place, "dollars", "--rates", str(rates)))
        assert row["exit_fee_today"] is None and "in another currency than EUR" in row["exit_fee_rule"]


WRONG_RATES = {
    "a name in place of a code": ("2026-05-01,dollar,0.9", ":2: column currency: no valid value"),
    "no currency": ("2026-05-01,,0.9", ":2: column currency: no valid value"),
    "no such day": ("2026-02-30,USD,0.9", ":2: column date: no valid value"),
    "no day": (",USD,0.9", ":2: column date: no valid value"),
    "a rate of nothing": ("2026-05-01,USD,0", ":2: column rate: a rate must be above 0"),
    "a rate of the currency itself": ("2026-05-01,EUR,1.1", "the rates lead to EUR, and EUR itself is 1"),
    "too many fields": ("2026-05-01,USD,0.9,1", "give a CSV file with date, currency, rate"),
}


@pytest.mark.parametrize("what", WRONG_RATES)
def test_a_rate_that_would_convert_nothing_or_wrongly_is_refused_with_its_line(
    what: str, place: Path, tmp_path: Path
) -> None:
    line, said = WRONG_RATES[what]
    rates = tmp_path / "rates.csv"
    rates.write_text(f"date,currency,rate\n{line}\n", encoding="utf-8")
    for command in ("decide", "evidence"):
        arguments = _asked(place, "dollars", "--rates", str(rates), *(("--list",) if command == "evidence" else ()))
        ended = auditor(command, *arguments, "--as-of", "2026-06-30")
        assert ended.status == 2 and said in ended.err and len(ended.err.strip().split("\n")) == 1, ended.err


def test_fees_without_a_rate_on_their_day_name_what_is_missing(place: Path, tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2026-05-16,USD,0.5\n", encoding="utf-8")
    (row,) = decided(*_asked(place, "dollars", "--rates", str(rates)))
    assert "with a rate on or before the day of each payment" in row["exit_fee_rule"]
    hours = next(one for one in row["alternatives"] if one["policy"].startswith("upwork-guide"))
    assert hours["exit_fee"] == "2399.00", "what needs no rate is reckoned without one"
