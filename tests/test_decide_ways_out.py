"""decide on ways out: an origin elsewhere beside an open contract, an exit fee paid in part or in full, a fee of nothing, unpaid ends."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import audit, auditor
from tests.test_decide import decided

pytestmark = pytest.mark.usefixtures("undrawn")

MET = ("--contract-open", "--first-contract", "2025-01-01", "--last-paid", "2026-06-01", "--last-message", "2026-06-01", "--met-on", "2020-01-01", "--origin", "met_in_person", "--first-contact", "2024-12-20", "--fees-paid", "600", "--billed", "6000", "--fees-year", "600")  # fmt: skip
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform,hourly_rate
k1,part,ann,2025-01-01,2025-12-15,hourly,upwork,60
k2,full,ann,2025-01-01,2025-12-15,hourly,upwork,60
k3,unpaid,ann,2021-07-20,2022-08-16,hourly,upwork,60
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,part,ann,k1,2025-12-15,6000.00,USD,600.00,hourly
p2,part,ann,,2026-02-01,1000.00,USD,,conversion_fee
p3,full,ann,k2,2025-12-15,6000.00,USD,600.00,hourly
p4,full,ann,,2026-02-01,2399.00,USD,,conversion_fee
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,part,ann,client,2024-12-20,Good day
m2,full,ann,client,2024-12-20,Good day
m3,unpaid,ann,client,2021-01-31,Good day
"""
LATE = "m4,unpaid,ann,client,2024-03-02,Good day again\n"


def _store(work: Path, messages: str, as_of: str) -> Path:
    folder = work / "exports"
    folder.mkdir()
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS), ("messages", messages)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    assert audit(folder, work, as_of).ended.status == 0
    return work / "store.duckdb"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _store(tmp_path_factory.mktemp("ways"), MESSAGES, "2026-06-30")


def _readings(row: dict[str, Any]) -> dict[str, Any]:
    return {one["policy"]: one for one in row["alternatives"]}


def test_who_met_elsewhere_owes_nothing_once_the_open_contract_has_ended() -> None:
    (row,) = decided(*MET, "--compare")
    assert (row["state"], row["verdict"]) == ("blocked_active_contract", "stay_on_platform")
    # The state decides: while the contract blocks, the fee is that of the formula, and it is said that it will not be due.
    assert (row["if_closed_today"], row["exit_fee_today"]) == ("2026-06-30", "2399.00")
    assert row["exit_fee_rule"].endswith("; nothing to pay once the open contract has ended: you met elsewhere")
    assert {one["exit_fee"] for one in row["alternatives"] if one["policy"] == "upwork-guide (first_contract)"} == {
        "2399.00"
    }
    assert "You met elsewhere on 1 January 2020" in row["verdict_reasons"][1]
    assert "exit fee" not in " ".join(row["verdict_reasons"])
    assert [way["cost"] for way in row["compare"]["ways"]] == ["0.00", "0", "1200.00"]
    supposed = auditor("decide", *MET, "--if-contract-ends", "2026-06-30", "--as-of", "2026-06-30").out
    assert "exempt origin, free already; without that: blocked active contract" in supposed


def test_an_exit_fee_below_what_the_data_make_due_frees_all_the_same_and_is_taken_off_in_every_other_reading(
    store: Path,
) -> None:
    """$2,999 − $600 of fees are $2,399: $1,000 were paid, and $1,399 are missing by that reckoning."""
    (row,) = decided("part", "--db", store, "--compare")
    assert (row["state"], row["exit_fee_today"]) == ("fee_paid", "0.00")
    reasons = " ".join(row["verdict_reasons"])
    assert "the exit fee was paid (payment p2 of 1 February 2026)" in reasons and "as you state it" not in reasons
    assert "was $1,000.00, and $2,399.00 were due by what the data show, $1,399.00 more" in reasons
    other = _readings(row)
    assert other["upwork-guide (first_contract)"]["exit_fee"] == "1399.00"
    assert other["upwork-terms by-2024"]["exit_fee"] == "15848.00"
    assert "= $16,848.00; less $1,000.00 of the exit fee paid" in other["upwork-terms by-2024"]["rule"]
    assert row["compare"]["others"][0]["ways"][0]["cost"] == "1399.00"
    (row,) = decided("part", "--db", store, "--policy", "upwork-terms")
    assert row["state"] == "fee_paid" and "$16,848.00 were due" in " ".join(row["verdict_reasons"])


def test_a_fee_paid_in_full_by_one_reading_is_not_called_enough_by_another(store: Path) -> None:
    (row,) = decided("full", "--db", store, "--compare")
    assert (row["state"], row["exit_fee_today"]) == ("fee_paid", "0.00")
    other = _readings(row)
    assert other["upwork-guide (first_contract)"]["exit_fee"] == "0.00"
    assert other["upwork-terms by-2024"]["exit_fee"] == "14449.00"
    assert "upwork-terms by-2024 from 20 December 2026 (exit fee $14,449.00)" in row["verdict_reasons"][0]
    assert row["compare"]["cheapest"] is None


