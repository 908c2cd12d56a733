"""Precision from labels, worked by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from auditor.model.reviews import Decision
from auditor.model.words import FindingStatus
from auditor.reviewing.precision import precision

YES, NO, FINE = FindingStatus.CONFIRMED, FindingStatus.DISMISSED, FindingStatus.ACCEPTED


def label(finding: str, decision: FindingStatus, reviewer: str = "anna", day: int = 1) -> Decision:
    return Decision(finding, "rule.a", decision, reviewer=reviewer, decided_at=datetime(2025, 1, day))


CASES = {
    "three of four are right": ([label("1", YES), label("2", YES), label("3", FINE), label("4", NO)], (3, 1, 0, 0, 0), 0.75),
    "the last word of a reviewer counts": ([label("1", YES), label("1", NO, day=2)], (0, 1, 0, 0, 0), 0.0),
    "two who differ settle nothing": ([label("1", YES), label("1", NO, "ben")], (0, 0, 1, 1, 0), None),
    "two of three outvote one": (
        [label("1", YES), label("1", YES, "ben"), label("1", NO, "cleo")], (1, 0, 0, 1, 0), 1.0,
    ),
    "two who agree are counted so": ([label("1", NO), label("1", NO, "ben")], (0, 1, 0, 1, 1), 0.0),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_labels_become_counts(case: str) -> None:
    labels, counts, share = CASES[case]
    (one,) = precision(labels)
    assert (one.right, one.wrong, one.disputed, one.labelled_twice, one.agreed) == counts
    assert one.share == share


def test_few_labels_leave_the_interval_wide() -> None:
    (one,) = precision([label(str(number), YES) for number in range(10)])
    assert one.interval == (pytest.approx(0.7225, abs=1e-3), pytest.approx(1.0))
    assert precision([]) == []
