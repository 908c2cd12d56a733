"""An origin in dispute when the period has passed anyway: free either way, and nothing says otherwise."""

from __future__ import annotations

from tests.test_decide import decided

MET = ("--met-on", "2021-12-15", "--origin", "own_website", "--first-contact", "2021-12-01")
BILLED = ("--fees-paid", "600", "--billed", "6000", "--fees-year", "600")


def test_a_dispute_that_no_longer_matters_costs_nothing() -> None:
    """24 months after 31 March 2022 is 31 March 2024; the formula, 2,999 − 600 = 2,399, stays beside it."""
    (row,) = decided("--last-paid", "2022-03-31", "--last-message", "2022-03-31", *MET, *BILLED, "--compare")
    assert (row["state"], row["verdict"], row["eligible_on"]) == ("origin_disputed", "confirm_origin", "2024-03-31")
    first = row["verdict_reasons"][0]
    assert (
        "even if that is not cleared up, upwork-guide frees since 31 March 2024, with nothing to pay; correct the"
        in first
    )
    assert row["exit_fee_today"] == "2399.00"
    assert row["exit_fee_rule"].endswith("; but the period has passed since 31 March 2024: nothing to pay: the relationship is free")  # fmt: skip
    assert [way["cost"] for way in row["compare"]["ways"]] == ["0", "0", "1200.00"]
    assert row["compare"]["break_even_months"] == 0 and "earned back" not in " ".join(row["compare"]["sentences"])


def test_one_day_before_it_matters() -> None:
    (row,) = decided("--last-paid", "2024-07-01", "--last-message", "2022-03-31", *MET, *BILLED, "--compare")
    assert (row["state"], row["eligible_on"]) == ("origin_disputed", "2026-07-01")
    assert "unless that is cleared up, upwork-guide frees from 1 July 2026 (exit fee $2,399.00)" in row["verdict_reasons"][0]  # fmt: skip
    assert row["exit_fee_rule"] == "$2,999.00 − $600.00 fees paid, never below 0"
    assert row["compare"]["ways"][0]["cost"] == "2399.00" and row["compare"]["break_even_months"] == 48
