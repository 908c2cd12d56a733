"""The eligibility timeline: each relationship's contracts, payments and messages, its window, and the day it is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from auditor.charts.marks import Marks, a_day, at, by_pair, free_on, window
from auditor.charts.style.figure import BLUE, GREEN, GREY, ORANGE, VERMILION, empty_chart, new_figure, styled, to_svg
from auditor.charts.style.svg import INK
from auditor.model.ordering import attention_order, coming, relationship_key
from auditor.model.phrasing import count, long_day, short_day
from auditor.model.reporting import Chart, ChartTable, Drawing
from auditor.model.results import AuditResult, Eligibility
from auditor.model.visible import shorten, visible
from auditor.model.words import State, Verdict

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "eligibility-timeline"
TITLE = "Contracts, contact and the day each relationship is free"
FEWEST_ROWS, MOST_ROWS, MOST_TABLE_ROWS = 2, 30, 100
# A light edge, so that it stands out from the bar of a contract.
OUTSIDE: dict[str, Any] = {"s": 44, "color": VERMILION, "marker": "X", "edgecolors": "white", "linewidths": 0.8}
NAME_CHARACTERS = 24
# What lies further back than this before the first row's window is cut off at the left edge.
MOST_YEARS_BACK = 8
FREED = (State.ELIGIBLE, State.FEE_PAID, State.EXEMPT_ORIGIN)
# Whose period is over and who is not free all the same: what comes first.
HELD: Mapping[Verdict, str] = {
    Verdict.REPORT_AND_STOP: "report, and stop",
    Verdict.STOP_AND_REVIEW: "stop and look",
    Verdict.REPAIR_DATA: "repair data first",
    Verdict.CHECK_MESSAGES: "load messages first",
    Verdict.CLEAR_FINDINGS_FIRST: "clear findings first",
}
NOTHING = "There are no relationships yet."


@dataclass(frozen=True, slots=True)
class Lane:
    """One relationship on the timeline."""

    label: str
    outcome: str
    contracts: tuple[tuple[date, date], ...]
    paid: tuple[date, ...]
    paid_outside: tuple[date, ...]
    messages: tuple[date, ...]
    window: tuple[date, date] | None
    row: Eligibility


def lanes(result: AuditResult, most: int = MOST_ROWS) -> list[Lane]:
    """The relationships that most need an act, that first; the next one to be free is always among them."""
    ordered = sorted(result.eligibility, key=attention_order)
    chosen, coming = ordered[:most], upcoming(result)
    if coming and coming[0] not in chosen:
        chosen = [*chosen[:-1], coming[0]]
    contracts, payments, messages = (
        by_pair(result, name, chosen) for name in ("contract_bars", "payment_marks", "message_marks")
    )
    return [_lane(row, result.as_of, contracts, payments, messages) for row in chosen]


def upcoming(result: AuditResult) -> list[Eligibility]:
    """The relationships that wait for a day, the next one first."""
    return coming(result.eligibility, result.as_of)


def _lane(row: Eligibility, as_of: date, contracts: Marks, payments: Marks, messages: Marks) -> Lane:
    key = relationship_key(row)
    paid = payments.get(key, [])
    return Lane(
        label=shorten(visible(row.client_name or row.client_id).replace("\n", " "), NAME_CHARACTERS),
        outcome=outcome(row, as_of),
        contracts=tuple((a_day(one["started_on"]), a_day(one["ended_on"] or as_of)) for one in contracts.get(key, [])),
        paid=tuple(a_day(one["last_on"]) for one in paid if one["on_platform"]),
        paid_outside=tuple(a_day(one["last_on"]) for one in paid if not one["on_platform"]),
        messages=tuple(a_day(one["last_on"]) for one in messages.get(key, [])),
        window=window(row),
        row=row,
    )


def outcome(row: Eligibility, as_of: date) -> str:
    """What stands at the right end of a lane."""
    if row.state is State.BLOCKED_ACTIVE_CONTRACT:
        return "contract open"
    if row.state is State.NEVER_CONTRACTED:
        return "no contract yet"
    if row.state in FREED and row.verdict in HELD:
        return HELD[row.verdict]
    if row.state in (State.FEE_PAID, State.EXEMPT_ORIGIN):
        return "free (fee paid)" if row.state is State.FEE_PAID else "free (met elsewhere)"
    if row.eligible_on is None:
        return "date not known"
    if row.state is State.ENTERPRISE_AGREEMENT:
        return "own agreement"
    if row.state is State.ORIGIN_DISPUTED:
        return "origin disputed"
    return f"{'free since' if row.eligible_on <= as_of else 'free from'} {short_day(row.eligible_on)}"


def describe(result: AuditResult) -> str:
    """The chart in one or two sentences."""
    if not result.eligibility:
        return NOTHING
    at_once = (State.FEE_PAID, State.EXEMPT_ORIGIN)
    free = sum(
        one.state in at_once or (one.eligible_on is not None and one.eligible_on <= result.as_of)
        for one in result.eligibility
    )
    blocked = sum(one.state is State.BLOCKED_ACTIVE_CONTRACT for one in result.eligibility)
    dates = upcoming(result)
    ahead = f" The next one is on {long_day(dates[0].eligible_on)}." if dates and dates[0].eligible_on else ""
    total = len(result.eligibility)
    if total > MOST_ROWS:
        ahead += f" The picture shows {MOST_ROWS} of them, those that most need an act and the next to be free; {total - MOST_ROWS} are left out."
    return f"{count(total, 'relationship')}: {free} past the day they are free, {blocked} with an open contract, {len(dates)} still to come.{ahead}"


def drawing(result: AuditResult) -> Drawing:
    """One lane per relationship, as-of as a vertical line; what does not fit is counted below."""
    found = lanes(result)
    return partial(_picture, found, result.as_of, len(result.eligibility) - len(found), describe(result))


def _picture(found: Sequence[Lane], as_of: date, more: int, description: str) -> str:
    if not found:
        return empty_chart(NAME, TITLE, NOTHING)
    with styled(NAME):
        figure, (axes,) = new_figure(1.25 + 0.36 * max(len(found), FEWEST_ROWS))
        for place, lane in enumerate(found):
            _draw(axes, place, lane)
        _mark(axes, found)
        _dress(axes, found, as_of, more)
        return to_svg(figure, NAME, TITLE, description)


def _draw(axes: Axes, place: int, lane: Lane) -> None:
    if lane.window:
        start, end = lane.window
        axes.barh(place, at(end) - at(start), 0.56, at(start), color=ORANGE, alpha=0.28, linewidth=0)
    for start, end in lane.contracts:
        axes.barh(place, max(at(end) - at(start), 4.0), 0.3, at(start), color=BLUE, linewidth=0)


def _mark(axes: Axes, found: Sequence[Lane]) -> None:
    """The points of all lanes, one call for each kind of mark: a call costs more than its points."""
    due = [[day] if (day := free_on(lane.row)) else [] for lane in found]
    kinds: list[tuple[Sequence[Sequence[date]], float, dict[str, Any]]] = [
        ([lane.messages for lane in found], 0.36, {"s": 5, "color": GREY, "marker": "s"}),
        ([lane.paid for lane in found], 0, {"s": 8, "color": INK, "zorder": 3}),
        ([lane.paid_outside for lane in found], 0, {**OUTSIDE, "zorder": 4}),
        (due, 0, {"s": 46, "color": GREEN, "marker": "D", "zorder": 4}),
    ]
    for lanes, shift, look in kinds:
        points = [(at(day), place + shift) for place, days in enumerate(lanes) for day in days]
        axes.scatter([x for x, _ in points], [y for _, y in points], **{"linewidths": 0, **look})


def _dress(axes: Axes, found: Sequence[Lane], as_of: date, more: int) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    start, end = _limits(found, as_of)
    axes.set_xlim(at(start), at(end))
    axes.set_ylim(max(len(found), FEWEST_ROWS) - 0.35, -0.65)
    axes.set_yticks(range(len(found)), [lane.label for lane in found])
    for place, lane in enumerate(found):
        axes.annotate(
            lane.outcome, (1, place), (6, 0), ("axes fraction", "data"), "offset points", va="center", fontsize=9
        )
    locator = AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.grid(axis="x")
    axes.axvline(at(as_of), color=INK, linewidth=1, linestyle=(0, (3, 2)))
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    if more > 0:
        axes.set_xlabel(f"and {more} more relationships, in the table and in eligibility.csv", fontsize=9, loc="left")
    _legend(axes, as_of)


def _limits(found: Sequence[Lane], as_of: date) -> tuple[date, date]:
    """From the first event to the last day, a small margin on both sides, and no further back than some years."""
    days = [as_of]
    for lane in found:
        days += [*lane.paid, *lane.paid_outside, *lane.messages, *(start for start, _ in lane.contracts)]
        days += [day] if (day := free_on(lane.row)) else []
    end = min(max(days), date(9990, 1, 1))
    start = max(min(days), as_of - timedelta(days=366 * MOST_YEARS_BACK)) if as_of.year > MOST_YEARS_BACK else min(days)
    margin = max((end - start) * 0.03, timedelta(days=20))
    return start - margin, end + margin


def _legend(axes: Axes, as_of: date) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks = [
        Patch(color=BLUE, label="contract", linewidth=0),
        Patch(color=ORANGE, alpha=0.4, label="period that has to pass", linewidth=0),
        Line2D([], [], color=INK, marker="o", markersize=3, linewidth=0, label="paid"),
        Line2D([], [], color=GREY, marker="s", markersize=3, linewidth=0, label="messages"),
        Line2D([], [], color=VERMILION, marker="X", markersize=6, linewidth=0, label="paid outside"),
        Line2D([], [], color=GREEN, marker="D", markersize=6, linewidth=0, label="free from"),
        Line2D([], [], color=INK, linestyle=(0, (3, 2)), linewidth=1, label=short_day(as_of)),
    ]
    axes.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=7, borderaxespad=0.2, handlelength=1.2,
        columnspacing=1.1, fontsize=9,
    )  # fmt: skip


def table(result: AuditResult) -> ChartTable:
    """One row per relationship: the days that the lanes show."""
    found = lanes(result, MOST_TABLE_ROWS)
    rows = [
        (
            lane.row.client_name or lane.row.client_id, str(len(lane.contracts)), _iso(lane.row.last_paid_on),
            _iso(lane.row.last_message_on), _iso(free_on(lane.row)), lane.outcome,
        )
        for lane in found
    ]  # fmt: skip
    more = len(result.eligibility) - len(rows)
    columns = ("Client", "Contracts", "Last paid", "Last message", "Free from", "Standing")
    return ChartTable(columns, tuple(rows), f"and {more} more, in eligibility.csv" if more > 0 else "")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else "–"


CHART = Chart(TITLE, describe, drawing, table, "calendar")
