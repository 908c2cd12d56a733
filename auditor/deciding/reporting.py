"""What is left to do of reporting a client to the platform."""

from __future__ import annotations

from auditor.deciding.cases import Case
from auditor.deciding.words import day


def to_report(case: Case) -> str:
    """What is left to do of reporting: a report that came after the last of it is done."""
    done = max((one.occurred_at for one in case.reports()), default=None)
    if done is None:
        return "report the client to the platform"
    newer = any(one.occurred_at > done for one in case.scams())
    again = "report what came since then" if newer else "keep the number of that report"
    return f"you reported the client on {day(done.date())}; {again}"
