"""Findings by rule and severity: what was found most, and how grave it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from auditor.charts.style.figure import SEVERITY_COLOURS, empty_chart, new_figure, styled, to_svg
from auditor.model.ordering import finding_order
from auditor.model.phrasing import count
from auditor.model.reporting import Chart, ChartTable, Drawing
from auditor.model.results import AuditResult
from auditor.model.visible import shorten, visible
from auditor.model.words import Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "findings-by-rule"
TITLE = "Findings by rule and severity"
FEWEST_RULES, MOST_RULES = 2, 20
TITLE_CHARACTERS = 44
GRAVEST_FIRST = tuple(reversed(Severity))

Counts = dict[str, Counter[Severity]]


def counts(result: AuditResult) -> Counts:
    """Open findings per rule and severity; the rule with the most of the gravest comes first."""
    found: Counts = {}
    for one in result.findings:
        if one.is_open(result.as_of):
            found.setdefault(one.rule_id, Counter())[one.severity] += 1
    order = {rule: tuple(-one[severity] for severity in GRAVEST_FIRST) for rule, one in found.items()}
    return {rule: found[rule] for rule in sorted(found, key=lambda rule: (order[rule], rule))}


def titles(result: AuditResult) -> Mapping[str, str]:
    """What each rule is called for people."""
    named = {one.rule_id: one.title for one in sorted(result.findings, key=finding_order)}
    return {rule: shorten(visible(title).replace("\n", " "), TITLE_CHARACTERS) or rule for rule, title in named.items()}


def describe(result: AuditResult) -> str:
    """The chart in one sentence."""
    found = counts(result)
    if not found:
        return "There are no open findings."
    total = sum(sum(one.values()) for one in found.values())
    by_severity = Counter(severity for one in found.values() for severity in one.elements())
    parts = ", ".join(f"{by_severity[one]} {one.value}" for one in GRAVEST_FIRST if by_severity[one])
    return f"{count(total, 'open finding')} of {count(len(found), 'rule')}: {parts}."


def drawing(result: AuditResult) -> Drawing:
    """Horizontal bars, one per rule, stacked by severity; every part carries its count."""
    found = dict(list(counts(result).items())[:MOST_RULES])
    return partial(_picture, found, titles(result), describe(result))


def _picture(found: Counts, names: Mapping[str, str], description: str) -> str:
    if not found:
        return empty_chart(NAME, TITLE, description)
    with styled(NAME):
        figure, (axes,) = new_figure(0.95 + 0.34 * max(len(found), FEWEST_RULES))
        _draw(axes, found, names)
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=5, borderaxespad=0.2, handlelength=1, columnspacing=1.4
        )
        return to_svg(figure, NAME, TITLE, description)


def _draw(axes: Axes, found: Counts, names: Mapping[str, str]) -> None:
    rules = list(found)
    left = dict.fromkeys(rules, 0)
    most = max(sum(one.values()) for one in found.values())
    for severity in GRAVEST_FIRST:
        values = [found[rule][severity] for rule in rules]
        if not any(values):
            continue
        starts = [left[rule] for rule in rules]
        axes.barh(range(len(rules)), values, 0.62, starts, color=SEVERITY_COLOURS[severity], label=severity.value)
        left = {rule: left[rule] + found[rule][severity] for rule in rules}
    for place, rule in enumerate(rules):
        axes.text(left[rule] + most * 0.01, place, _label(found[rule]), va="center", fontsize=9)
    axes.set_yticks(range(len(rules)), [names[rule] for rule in rules])
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_visible(False)
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.set_xlim(0, most * 1.18)
    axes.set_ylim(max(len(rules), FEWEST_RULES) - 0.5, -0.5)


def _label(one: Counter[Severity]) -> str:
    parts = [f"{one[severity]} {severity.value}" for severity in GRAVEST_FIRST if one[severity]]
    return parts[0].split()[0] if len(parts) == 1 else " · ".join(parts)


def table(result: AuditResult) -> ChartTable:
    """One row per rule, one column per severity."""
    found, names = counts(result), titles(result)
    rows = [
        (names[rule], rule, *(str(one[severity]) for severity in GRAVEST_FIRST), str(sum(one.values())))
        for rule, one in list(found.items())[:MOST_RULES]
    ]
    more = len(found) - len(rows)
    columns = ("What", "Rule", *(severity.value.capitalize() for severity in GRAVEST_FIRST), "All")
    return ChartTable(columns, tuple(rows), f"and {more} more rules" if more > 0 else "")


CHART = Chart(TITLE, describe, drawing, table, "findings")
