"""What the risk of one relationship is made of: each rule's part as a step up to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from auditor.charts.marks import by_pair
from auditor.charts.style.figure import INK_BAR, VERMILION, narrow_figure, scale, styled, to_svg
from auditor.model.ordering import relationship_key
from auditor.model.reporting import Drawing
from auditor.model.results import AuditResult, Eligibility
from auditor.model.visible import shorten, visible

TITLE = "What the risk is made of"
MOST_STEPS = 6
TITLE_CHARACTERS = 34
OTHERS = "other findings"


@dataclass(frozen=True, slots=True)
class Steps:
    """The parts in points, the largest first, and the risk that they add up to (0-100)."""

    parts: tuple[tuple[str, float], ...]
    risk: float

    def drawing(self, name: str, client: str) -> Drawing:
        """What draws it; `name` is the start of every id in it."""
        return partial(_picture, self, name, self.describe(client))

    def describe(self, client: str) -> str:
        """The picture in one sentence."""
        parts = ", ".join(f"{words} {points:.1f}" for words, points in self.parts)
        return f"{client}: risk {self.risk:.0f} of 100, made of {parts}."


def steps(result: AuditResult, chosen: Sequence[Eligibility], titles: Mapping[str, str]) -> list[Steps]:
    """The parts of each of these relationships, in their order; `titles` names rules for people."""
    marks = (
        by_pair(replace(result, frames={"parts": result.contributions}), "parts", chosen)
        if len(result.contributions)
        else {}
    )
    return [_steps(row, marks.get(relationship_key(row), []), titles) for row in chosen]


def _steps(row: Eligibility, parts: Sequence[Mapping[str, object]], titles: Mapping[str, str]) -> Steps:
    counted = [(str(one["rule_id"]), float(str(one["points"]))) for one in parts]
    ordered = sorted((one for one in counted if one[1] > 0), key=lambda one: (-one[1], one[0]))
    named = [
        (shorten(visible(titles.get(rule, rule)).replace("\n", " "), TITLE_CHARACTERS), points)
        for rule, points in ordered
    ]
    rest = sum(points for _, points in named[MOST_STEPS:])
    return Steps((*named[:MOST_STEPS], *([(OTHERS, rest)] if rest else [])), row.risk)


def _picture(shown: Steps, name: str, description: str) -> str:
    with styled(name):
        figure, axes = narrow_figure(0.45 + 0.26 * (len(shown.parts) + 1), left=2.65, bottom=0.3, top=0.06)
        begun = 0.0
        for place, (_, points) in enumerate(shown.parts):
            axes.barh(place, points, 0.56, begun, color=VERMILION, linewidth=0)
            axes.text(begun + points + 1, place, f"+{points:.1f}", va="center", fontsize=9)
            begun += points
        last = len(shown.parts)
        axes.barh(last, begun, 0.56, color=INK_BAR, linewidth=0)
        axes.text(begun + 1, last, f"{shown.risk:.0f} of 100", va="center", fontsize=9, fontweight="bold")
        axes.set_ylim(last + 0.5, -0.5)
        axes.set_xlim(0, 138)
        scale(axes, [(x, str(x)) for x in (0, 50, 100)], [*(words for words, _ in shown.parts), "Risk"])
        return to_svg(figure, name, TITLE, description)
