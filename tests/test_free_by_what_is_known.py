"""Who is free by another way than time, as far as is known: table, calendar, calendar file and terminal say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.exports.calendar import render
from auditor.model.reporting import Limits
from auditor.model.results import Eligibility
from auditor.model.words import State, Verdict
from auditor.printing import relationships
from auditor.report.sections.calendar.section import SECTION
from auditor.report.wording import date_sentence
from tests import invented

STATES = (State.FEE_PAID, State.EXEMPT_ORIGIN)


def row(state: State, verdict: Verdict) -> Eligibility:
    paid = invented.relationship(11)
    assert paid.eligible_on is not None
    return replace(paid, state=state, verdict=verdict)


def said(one: Eligibility) -> dict[str, str]:
    result = replace(invented.result(12, 0), eligibility=(one,))
    ((day,),) = (month["days"] for month in SECTION.context(result, Limits())["months"])
    return {
        "table": date_sentence(one, result.as_of),
        "calendar": day["beside"],
        "file": render(result).decode().replace("\r\n ", ""),
        "terminal": relationships([one], result.policy.name, result.as_of),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verdict", [Verdict.FREE_TO_LEAVE, Verdict.REPORT_AND_STOP])
def test_where_nothing_is_missing_all_of_them_say_free(state: State, verdict: Verdict) -> None:
    """What the client did is another question than the day."""
    found = said(row(state, verdict))
    assert found["table"].startswith("Now: ")
    assert "free already, " in found["calendar"]
    assert "Free already" in found["file"]
    assert " now " in found["terminal"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verdict", [Verdict.REPAIR_DATA, Verdict.CHECK_MESSAGES])
def test_where_rows_or_messages_are_missing_all_of_them_say_as_far_as_is_known(state: State, verdict: Verdict) -> None:
    found = said(row(state, verdict))
    assert found["table"].startswith("Now, by what is known: ")
    assert "free already by what is known, " in found["calendar"]
    assert "By what is known you are free already" in found["file"]
    assert " not sure " in found["terminal"] and " now " not in found["terminal"]