def test_a_message_after_the_exit_fee_moves_nothing(store: Path) -> None:
    text = auditor("decide", "full", "--db", store, "--if-message-on", "2026-12-01", "--as-of", "2026-06-30").out
    assert "what is supposed changes nothing: fee paid, free already" in text
    assert "moved by message" not in text and "2028" not in text


def test_an_open_contract_of_which_no_day_is_told_is_refused() -> None:
    for facts in (("--asked", "leave"), ()):
        ended = auditor("decide", "--contract-open", *facts, "--as-of", "2026-06-30")
        assert ended.status == 2 and "give --first-contract DATE" in ended.err


def test_a_fee_of_nothing_is_said_to_be_nothing_in_headline_and_reply() -> None:
    facts = ("--last-paid", "2025-06-01", "--last-message", "2025-06-01", "--fees-paid", "10000", "--as-of", "2026-06-30")  # fmt: skip
    for language in ("en", "de", "es", "fr", "hi", "pt", "uk"):
        text = auditor("decide", *facts, "--lang", language).out
        assert "leaving costs nothing today" in text.split("\n")[0]
        reply = text.partition("\n\n")[2]
        assert reply and "$0.00" not in reply


def test_a_fee_that_is_not_known_to_exist_is_not_offered_to_the_client() -> None:
    text = auditor("decide", "--platform", "toptal", "--left-on", "2025-12-31", "--last-paid", "2025-08-31", "--last-message", "2025-08-31", "--as-of", "2026-06-30").out  # fmt: skip
    assert "the date that matters is 31 December 2026." in text
    assert "Nothing moves it" not in text


def test_the_fee_after_the_period_is_shown_with_its_own_working_while_the_origin_is_in_dispute() -> None:
    (row,) = decided("--last-paid", "2025-12-15", "--last-message", "2025-12-15", "--first-contact", "2023-12-20", "--met-on", "2024-01-15", "--origin", "own_website", "--rate", "80", "--policy", "upwork-terms")  # fmt: skip
    assert (row["state"], row["exit_fee_today"]) == ("origin_disputed", "1.00")
    assert row["exit_fee_rule"] == "$1.00 after the period"
    assert "; other readings differ: upwork-terms" in row["verdict_reasons"][0]


@pytest.mark.parametrize(("late", "state", "free_on"), [("", "waiting", "2024-08-16"), (LATE, "waiting", "2026-03-02")])
def test_a_later_message_never_takes_the_end_of_an_unpaid_contract_away(
    late: str, state: str, free_on: str, tmp_path: Path
) -> None:
    db = _store(tmp_path, MESSAGES + late, "2024-03-02")
    ended = auditor("decide", "unpaid", "--db", db, "--as-of", "2024-03-02", "--format", "json")
    assert f'"state": "{state}"' in ended.out and f'"eligible_on": "{free_on}"' in ended.out


def test_freedom_after_an_unpaid_contract_is_kept_when_a_message_comes(tmp_path: Path) -> None:
    db = _store(tmp_path, MESSAGES + LATE.replace("2024-03-02", "2024-09-01"), "2024-09-01")
    ended = auditor("decide", "unpaid", "--db", db, "--as-of", "2024-09-01", "--format", "json")
    assert '"state": "eligible"' in ended.out


def test_the_day_of_the_first_contact_says_nothing_of_later_messages() -> None:
    (row,) = decided("--last-paid", "2020-03-01", "--first-contact", "2019-01-01")
    assert (row["verdict"], row["coverage"]["messages_to"]) == ("check_messages", None)


def test_a_client_billed_in_another_currency_is_asked_for_rates(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "payments.csv").write_text("payment_id,client_id,freelancer_id,paid_at,amount,currency,kind,platform\np1,eur,ann,2025-12-15,2000.00,EUR,hourly,upwork\n", encoding="utf-8")  # fmt: skip
    audit(folder, tmp_path, "2026-06-30")
    (row,) = decided("eur", "--db", tmp_path / "store.duckdb", "--compare")
    assert "no billing of this client in USD, or that can be converted to it (--rates)" in " ".join(row["compare"]["sentences"])  # fmt: skip


def test_what_a_supposed_day_says_of_income_and_reply_is_that_of_today() -> None:
    facts = ("--contract-open", "--first-contract", "2025-01-01", "--last-paid", "2026-06-01", "--billed", "12000", "--fees-year", "1200", "--asked", "leave")  # fmt: skip
    text = auditor("decide", *facts, "--as-of", "2026-06-30", "--if-contract-ends", "2026-12-15").out
    assert "Income at risk: $12,000.00" in text and "against $" not in text
    assert "against $12,000.00 at risk" in auditor("decide", *facts, "--as-of", "2026-06-30").out
    assert "Sending this restarts" not in text, "today a contract is open, and a message moves nothing"


