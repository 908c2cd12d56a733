"""Counts detections against labels, for `make quality` (tests/bench/quality.py says what the figures mean)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MILD = frozenset(("mention", "decline"))
Row = dict[str, Any]
# What a careful reader could also say of a text in which the first is labelled: neither right nor wrong.
_AWAY = ("leave_platform", "contact_request", "off_platform_payment", "coded_language")
COMPANIONS: dict[str, tuple[str, ...]] = {
    "email": (*_AWAY, "messenger"),
    "phone": (*_AWAY, "messenger"),
    "url": (*_AWAY, "social", "meeting"),
    "messenger": (*_AWAY, "url"),
    "social": (*_AWAY, "messenger", "url"),
    "meeting": (*_AWAY, "messenger", "url"),
    "postal_address": _AWAY,
    "payment_app": (*_AWAY, "payment_handle", "fee_avoidance"),
    "payment_handle": (*_AWAY, "email", "social", "payment_app", "phone", "url"),
    "iban": (*_AWAY, "payment_app"),
    "card": (*_AWAY, "payment_app"),
    "crypto": (*_AWAY, "payment_handle", "payment_app"),
    "contact_request": (*_AWAY, "messenger"),
    "leave_platform": (*_AWAY, "fee_avoidance"),
    "off_platform_payment": (*_AWAY, "payment_app", "fee_avoidance"),
    "fee_avoidance": _AWAY,
    "coded_language": _AWAY,
    "one_off": (*_AWAY, "fee_avoidance"),
    "bigger_promise": _AWAY,
    "review_trade": (*_AWAY, "fee_avoidance"),
    "account_sharing": _AWAY,
}


def companions(labels: Iterable[Row]) -> frozenset[str]:
    """Categories that count neither way in a text with these labels."""
    return frozenset(one for label in labels for one in COMPANIONS.get(label["category"], ()))


@dataclass
class Tally:
    """Counts of labels, of those found, of detections that are right, of wrong ones; innocent texts and alarms in them."""

    labels: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    innocent: int = 0
    alarmed: int = 0
    values: list[bool] = field(default_factory=list)
    stances: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def measures(self, category: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one category."""
        labels, found = self.labels[category], self.found[category]
        right, wrong = self.right[category], self.wrong[category]
        recall = found / labels if labels else 0.0
        precision = right / (right + wrong) if right + wrong else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def macro(self) -> float:
        """The mean F1 over the categories that have labels."""
        scores = [self.measures(one)[2] for one in self.labels]
        return sum(scores) / len(scores) if scores else 0.0


def spans(body: str, surface: str) -> list[tuple[int, int]]:
    """Where a surface stands in a body."""
    return [one.span() for one in re.finditer(re.escape(surface), body)] if surface else [(0, len(body))]


def same(category: str, want: str, got: str | None) -> bool:
    """Whether two normalized values name the same thing; the country of a number is not always knowable."""
    if category == "phone":
        short, long = sorted((re.sub(r"\D", "", want).lstrip("0"), re.sub(r"\D", "", got or "").lstrip("0")), key=len)
        return len(short) >= 6 and long.endswith(short) and len(long) - len(short) <= 4
    one, other = (re.sub(r"^https?://(?:www\.)?", "", str(value or "").lower()).strip("/@$ ") for value in (want, got))
    return (
        one == other
        or one.replace(" ", "") == other.replace(" ", "")
        or (bool(one) and other.rpartition("/")[2] == one.rpartition("/")[2])
    )


def judge(tally: Tally, row: Row, hits: list[Row], meets: Any, name: str) -> None:
    """Count one text: `meets(label, hit)` says whether a detection stands where a label does."""
    for label in row["labels"]:
        mine = [hit for hit in hits if hit["category"] == label["category"] and meets(label, hit)]
        if mine and label.get("stance"):
            tally.stances.append(any(hit["stance"] == label["stance"] for hit in mine))
        if label.get("optional"):
            continue
        tally.labels[label["category"]] += 1
        tally.found[label["category"]] += bool(mine)
        if mine and label.get("normalized"):
            tally.values.append(any(same(label["category"], label["normalized"], hit["normalized"]) for hit in mine))
            if not tally.values[-1]:
                tally.errors.append(
                    f"value   {label['category']:20} {label['normalized']!r}: {[hit['normalized'] for hit in mine]} | {name}"
                )
        if not mine:
            tally.errors.append(f"missed  {label['category']:20} {label['surface']!r} | {name}")
    alarm, beside = False, companions(row["labels"])
    for hit in hits:
        mine = [label for label in row["labels"] if label["category"] == hit["category"] and meets(label, hit)]
        if any(not label.get("optional") for label in mine):
            tally.right[hit["category"]] += 1
            continue
        mild = hit["stance"] in MILD
        refused = (
            row["hard_negative"]
            and mine
            and all(label.get("stance") in MILD for label in mine)
            and not mild
            and hit["category"] != "url"
        )
        if refused or not (
            mine or mild or hit["category"] in beside or (row["hard_negative"] and hit["category"] == "url")
        ):
            tally.wrong[hit["category"]] += 1
            alarm = True
            kind = "alarm " if row["hard_negative"] else "extra "
            tally.errors.append(f"{kind}  {hit['category']:20} {hit['value']!r} {hit['stance']} | {name}")
    if row["hard_negative"]:
        tally.innocent += 1
        tally.alarmed += alarm
