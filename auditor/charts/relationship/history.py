"""One relationship on a time axis: contracts, payments, messages, what was found in them, the period and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from auditor.charts.marks import Marks, a_day, at, by_pair, free_on, window
from auditor.charts.style.figure import BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION
from auditor.charts.style.narrow import Picture, Sign
from auditor.charts.style.svg import INK
from auditor.model.ordering import relationship_key
from auditor.model.phrasing import count, long_day, short_day
from auditor.model.reporting import Drawing
from auditor.model.results import AuditResult, Eligibility

TITLE = "What happened, and when"
FRAMES = ("contract_bars", "payment_marks", "message_marks", "detection_marks")
# Further back than this before as-of the left edge cuts off.
MOST_YEARS_BACK = 8
ASKS, WAYS = "Asks to leave, or to pay outside", "Ways of payment named"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Contact details": (
        "email", "phone", "url", "messenger", "social", "meeting", "postal_address", "contact_request",
    ),
    # Who names PayPal or a transfer gives no account away.
    WAYS: ("payment_app",),
    "Payment details": ("payment_handle", "iban", "card", "crypto"),
    ASKS: ("leave_platform", "off_platform_payment", "fee_avoidance"),
}  # fmt: skip
# Form, width in points and colour of each kind of mark.
LOOKS: Mapping[str, tuple[Sign, float, str]] = {
    "Paid": (Sign.DOT, 4.0, INK),
    "Paid outside": (Sign.CROSS, 6.5, VERMILION),
    "Messages": (Sign.SQUARE, 3.75, GREY),
    "Contact details": (Sign.DOT, 4.9, PURPLE),
    WAYS: (Sign.SQUARE, 4.5, ORANGE),
    "Payment details": (Sign.TRIANGLE, 5.5, ORANGE),
    ASKS: (Sign.PLUS, 6.15, VERMILION),
}
SHORT = {ASKS: "Asks to leave", WAYS: "Ways to pay"}
CONTRACTS = "Contracts"
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class History:
    """What the picture of one relationship shows: `lanes` are the days of each kind of mark, empty ones left out."""

    contracts: tuple[tuple[date, date], ...]
    lanes: Mapping[str, tuple[date, ...]]
    window: tuple[date, date] | None
    free_on: date | None
    as_of: date

    @property
    def is_empty(self) -> bool:
        return not self.contracts and not self.lanes

    def drawing(self, name: str, client: str) -> Drawing:
        """What draws it; `name` is the start of every id in it."""
        return partial(_picture, self, name, self.describe(client))

    def describe(self, client: str) -> str:
        """The picture in one sentence."""
        parts = [count(len(self.contracts), "contract")] if self.contracts else []
        parts += [f"{label.lower()} in {count(len(days), 'month')}" for label, days in self.lanes.items()]
        end = f" Free from {long_day(self.free_on)}." if self.free_on else ""
        return f"{client}: {', '.join(parts)}.{end}"

    def events(self) -> list[tuple[date, str]]:
        """Everything in the picture in the order of time, for readers who cannot see it."""
        found = [(start, "a contract begins") for start, _ in self.contracts]
        found += [(end, "a contract ends") for _, end in self.contracts if end != self.as_of]
        found += [(day, label.lower()) for label, days in self.lanes.items() for day in days]
        found += [(self.free_on, "free from this day")] if self.free_on else []
        return sorted(found)


def histories(result: AuditResult, chosen: Sequence[Eligibility]) -> list[History]:
    """The history of each of these relationships, in their order."""
    frames = {name: by_pair(result, name, chosen) for name in FRAMES}
    return [_history(row, result.as_of, frames) for row in chosen]


def _history(row: Eligibility, as_of: date, frames: Mapping[str, Marks]) -> History:
    contracts, paid, messages, found = (frames[name].get(relationship_key(row), []) for name in FRAMES)
    lanes = {
        "Paid": [one["last_on"] for one in paid if one["on_platform"]],
        "Paid outside": [one["last_on"] for one in paid if not one["on_platform"]],
        "Messages": [one["last_on"] for one in messages],
        **{label: [one["last_on"] for one in found if one["category"] in group] for label, group in GROUPS.items()},
    }
    return History(
        tuple((a_day(one["started_on"]), a_day(one["ended_on"] or as_of)) for one in contracts),
        {label: tuple(sorted({a_day(day) for day in days})) for label, days in lanes.items() if days},
        window(row), free_on(row), as_of,
    )  # fmt: skip


def _picture(shown: History, name: str, description: str) -> str:
    labels = [*([CONTRACTS] if shown.contracts else []), *shown.lanes]
    lanes = max(2, len(labels))
    start, end = _limits(shown)
    low, high = at(start), at(end)
    picture = Picture(
        name, 0.72 + 0.25 * lanes, xs=(low, high), ys=(-0.6, lanes - 0.4), left=1.15, bottom=0.28, top=0.42
    )
    picture.scale(_ticks(start, end), [SHORT.get(label, label) for label in labels])
    for one in shown.contracts:
        begun = at(one[0])
        picture.bar(begun, begun + max(at(one[1]) - begun, (high - low) / 120), (-0.25, 0.25), BLUE)
    if shown.window:
        picture.shade(at(max(shown.window[0], start)), at(shown.window[1]), ORANGE)
    _days(picture, shown)
    for place, label in enumerate(labels):
        if days := shown.lanes.get(label):
            picture.marks(map(at, days), place, *LOOKS[label])
    return picture.svg(TITLE, description)


def _ticks(start: date, end: date) -> list[tuple[float, str]]:
    """Beginnings of years, or of months where there are fewer than two of them; at most six."""
    months = range(start.year * 12 + start.month, end.year * 12 + end.month)
    step = next((size for size in (1, 3, 12, 24, 60, 120, 600) if len(months) / size <= MOST_TICKS), 1200)
    days = [date(number // 12, number % 12 + 1, 1) for number in months if number % step == 0]
    # The first month of a short span has its year too: no January may stand in it.
    return [
        (at(day), f"{day:%Y}" if step >= 12 or day.month == 1 else f"{day:%b}" if place else f"{day:%b %Y}")
        for place, day in enumerate(days)
    ]


def _days(picture: Picture, shown: History) -> None:
    """The day of the audit and, above it, the day of freedom, each named at its line."""
    picture.upright(at(shown.as_of), INK, 1, dashes="3,2")
    picture.above(f"today, {short_day(shown.as_of)}", at(shown.as_of), 3)
    if shown.free_on:
        picture.upright(at(shown.free_on), GREEN, 2)
        picture.above(f"free from {short_day(shown.free_on)}", at(shown.free_on), 15)


def _limits(shown: History) -> tuple[date, date]:
    days = [shown.as_of, *(day for days in shown.lanes.values() for day in days)]
    days += [day for span in shown.contracts for day in span] + ([shown.free_on] if shown.free_on else [])
    end = min(max(days), date(9990, 1, 1))
    back = shown.as_of - timedelta(days=366 * MOST_YEARS_BACK) if shown.as_of.year > MOST_YEARS_BACK else date.min
    start = max(min(days), back)
    margin = max((end - start) * 0.03, timedelta(days=12))
    return (start - margin if start > date.min + margin else start), end + margin
