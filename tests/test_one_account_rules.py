"""As one account, rules judge by the contracts, windows, statements and payers of all freelancers, and findings keep whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import write
from tests.support.running import Audited, audit

pytestmark = pytest.mark.usefixtures("undrawn")

CONTRACTS = "contract_id,client_id,freelancer_id,kind,started_at,ended_at,platform\n"
PAYMENTS = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind,channel,counterparty\n"
MESSAGES = "message_id,client_id,freelancer_id,sender,sent_at,body\n"
ASK = "m2,cc,a2,client,2024-10-05T10:00:00Z,Mail me at cecil@harborpine.example please.\n"
OUTSIDE = "p3,cc,a2,,2024-10-03,900,USD,fixed,bank,\n"
BILLED = "p1,cc,a1,k1,2024-03-03,400,USD,hourly,,\n"


def found(work: Path, files: dict[str, str], *options: str) -> Audited:
    write(work / "in", files)
    audited = audit(work / "in", work, "2025-06-01", *options)
    assert audited.ended.status == 0, audited.ended.err
    return audited


def told(audited: Audited) -> set[tuple[str, str, str]]:
    return {(one["rule_id"], one["severity"], one["freelancer_id"]) for one in audited.findings}


def both(tmp_path: Path, files: dict[str, str]) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """What is found apart, and as one account."""
    return told(found(tmp_path / "apart", files)), told(found(tmp_path / "one", files, "--as-one-account"))


def test_a_contract_of_one_freelancer_is_active_for_what_another_is_paid_and_sent(tmp_path: Path) -> None:
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,,upwork\n",
        "payments.csv": PAYMENTS + BILLED + OUTSIDE,
        "messages.csv": MESSAGES + ASK,
    }
    apart, one = both(tmp_path, files)
    assert {("payment.direct_in_window", "critical", "a2"), ("contact.before_contract", "high", "a2")} <= apart
    assert one == {("payment.direct_during_contract", "critical", "a2"), ("contact.during_contract", "info", "a2")}


def test_the_window_that_one_freelancer_keeps_open_is_open_for_another(tmp_path: Path) -> None:
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,2024-06-30,upwork\nk2,cc,a2,hourly,2021-01-01,2021-03-31,upwork\n",
        "payments.csv": f"{PAYMENTS}{BILLED}p2,cc,a2,k2,2021-02-03,400,USD,hourly,,\n{OUTSIDE}",
        "messages.csv": MESSAGES + ASK,
    }
    apart, one = both(tmp_path, files)
    assert {severity for _, severity, _ in apart} == {"info"}
    assert ("payment.direct_in_window", "critical", "a2") in one
    assert ("contact.after_contract", "medium", "a2") in one


def test_a_payer_on_one_account_is_matched_with_the_client_of_another(tmp_path: Path) -> None:
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,2024-06-30,upwork\n",
        "payments.csv": f"{PAYMENTS}{BILLED}p3,,a2,,2024-10-03,900,USD,fixed,bank,Corvid Crane Ltd\n",
        "relationships.csv": "client_id,freelancer_id,origin,client_name\ncc,a1,platform,Corvid Crane\n",
    }
    apart, one = both(tmp_path, files)
    assert apart == set()
    assert one == {("payment.counterparty_match", "high", "a2")}


def test_an_exit_fee_that_one_freelancer_paid_releases_another(tmp_path: Path) -> None:
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,2024-06-30,upwork\nk2,cc,a2,hourly,2024-01-01,2024-06-30,upwork\n",
        "payments.csv": f"{PAYMENTS}{BILLED}p2,cc,a1,,2024-09-01,2999,USD,conversion_fee,,\n{OUTSIDE}",
    }
    apart, one = both(tmp_path, files)
    assert ("payment.direct_in_window", "critical", "a2") in apart
    assert one == set()


def test_what_another_freelancer_was_paid_is_no_first_payment_still_to_come(tmp_path: Path) -> None:
    ask = ASK.replace(
        "Mail me at cecil@harborpine.example please.",
        '"Let us leave Upwork and I pay you directly, outside of Upwork."',
    )
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,,upwork\n",
        "payments.csv": PAYMENTS + BILLED,
        "messages.csv": MESSAGES + ask,
    }
    apart, one = both(tmp_path, files)
    assert ("scam.new_client_pressure", "high", "a2") in apart
    assert not [rule for rule, _, _ in one if rule.startswith("scam.")]


def test_statements_of_two_freelancers_make_one_row_of_the_client_and_the_id_of_a_finding_stays(tmp_path: Path) -> None:
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,2024-06-30,upwork\n",
        "payments.csv": PAYMENTS + BILLED,
        "relationships.csv": "client_id,freelancer_id,origin,first_met_at,client_name\n"
        "cc,a1,off_platform,2024-05-05,Corvid Crane\ncc,a2,unknown,,Corvid\n",
    }
    apart, one = found(tmp_path / "apart", files), found(tmp_path / "one", files, "--as-one-account")
    assert len(one.eligibility) == 1
    assert (
        [(row["finding_id"], row["evidence"][0]["id"]) for row in one.findings]
        == [(row["finding_id"], row["evidence"][0]["id"]) for row in apart.findings]
        != []
    )


def test_a_rule_of_ones_own_finds_for_the_account_too(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.large.sql").write_text(OWN_RULE, encoding="utf-8")
    files = {
        "contracts.csv": f"{CONTRACTS}k1,cc,a1,hourly,2024-01-01,,upwork\n",
        "payments.csv": PAYMENTS + BILLED + OUTSIDE,
    }
    one = found(tmp_path, files, "--as-one-account", "--rules", str(tmp_path / "rules"))
    assert ("own.large", "low", "a2") in told(one)


OWN_RULE = """-- title = "Paid in a contract of whomever"
-- severity = "low"
-- confidence = 0.5
-- reads = ["paid"]
-- anchor = "payments"
-- why = "To be looked at."
-- silent = "Never for payments without a contract."
-- clause = "payment_outside"
-- explanation = "On {on} {amount} was paid."
-- action = "Look at it."
-- [params.amount_from]
-- default = 500
-- unit = "amount"
-- range = [0, 1000000]
-- about = "the least amount"
SELECT
    platform,
    client_id,
    freelancer_id,
    paid_at AS occurred_at,
    'both' AS actor,
    0.5 AS confidence,
    'low' AS severity,
    ['payments:' || payment_id] AS evidence,
    {'on': paid_on, 'amount': amount} AS facts
FROM paid
WHERE contract_active AND amount >= $amount_from
"""
