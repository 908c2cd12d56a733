"""What a user's own rule says under redaction: its texts may hold ids and names in any form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import audit
from tests.test_own_rules import select, write

IDS = """{'on': paid_on, 'amount': amount, 'currency': currency, 'a': [client_id, payment_id], 'b': contract_id, 'c':
    concat('row ', payment_id, '/', contract_id), 'd': replace(counterparty, ' ', '_'), 'e': substring(client_id, 1, 12), 'f': description,
    'g': concat('said ”', description)}"""


@pytest.mark.parametrize(
    ("client", "contract", "payment"), [("c9", "77", "p3"), ("client-alpha-77", "5512", "k7"), ("30741233", "k-1", "1")]
)
def test_a_text_among_the_facts_says_nothing_under_full(
    tmp_path: Path, client: str, contract: str, payment: str
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "contracts.csv").write_text(
        f"contract_id,client_id,freelancer_id,started_at\n{contract},{client},me,2025-10-01\n", encoding="utf-8"
    )
    (exports / "payments.csv").write_text(
        "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,counterparty,description\n"
        f"{payment},{client},me,{contract},2026-01-10,642.5,USD,0,hourly,Ann Quiet,invoice for Wilma Carver\n",
        encoding="utf-8",
    )
    told = "On {on} {amount} {currency}: A {a} B {b} C {c} D {d} E {e} F {f} G {g}."
    sql = select().replace("{'on': paid_on}", IDS)
    folder = write(tmp_path / "mine", sql, explanation=told)
    audited = audit(exports, tmp_path, "2026-01-31", "--rules", str(folder), "--redact", "full")
    (found,) = [one for one in audited.findings if one["rule_id"] == "own.rule"]
    hidden = " ".join(f"{letter} “…”" for letter in "ABCDEFG")
    assert found["explanation"] == f"On 10 January 2026 642.50 USD: {hidden}."
