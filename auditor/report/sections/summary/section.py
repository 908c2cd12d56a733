"""The verdict in one sentence, what changed, and the figures behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.ordering import relationship_key
from auditor.model.phrasing import count
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Eligibility
from auditor.model.words import Severity, Verdict
from auditor.report.changes import news
from auditor.report.picking import URGENT, Key, needs_act, pressing
from auditor.report.wording import doubted, meaning, verdict_title

RUNNING = (Verdict.WAIT, Verdict.STAY_ON_PLATFORM, Verdict.NO_RELATIONSHIP_YET)


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """One sentence, four figures, what is coming and what is new, and what the audit could not do."""
    return {
        "sentence": sentence(result),
        "tiles": [] if result.about else _tiles(result),
        "news": news(result),
        "reasons": result.reasons[: limits.warnings],
        "incomplete": result.exit_status == 3,
    }


def sentence(result: AuditResult) -> str:
    """The whole audit in one sentence."""
    rows = result.eligibility
    if not rows:
        return "The data hold no client relationship yet, so there is nothing to decide."
    if result.about and len(rows) == 1:
        return f"{verdict_title(rows[0], result.policy.name)}. {meaning(rows[0], result.as_of)}"
    pressed = pressing(result)
    urgent = sum(is_urgent(row, pressed) for row in rows)
    free = sum(row.verdict is Verdict.FREE_TO_LEAVE for row in rows)
    running = sum(row.verdict in RUNNING and not is_urgent(row, pressed) for row in rows)
    settled = (Verdict.FREE_TO_LEAVE, *RUNNING)
    open_questions = sum(row.verdict not in settled and not is_urgent(row, pressed) for row in rows)
    parts = [
        f"{count(urgent, 'relationship')} {_need(urgent)} an act today" if urgent else "nothing needs an act today",
        f"{free} {'is' if free == 1 else 'are'} free under {_rules(result)}",
        f"{open_questions} {_wait(open_questions)} for something from you" if open_questions else "",
        f"{running} {'stays' if running == 1 else 'stay'} on the platform for now" if running else "",
    ]
    said = [part for part in parts if part]
    text = ", ".join(said[:-1]) + f", and {said[-1]}." if len(said) > 1 else f"{said[0]}."
    return text[0].upper() + text[1:]


def _rules(result: AuditResult) -> str:
    """By whose rules those are free who are: one policy, or those of each platform; and of how many that is not sure."""
    free = [row for row in result.eligibility if row.verdict is Verdict.FREE_TO_LEAVE]
    unknown = sum(bool(row.stand_in) for row in free)
    unsure = sum(not row.stand_in and bool(doubted(row, result.as_of)) for row in free)
    # One name for all says by itself that its rules stand in.
    said_by_name = unknown == len(free) and len({row.under for row in free}) == 1
    doubts = [
        f"{unknown} by rules that only stand in: those of the platform are not known here"
        if unknown and not said_by_name
        else "",
        f"{unsure} of them not sure: the data end too early" if unsure else "",
    ]
    told = "; ".join(one for one in doubts if one)
    return f"{_names(result)} ({told})" if told else _names(result)


def _names(result: AuditResult) -> str:
    names = {row.under for row in result.eligibility if row.verdict is Verdict.FREE_TO_LEAVE and row.under}
    return next(iter(names)) if len(names) == 1 else "the rules of their platforms" if names else result.policy.name


def is_urgent(row: Eligibility, pressed: frozenset[Key] = frozenset()) -> bool:
    """Whether something has to be done today: a verdict or the exit status says so, or something was asked or offered."""
    return (
        row.verdict in URGENT
        or relationship_key(row) in pressed
        or (row.verdict in RUNNING and needs_act(row, pressed))
    )


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _tiles(result: AuditResult) -> list[tuple[str, str, str]]:
    free = sum(row.verdict is Verdict.FREE_TO_LEAVE for row in result.eligibility)
    grave = sum(one.is_open(result.as_of) and one.severity.rank >= Severity.HIGH.rank for one in result.findings)
    pressed = pressing(result)
    urgent = sum(is_urgent(row, pressed) for row in result.eligibility)
    return [
        (str(urgent), "need an act today", "stop" if urgent else "plain"),
        (str(free), f"free under {_rules(result)}", "free"),
        (str(grave), "open findings, high or critical", "caution" if grave else "plain"),
        (
            f"{sum(one.rows_read for one in result.files):,}",
            f"rows read from {count(len(result.files), 'file')}",
            "plain",
        ),
    ]


SECTION = Section(10, "In short", context)
