"""Whose rules a relationship is judged by, in words: the platform's own, or others that stand in because its own are not known here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from auditor.deciding.others import Book
from auditor.deciding.standing import Standing
from auditor.deciding.words import ANCHORS, day
from auditor.model.policies import Policy
from auditor.policies import stands_in


@dataclass(frozen=True, slots=True)
class Whose:
    """The policy in sentences: `name` says when it only stands in, `stand_in` then names whose rules it holds (else empty)."""

    name: str
    stand_in: str
    sentences: tuple[str, ...]


def whose(one: Standing, book: Book, as_of: date) -> Whose:
    """Whose rules govern a relationship, and what has to be said of that, whether they are in force yet included."""
    policy, begins = book.governing(one), book.governing(one).effective_from
    if begins is None or begins <= as_of:
        return _whose(one, book, policy, book.name(one))
    taken = (
        "it governs here because it was asked for" if policy.pinned else "it stands in, because no earlier one is known"
    )
    said = f"{policy.label} is in force from {day(begins)} only, and not yet on {day(as_of)}: {taken}."
    later = f" (in force from {day(begins)} only)" if policy.pinned else ""
    found = _whose(one, book, policy, f"{book.name(one)}{later}")
    return replace(found, sentences=(said, *found.sentences))


def _whose(one: Standing, book: Book, policy: Policy, name: str) -> Whose:
    asked = book.asked
    if stands_in(policy, one.platform):
        own = one.platform.capitalize()
        said = (
            f"The rules of {own} are not known here: those of {policy.label} stand in for them. Read the terms of {own} "
            "before you act, or give them as a file of your own (--policy FILE).",
        )
        return Whose(
            f"{name} (a stand-in: the rules of {own} are not known here)", policy.platforms[0].capitalize(), said
        )
    if not one.platform and policy.platforms:
        unnamed = "You name no platform (--platform NAME)" if one.told else "The data name no platform"
        return Whose(name, "", (f"{unnamed}: {policy.label} is taken, as if it were {policy.platforms[0].capitalize()}.",))  # fmt: skip
    if policy.name != asked.name:
        differing = "; ".join(_differing(policy, asked))
        return Whose(name, "", (f"{one.platform.capitalize()} has rules of its own, so {policy.label} governs here, not {asked.name}: {differing}.",))  # fmt: skip
    return Whose(name, "", ())


def _differing(policy: Policy, asked: Policy) -> Iterator[str]:
    for what, own, other in (
        ("period", _period(policy), _period(asked)),
        ("counted from", _anchors(policy), _anchors(asked)),
        ("exit fee", policy.fee.rule, asked.fee.rule),
    ):
        yield f"{what}: {own}" + (f" (there: {other})" if own != other else " (the same there)")


def _period(policy: Policy) -> str:
    return f"{policy.window_months} months" if policy.window_months else "no end is known"


def _anchors(policy: Policy) -> str:
    return " or ".join(ANCHORS[one] for one in policy.window.anchors) or "not known"
