"""What stands beside a coming day: where it alone frees nobody."""

from __future__ import annotations

from auditor.model.results import Eligibility
from auditor.model.words import UNSURE, State
from auditor.report.wording import FREE_AT_ONCE

# Where the day alone frees nobody, or is not waited for.
BESIDE = {
    State.ORIGIN_DISPUTED: "unless the disputed origin is cleared up",
    State.ENTERPRISE_AGREEMENT: "without the client's own agreement, which governs",
    State.EXEMPT_ORIGIN: "the period; free already{known}, you met elsewhere",
    State.FEE_PAID: "the period; free already{known}, the exit fee is paid",
}
HELD = "its open findings have to be cleared first, on that day too"


def beside(row: Eligibility) -> str:
    """What else than the day decides, or has decided, of a relationship; nothing where the day alone frees."""
    known = " by what is known" if row.verdict in UNSURE else ""
    held = HELD if row.state not in FREE_AT_ONCE and "open_findings" in row.blockers else ""
    return "; ".join(one for one in (BESIDE.get(row.state, "").replace("{known}", known), held) if one)
