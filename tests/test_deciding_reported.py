"""A client who was reported is not to be reported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from auditor.deciding import reasons
from auditor.deciding.cases import Case
from auditor.model.words import Actor, Severity, Verdict
from tests.test_deciding import AS_OF, SCAM, UNDER, WAITING, finding

REPORTED = finding("conduct.reported", Severity.INFO, Actor.FREELANCER)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "report the client to the platform, and do not continue"),
        (1, "; keep the number of that report, and do not continue"),
        (-1, "; report what came since then, and do not continue"),
    ],
)
def test_a_report_that_was_made_is_not_asked_for_again(days: int | None, said: str) -> None:
    made = () if days is None else (replace(REPORTED, occurred_at=SCAM.occurred_at + timedelta(days=days)),)
    text = next(reasons.why(Case(WAITING, (SCAM, *made), ()), Verdict.REPORT_AND_STOP, UNDER, AS_OF))
    assert said in text and ("you reported the client on " in text) == (days is not None)
