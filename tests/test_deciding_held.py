"""Open findings are named where a verdict by itself does not speak of them."""

from __future__ import annotations

from auditor.deciding import held
from auditor.deciding.cases import Case
from auditor.model.words import Actor, Severity, Verdict
from tests.test_deciding import WAITING, finding


def test_open_findings_are_named_while_waiting_since_no_day_clears_them() -> None:
    case = Case(WAITING, (finding("payment.direct_in_window", Severity.CRITICAL, Actor.BOTH),), ())
    said = list(held.in_the_way(case, Verdict.WAIT))
    assert len(said) == 1 and said[0].startswith("Look at one finding of payment.direct_in_window")
    assert (
        "which weighs on your own account. On 15 January 2026 too the answer is “Clear the findings first” while it is open."
        in said[0]
    )
    assert list(held.in_the_way(case, Verdict.REPORT_AND_STOP)) == []
    of_client = Case(WAITING, (finding("identity.contact_reuse", Severity.HIGH),), ())
    assert "own account" not in next(held.in_the_way(of_client, Verdict.WAIT))
    assert list(held.in_the_way(of_client, Verdict.STAY_ON_PLATFORM)) == []
