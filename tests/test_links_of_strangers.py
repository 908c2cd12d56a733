"""links.csv settles payment.counterparty_match: whom the user names there is somebody, known otherwise or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import write
from tests.support.running import audit

pytestmark = pytest.mark.usefixtures("undrawn")

RULE = "payment.counterparty_match"
FILES = {
    "contracts.csv": "contract_id,client_id,freelancer_id,started_at,kind,platform\nk1,c1,fl,2025-01-06,hourly,upwork\n",
    "relationships.csv": "client_id,freelancer_id,origin,client_name\nc1,fl,platform,Northgate Analytics\n",
}
UNNAMED = "payment_id,client_id,freelancer_id,paid_at,amount,currency,kind,channel,counterparty\nd1,,fl,2025-04-10,800,USD,fixed,bank,Northgate Analytic Inc\n"
BY_AN_ID = UNNAMED.replace("d1,,", "d1,payer-77,")


def rules(tmp_path: Path, payments: str, links: str) -> list[str]:
    write(tmp_path / "in", {**FILES, "payments.csv": payments, **({"links.csv": links} if links else {})})
    audited = audit(tmp_path / "in", tmp_path, "2025-06-30")
    assert audited.ended.status == 0, audited.ended.err
    return [one["rule_id"] for one in audited.findings]


@pytest.mark.parametrize(
    ("payments", "links"),
    [
        (UNNAMED, "client_id,counterparty\nsomebody-else,Northgate Analytic Inc\n"),
        (UNNAMED, "client_id,payment_id\nsomebody-else,d1\n"),
        (BY_AN_ID, "client_id,counterparty\npayer-77,Northgate Analytic Inc\n"),
        (BY_AN_ID, "client_id,payment_id\nsomebody-else,d1\n"),
    ],
)
def test_a_line_that_names_another_person_settles_the_finding_that_asked_for_it(
    payments: str, links: str, tmp_path: Path
) -> None:
    assert rules(tmp_path, payments, "") == [RULE]
    assert rules(tmp_path, payments, links) == []


def test_a_line_that_names_the_client_makes_it_a_payment_of_the_client(tmp_path: Path) -> None:
    assert rules(tmp_path, UNNAMED, "client_id,payment_id\nc1,d1\n") == ["payment.direct_during_contract"]
