"""The figures of `make evaluate`: shares with their intervals, and who counts as an alarm."""

from __future__ import annotations

import pytest

from tests.bench.scoring import Share, by_rule, lines, score


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(hits: int, total: int, low: float, high: float) -> None:
    share = Share(hits, total)
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_alarms_are_counted_on_innocent_relationships_alone() -> None:
    every = {("c", str(number)) for number in range(10)}
    guilty, planted = {("c", "0"), ("c", "1")}, {("c", "0")}
    one = score("r", {("c", "0"), ("c", "1"), ("c", "2")}, planted, guilty, every)
    assert (one.precision, one.recall, one.alarms) == (Share(2, 3), Share(1, 1), Share(1, 8))
    assert lines("t", [one])[-2] == "| r | 3 | 0.67 (0.21–0.94) | 1 | 1.00 (0.21–1.00) | 125.0 (22.4–470.9) |"


def test_nothing_to_share_is_a_dash() -> None:
    assert Share(0, 0).said() == "–"
    assert by_rule([]) == {}
