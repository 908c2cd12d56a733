"""Precision, recall and false alarms of rules against planted truth, each with a 95 % interval (Wilson)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `low` and `high` are the ends of the 95 % interval, 0 to 1."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def low(self) -> float:
        return max(0.0, self._middle() - self._half())

    @property
    def high(self) -> float:
        return min(1.0, self._middle() + self._half())

    def _middle(self) -> float:
        return (self.hits + Z * Z / 2) / (self.total + Z * Z)

    def _half(self) -> float:
        if not self.total:
            return 0.5
        spread = self.value * (1 - self.value) / self.total + Z * Z / (4 * self.total**2)
        return Z * math.sqrt(spread) / (1 + Z * Z / self.total)

    def said(self, scale: float = 1.0, digits: int = 2) -> str:
        """The value and its interval in words of a table: 0.91 (0.80–0.96)."""
        if not self.total:
            return "–"
        low, high = (f"{scale * end:.{digits}f}" for end in (self.low, self.high))
        return f"{scale * self.value:.{digits}f} ({low}–{high})"


@dataclass(frozen=True, slots=True)
class Score:
    """One rule, or all: fired on relationships of people on a road, found of those planted for it, fired on innocent ones."""

    rule_id: str
    precision: Share
    recall: Share
    alarms: Share


def score(
    rule_id: str, fired: Collection[Pair], planted: Collection[Pair], guilty: Collection[Pair], every: Collection[Pair]
) -> Score:
    """`fired`: relationships with a finding above info; `planted`: those that the truth names it for; `guilty`: those on any
    road; `every`: all relationships. An alarm is a fired one that is not guilty."""
    hits, wanted, bad = set(fired), set(planted), set(guilty)
    return Score(
        rule_id,
        Share(len(hits & bad), len(hits)),
        Share(len(hits & wanted), len(wanted)),
        Share(len(hits - bad), len(set(every) - bad)),
    )


def lines(title: str, scores: Iterable[Score]) -> list[str]:
    """A Markdown table of scores."""
    head = [
        f"**{title}**",
        "",
        "| rule | fired | precision | planted | recall | false alarms per 1,000 innocent |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rows = [
        f"| {one.rule_id} | {one.precision.total} | {one.precision.said()} | {one.recall.total} | {one.recall.said()} "
        f"| {one.alarms.said(1000, 1)} |"
        for one in scores
    ]
    return [*head, *rows, ""]


def by_rule(truth: Iterable[Mapping[str, object]]) -> dict[str, set[Pair]]:
    """The relationships that the truth names each rule for."""
    planted: dict[str, set[Pair]] = {}
    for row in truth:
        rule_ids = row["rule_ids"]
        assert isinstance(rule_ids, list)
        for rule_id in rule_ids:
            planted.setdefault(rule_id, set()).add((str(row["client_id"]), str(row["freelancer_id"])))
    return planted
