"""Packs of one's own that govern: from when they are in force, and amounts in the currency of whoever names them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import auditor
from tests.test_policies import OWN

AS_OF = ("--as-of", "2026-06-30")
FACTS = ("--last-paid", "2025-02-01", "--last-message", "2025-02-01", "--first-contact", "2024-01-01", "--first-contract", "2024-01-01")  # fmt: skip


def decided(tmp_path: Path, pack: str, *arguments: str) -> dict[str, Any]:
    own = tmp_path / "mine.toml"
    own.write_text(pack, encoding="utf-8")
    ended = auditor("decide", *FACTS, *arguments, "--policy", own, *AS_OF, "--format", "json")
    assert ended.status == 0, ended.err
    (row,) = json.loads(ended.out)
    return dict(row)


LATER = OWN.replace("2024-01-01", "2030-01-01") + "[window]\nmonths = 6\n"
IN_FORCE = {
    "in force long since": (OWN, None),
    "in force from the day itself": (OWN.replace("2024-01-01", "2026-06-30"), None),
    "in force from the day after": (OWN.replace("2024-01-01", "2026-07-01"), "1 July 2026"),
    "in force years later": (LATER, "1 January 2030"),
}


@pytest.mark.parametrize("what", IN_FORCE)
def test_a_pack_that_is_not_in_force_yet_says_so_where_it_was_asked_for(what: str, tmp_path: Path) -> None:
    pack, begins = IN_FORCE[what]
    row = decided(tmp_path, pack)
    said = (
        f"mine 1 is in force from {begins} only, and not yet on 30 June 2026: it governs here because it was asked for."
    )
    assert (said in row["verdict_reasons"]) is (begins is not None)
    assert (f"under mine (in force from {begins} only)" in row["verdict_reasons"][0]) is (begins is not None)


EURO = OWN + 'currency = "EUR"\n'


def test_other_readings_name_their_fees_in_their_own_currency(tmp_path: Path) -> None:
    """The dollar of the terms after their period is no euro, and nothing is reckoned across currencies without a rate."""
    row = decided(tmp_path, EURO, "--fees-paid", "200", "--compare", "--billed", "1200", "--fees-year", "120")
    first = row["verdict_reasons"][0]
    assert "2,799.00 EUR (2,999.00 EUR − 200.00 EUR fees paid, never below 0)" in first
    assert "upwork-terms 2022-05-01 since 1 January 2026 (exit fee $1.00)" in first and "1.00 EUR)" not in first
    guide = next(one for one in row["alternatives"] if one["policy"] == "upwork-guide 2025-10-01")
    assert guide["exit_fee"] is None
    assert "upwork-guide 2025-10-01 reckons in USD, and what is known of this client stands in EUR" in guide["rule"]
    ways = {one["reading"]: one for one in row["compare"]["others"]}["upwork-terms 2022-05-01"]
    assert [(way["cost"], way["currency"]) for way in ways["ways"]] == [
        ("1.00", "USD"),
        ("1.00", "USD"),
        ("240.00", "EUR"),
    ]
    assert ways["cheapest"] is None, "a dollar and euros are not compared"
    shown = auditor("decide", *FACTS, "--policy", tmp_path / "mine.toml", *AS_OF).out
    assert "other reading: upwork-terms 2022-05-01: 2026-01-01, fee $1.00 ($1.00 after the period)" in shown


LACKING = {
    "nothing of the year": ((), "give --billed N and --fees-year N"),
    "no fees of the year": (("--billed", "24000"), "give --fees-year N"),
}


@pytest.mark.parametrize("what", LACKING)
def test_a_comparison_without_files_names_the_option_that_is_missing(what: str, tmp_path: Path) -> None:
    facts, said = LACKING[what]
    compared = decided(tmp_path, OWN, "--fees-paid", "100", "--compare", *facts)["compare"]
    assert said in " ".join(compared["sentences"]) and "--rates" not in " ".join(compared["sentences"])
    stay = next(way for way in compared["ways"] if way["name"] == "stay")
    assert ("what the client paid" in stay["working"]) is (not facts)
