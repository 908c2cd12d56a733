"""The eligibility timeline agrees with the verdicts and says what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.charts.eligibility_timeline import CHART, MOST_ROWS, lanes, outcome, table
from auditor.charts.relationship.history import histories
from auditor.model.words import State, Verdict
from tests import invented


@pytest.mark.parametrize("state", [State.FEE_PAID, State.EXEMPT_ORIGIN])
def test_who_is_free_another_way_has_no_later_day_in_any_picture(state: State) -> None:
    row = invented.relationship(10, state=state, verdict=Verdict.FREE_TO_LEAVE, eligible_on=date(2026, 9, 1))
    made = invented.result(0, 0, eligibility=(row,), findings=(), frames=invented.frames((row,)))
    assert lanes(made)[0].window is None and "1 September 2026" not in CHART.description(made)
    (shown,) = histories(made, (row,))
    assert shown.window is None and shown.free_on is None and "free" not in str(shown.events())
    assert table(made).rows[0][4] == "–"


def test_what_is_left_out_is_counted_and_the_next_free_one_is_shown() -> None:
    ended = {"state": State.ELIGIBLE, "verdict": Verdict.CLEAR_FINDINGS_FIRST, "eligible_on": date(2025, 1, 1)}
    rows = [invented.relationship(number, **ended) for number in range(MOST_ROWS + 6)]
    rows.append(
        invented.relationship(99, state=State.WAITING, verdict=Verdict.WAIT, eligible_on=date(2025, 8, 1), risk=0.0)
    )
    made = invented.result(0, 0, eligibility=tuple(rows), findings=(), frames=invented.frames(rows))
    shown = lanes(made)
    assert len(shown) == MOST_ROWS and shown[-1].row.client_id == "c-099"
    assert f"shows {MOST_ROWS} of them" in CHART.description(made) and "7 are left out" in CHART.description(made)


HELD = {
    Verdict.REPAIR_DATA: "repair data first",
    Verdict.CHECK_MESSAGES: "load messages first",
    Verdict.CLEAR_FINDINGS_FIRST: "clear findings first",
    Verdict.FREE_TO_LEAVE: "free since 14 May 2024",
}


@pytest.mark.parametrize("verdict", HELD)
def test_nobody_is_called_free_in_the_picture_whom_the_verdict_holds_back(verdict: Verdict) -> None:
    row = invented.relationship(8, verdict=verdict)
    assert outcome(row, invented.AS_OF) == HELD[verdict]


@pytest.mark.parametrize("anchor", ["contract_end", "first_contact", "last_message"])
def test_the_period_begins_on_the_day_that_it_counts_from(anchor: str) -> None:
    begun = date(2022, 2, 7)
    row = invented.relationship(8, governing_anchor=anchor, anchor_on=begun)
    made = invented.result(0, 0, eligibility=(row,), findings=(), frames=invented.frames((row,)))
    assert lanes(made)[0].window == (begun, row.eligible_on)
