"""What the reviewers' own labels say of each rule: how many of its findings were right, and how sure that number is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from auditor.model.reviews import Decision
from auditor.model.words import FindingStatus

# A finding that is accepted is one that is right and may stay as it is.
RIGHT = (FindingStatus.CONFIRMED, FindingStatus.ACCEPTED)
NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Precision:
    """One rule: findings that most reviewers called `right` or `wrong`, those that they split evenly over (`disputed`),
    and on how many of those with two or more labels all reviewers said the same."""

    rule_id: str
    right: int
    wrong: int
    disputed: int
    labelled_twice: int
    agreed: int

    @property
    def share(self) -> float | None:
        """Right ones among the decided, 0-1; None without any."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share lies with 95 % confidence (Wilson's interval): few labels leave it wide."""
        count = self.right + self.wrong
        if not count:
            return None
        share, square = self.right / count, NORMAL_95**2
        middle = (share + square / (2 * count)) / (1 + square / count)
        spread = NORMAL_95 * sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
        return max(0.0, middle - spread), min(1.0, middle + spread)


def precision(decisions: Iterable[Decision]) -> list[Precision]:
    """One entry per rule with a label, in the order of rules; of each reviewer the last word on a finding counts."""
    last: dict[tuple[str, str], Decision] = {}
    for one in sorted(decisions, key=lambda one: (str(one.decided_at), one.decision)):
        last[(one.finding_id, one.reviewer)] = one
    labels: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for one in last.values():
        labels[one.rule_id or "unknown"][one.finding_id].append(one.decision in RIGHT)
    return [_of_rule(rule_id, labels[rule_id]) for rule_id in sorted(labels)]


def _of_rule(rule_id: str, labels: Mapping[str, list[bool]]) -> Precision:
    votes = [Counter(own) for own in labels.values()]
    twice = [vote for vote in votes if vote.total() > 1]
    return Precision(
        rule_id,
        right=sum(vote[True] > vote[False] for vote in votes),
        wrong=sum(vote[True] < vote[False] for vote in votes),
        disputed=sum(vote[True] == vote[False] for vote in votes),
        labelled_twice=len(twice),
        agreed=sum(len(vote) == 1 for vote in twice),
    )