BOUNDS = {
    "parts of the greatest are not told": (("--rate", "20"), "5408.00", True),
    "one part is never known": (("--rate", "20", "--billed", "40000"), "12000.00", True),
}


@pytest.mark.parametrize("what", BOUNDS)
def test_a_fee_of_which_parts_are_not_known_is_only_a_bound(what: str) -> None:
    """30 % of a year's pay, or the rate on the profile, may be more than 13 % × 2,080 h × $20."""
    facts, fee, is_bound = BOUNDS[what]
    told = ("--platform", "freelancer", "--first-contact", "2025-11-01", "--last-paid", "2026-01-15", *facts)
    (row,) = decided(*told, "--compare")
    said = f"{'at least ' if is_bound else ''}${Decimal(fee):,.2f}"
    assert row["exit_fee_today"] == fee and row["exit_fee_rule"].startswith("at least the greatest of: ") is is_bound
    assert f"Earlier for an exit fee of {said} (" in row["verdict_reasons"][0]
    assert f"the exit fee of {said}," in row["compare"]["ways"][0]["working"]
    assert f"an exit fee of {said} is paid" in row["reply_text"]


def test_a_fee_at_its_cap_is_no_bound() -> None:
    (row,) = decided(
        "--policy",
        "upwork-terms-by-2024",
        "--first-contact",
        "2025-11-01",
        "--last-paid",
        "2026-01-15",
        "--rate",
        "900",
    )
    assert row["exit_fee_today"] == "50000.00" and "exit fee of $50,000.00 (" in row["verdict_reasons"][0]


REFUND = """payment_id,client_id,freelancer_id,paid_at,amount,currency,fee,kind
p1,beta,me,2025-12-15,3000.00,USD,300.00,fixed
p2,beta,me,2026-03-15,6000.00,USD,600.00,fixed
p3,beta,me,2026-06-15,-600.00,USD,60.00,refund
"""


def test_what_was_given_back_later_is_taken_off_the_billing_of_those_months(tmp_path: Path) -> None:
    """9,000 and 900 of fees in the 12 months to 15 March 2026, of which 600 and 60 went back in June: 8,400 and 840.

    Staying costs 10 % of 700 a month for 24 months, 1,680; the 13.5 % reading charges 1,134 where no rate is known.
    """
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "payments.csv").write_text(REFUND, encoding="utf-8")
    assert audit(tmp_path / "exports", tmp_path, "2026-06-30").ended.status == 0
    (row,) = decided("beta", "--db", tmp_path / "store.duckdb", "--compare")
    assert "Rests on $8,400.00 billed (less refunds) in the 12 months to 15 March 2026, and on" in " ".join(
        row["compare"]["sentences"]
    )
    stay = row["compare"]["ways"][2]
    assert (stay["name"], stay["cost"], row["lifetime_billed"]) == ("stay", "1680.00", "8400.00")
    fees = {one["policy"]: one["exit_fee"] for one in row["alternatives"] if "13.5 %" in one["rule"]}
    assert set(fees.values()) == {"1134.00"}, row["alternatives"]


def test_of_billing_that_was_given_back_whole_nothing_is_carried_on(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    whole = REFUND.replace("-600.00,USD,60.00", "-9500.00,USD,950.00")
    (tmp_path / "exports" / "payments.csv").write_text(whole, encoding="utf-8")
    assert audit(tmp_path / "exports", tmp_path, "2026-06-30").ended.status == 0
    (row,) = decided("beta", "--db", tmp_path / "store.duckdb", "--compare")
    assert [one["cost"] for one in row["compare"]["ways"][1:]] == [None, None]
    assert "no billing is left that could be carried on; refunds gave back all" in " ".join(row["compare"]["sentences"])
    # No share of less than nothing: the floor of that version is what is left of its fee.
    rules = [one["rule"] for one in row["alternatives"] if "13.5 %" in one["rule"]]
    assert rules and all("13.5 % × $0.00 billed" in one for one in rules), rules


WAYS_OUT = {
    "with a fee": (("--fees-paid", "840"), "first end the open contract, then the exit fee under upwork-guide, $2,159.00 as of today ("),
    "without one": (("--fees-paid", "2999"), "first end the open contract; then no exit fee is due under upwork-guide"),
}  # fmt: skip


@pytest.mark.parametrize("what", WAYS_OUT)
def test_the_way_out_of_an_open_contract_begins_with_its_end(what: str) -> None:
    facts, said = WAYS_OUT[what]
    (row,) = decided("--contract-open", "--first-contract", "2026-01-01", "--last-paid", "2026-06-01", *facts)
    assert any(one.startswith(f"The honest way out: {said}") for one in row["verdict_reasons"]), row["verdict_reasons"]
