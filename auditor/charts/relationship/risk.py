"""What the risk of one relationship is made of: each rule's part as a step up to the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from auditor.charts.marks import by_pair
from auditor.charts.style.figure import INK_BAR, VERMILION
from auditor.charts.style.narrow import Picture
from auditor.model.ordering import relationship_key
from auditor.model.phrasing import tenth, tenths
from auditor.model.reporting import Drawing
from auditor.model.results import AuditResult, Eligibility
from auditor.model.visible import shorten, visible

TITLE = "What the risk is made of"
MOST_STEPS = 6
# A title stands above its bar, and whole in the table.
LINE_CHARACTERS = 72
OTHERS = "other findings"


@dataclass(frozen=True, slots=True)
class Steps:
    """The parts in points, the largest first, and the risk that they add up to (0-100)."""

    parts: tuple[tuple[str, float], ...]
    risk: float

    def drawing(self, name: str, client: str) -> Drawing:
        """What draws it; `name` is the start of every id in it."""
        return partial(_picture, self, name, self.describe(client))

    def shown(self) -> list[tuple[str, str]]:
        """The parts with their points as figures, which add up to the risk as it is shown."""
        figures = tenths([points for _, points in self.parts], self.risk)
        return [(words, figure) for (words, _), figure in zip(self.parts, figures, strict=True)]

    def describe(self, client: str) -> str:
        """The picture in one sentence."""
        parts = ", ".join(f"{words} {points}" for words, points in self.shown())
        return f"{client}: risk {tenth(self.risk)} of 100, made of {parts}."


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
    named = [(visible(titles.get(rule, rule)).replace("\n", " "), points) for rule, points in ordered]
    rest = sum(points for _, points in named[MOST_STEPS:])
    return Steps((*named[:MOST_STEPS], *([(OTHERS, rest)] if rest else [])), row.risk)


def _picture(shown: Steps, name: str, description: str) -> str:
    last = len(shown.parts)
    picture = Picture(
        name, 0.45 + 0.44 * (last + 1), xs=(0, 118), ys=(-0.62, last + 0.42), left=0.12, bottom=0.3, top=0.06
    )
    picture.scale([(x, str(x)) for x in (0, 50, 100)], [])
    begun = 0.0
    for place, ((words, points), (_, figure)) in enumerate(zip(shown.parts, shown.shown(), strict=True)):
        _bar(picture, place, shorten(words, LINE_CHARACTERS), (begun, begun + points), f"+{figure}", VERMILION)
        begun += points
    _bar(picture, last, "Risk", (0.0, begun), f"{tenth(shown.risk)} of 100", INK_BAR)
    return picture.svg(TITLE, description)


def _bar(picture: Picture, place: int, words: str, ends: tuple[float, float], figure: str, colour: str) -> None:
    """A step with its name above it, where a long one has room, and its points behind it."""
    picture.bar(*ends, (place - 0.09, place + 0.33), colour)
    picture.words(words, 0.5, place - 0.32)
    picture.words(figure, ends[1] + 1, place + 0.12, bold=True)
