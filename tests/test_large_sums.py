"""A year of many large payments: every product of a share and what was billed has room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,kind,started_at,ended_at,currency,platform
k1,rich,ann,fixed,2025-01-01,2026-05-31,USD,upwork
"""
# A share of 13.5 % with five decimals of a sum with four takes nine of them: 18 digits are full from a billion on.
PAYMENTS = "payment_id,client_id,freelancer_id,contract_id,amount,fee,currency,kind,paid_at\n" + "".join(
    f"p{no},rich,ann,k1,9999999.00,0.01,USD,fixed,2026-05-{1 + no % 28:02d}\n" for no in range(1_000)
)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("upwork-terms", "13.5 % × $9,999,999,000.00"),
        ("freelancer-com", "30 % × $9,999,999,000.00"),
        ("elance-historic", "exit fee of $1,499,999,850.00"),
    ],
)
def test_shares_of_ten_billion_in_a_year_are_reckoned(policy: str, said: str, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(CONTRACTS.replace("upwork", policy.partition("-")[0]), encoding="utf-8")
    (exports / "payments.csv").write_text(PAYMENTS, encoding="utf-8")
    ended = audit(exports, tmp_path, "2026-06-30", "--policy", policy).ended
    assert ended.status == 0, ended.err
    told = auditor(
        "decide", "rich", "--db", tmp_path / "store.duckdb", "--policy", policy, "--as-of", "2026-06-30", "--compare"
    )
    assert told.status == 0, told.err
    assert said in told.out
