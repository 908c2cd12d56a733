"""Income over time: what came in on the platform and outside it, each currency by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from auditor.charts.style.figure import BLUE, GREY, VERMILION, empty_chart, new_figure, styled, to_svg
from auditor.model.reporting import Chart, ChartTable, Drawing
from auditor.model.results import AuditResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "income-over-time"
TITLE = "Income over time"
MOST_CURRENCIES = 3
MOST_BARS = 48
SERIES = (
    ("gross", "on the platform", BLUE),
    ("outside", "outside it, from these clients", VERMILION),
    ("elsewhere", "outside it, from others", GREY),
)
NOTHING = "The data hold no income."


@dataclass(frozen=True, slots=True)
class Bars:
    """One currency: the first day of each period and the amounts of each series, gaps as zeros."""

    currency: str
    periods: tuple[date, ...]
    months_each: int
    amounts: dict[str, tuple[Decimal, ...]]

    def total(self, series: str) -> Decimal:
        return sum(self.amounts[series], Decimal(0))


def bars(result: AuditResult) -> list[Bars]:
    """All currencies, the one with most payments first."""
    frame = result.frames.get("income_by_month")
    if frame is None or frame.is_empty():
        return []
    rows = [row for row in frame.iter_rows(named=True) if row["month_on"] is not None]
    weights: dict[str, int] = {}
    for row in rows:
        weights[row["currency"]] = weights.get(row["currency"], 0) + row["payments"]
    names = sorted(weights, key=lambda one: (-weights[one], one))
    return [_bars(one, [row for row in rows if row["currency"] == one]) for one in names]


def _bars(currency: str, rows: Sequence[dict[str, object]]) -> Bars:
    months = [_month_number(row["month_on"]) for row in rows]
    first, last = min(months), max(months)
    each = next(size for size in (1, 3, 12, 60, 1200) if (last - first) // size < MOST_BARS)
    first -= first % each
    periods = tuple(date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1, each))
    amounts = {key: [Decimal(0)] * len(periods) for key, _, _ in SERIES}
    for number, row in zip(months, rows, strict=True):
        for key, sums in amounts.items():
            sums[(number - first) // each] += Decimal(str(row[key] or 0))
    return Bars(currency, periods, each, {key: tuple(sums) for key, sums in amounts.items()})


def _month_number(day: object) -> int:
    assert isinstance(day, date)
    return day.year * 12 + day.month - 1


def describe(result: AuditResult) -> str:
    """The chart in one sentence per currency."""
    found = bars(result)
    if not found:
        return NOTHING
    return " ".join(
        f"{_heading(one)}, from {_period(one, 0)} to {_period(one, -1)}." for one in found[:MOST_CURRENCIES]
    )


def _heading(one: Bars) -> str:
    parts = [f"{one.total(key):,.0f} {words}" for key, words, _ in SERIES if one.total(key) or key == "gross"]
    return f"{one.currency or 'Unknown currency'}: {', '.join(parts)}"


def _period(one: Bars, place: int) -> str:
    first = one.periods[place]
    return {1: f"{first:%Y-%m}", 3: f"{first.year} Q{first.month // 3 + 1}"}.get(one.months_each, str(first.year))


def drawing(result: AuditResult) -> Drawing:
    """Bars by month (quarter or year where the history is long), one panel per currency, from zero."""
    return partial(_picture, bars(result)[:MOST_CURRENCIES], describe(result))


def _picture(found: Sequence[Bars], description: str) -> str:
    if not found:
        return empty_chart(NAME, TITLE, NOTHING)
    with styled(NAME):
        figure, panels = new_figure(0.5 + 2.3 * len(found), len(found))
        for axes, one in zip(panels, found, strict=True):
            _draw(axes, one)
        return to_svg(figure, NAME, TITLE, description)


def _draw(axes: Axes, one: Bars) -> None:
    above, below = [0.0] * len(one.periods), [0.0] * len(one.periods)
    for key, words, colour in SERIES:
        values = [float(amount) for amount in one.amounts[key]]
        if not any(values):
            continue
        starts = [up if value >= 0 else down for value, up, down in zip(values, above, below, strict=True)]
        axes.bar(range(len(values)), values, 0.78, starts, color=colour, label=f"{words} {one.total(key):,.0f}")
        above = [up + max(0.0, value) for up, value in zip(above, values, strict=True)]
        below = [down + min(0.0, value) for down, value in zip(below, values, strict=True)]
    _dress(axes, one)


def _dress(axes: Axes, one: Bars) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_title(
        f"{one.currency or 'Unknown currency'} {_each(one)}", loc="left", fontsize=10, fontweight="bold", pad=24
    )
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        borderaxespad=0.1,
        handlelength=1,
        columnspacing=1.4,
        fontsize=9,
    )
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(axis="y")
    axes.axhline(0, color=axes.spines["bottom"].get_edgecolor(), linewidth=0.8)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
    step = max(1, -(-len(one.periods) // 12))
    places = range(0, len(one.periods), step)
    axes.set_xticks(places, [_period(one, place) for place in places], fontsize=9)
    axes.set_xlim(-0.6, max(len(one.periods) - 0.4, 5.4))


def _each(one: Bars) -> str:
    return {1: "by month", 3: "by quarter", 12: "by year"}.get(one.months_each, f"by {one.months_each // 12} years")


def table(result: AuditResult) -> ChartTable:
    """One row per currency and period in which anything came in."""
    found = bars(result)
    rows = [
        (one.currency, _period(one, place), *(f"{one.amounts[key][place]:,.2f}" for key, _, _ in SERIES))
        for one in found
        for place in range(len(one.periods))
        if any(one.amounts[key][place] for key, _, _ in SERIES)
    ]
    more = len(found) - MOST_CURRENCIES
    note = f"The chart leaves out {more} more currencies; this table has them." if more > 0 else ""
    return ChartTable(("Currency", "Period", *(words.capitalize() for _, words, _ in SERIES)), tuple(rows), note)


CHART = Chart(TITLE, describe, drawing, table, "income")
