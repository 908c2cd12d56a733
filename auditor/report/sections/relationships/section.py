"""All relationships: verdict, date, what would move it, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from auditor.charts.relationship.risk import Steps, steps
from auditor.model.ordering import attention_order, relationship_key
from auditor.model.phrasing import amount, long_day, tenth
from auditor.model.reporting import Limits, Section
from auditor.model.results import Alternative, AuditResult, Eligibility
from auditor.report import wording
from auditor.report.picking import Key, dossiers, rule_titles, several_freelancers


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The rows of the table, those that need most first, and how many it leaves out."""
    rows = sorted(result.eligibility, key=attention_order)
    titles, addresses = rule_titles(result), dossiers(result, limits)
    parts = {
        relationship_key(row): one.shown() for row, one in _with_steps(result, rows[: limits.relationships], titles)
    }
    platforms = {row.platform for row in rows}
    return {
        "rows": [
            {**_row(row, result, parts, titles), "address": addresses.get(relationship_key(row), "")}
            for row in rows[: limits.relationships]
        ],
        "shown": min(len(rows), limits.relationships),
        "total": len(rows),
        "several_platforms": len(platforms) > 1,
        "several_freelancers": several_freelancers(result),
    }


def _row(
    row: Eligibility, result: AuditResult, parts: Mapping[Key, list[tuple[str, str]]], titles: Mapping[str, str]
) -> Mapping[str, Any]:
    words = wording.VERDICTS[row.verdict]
    sure, why_sure = wording.sureness(row, result.as_of)
    return {
        "client": wording.client_label(row),
        "id": row.client_id if row.client_name else "",
        "platform": row.platform,
        "freelancer": row.freelancer_id,
        "title": wording.verdict_title(row, result.policy.name),
        "meaning": wording.meaning(row, result.as_of),
        "tone": words.tone,
        "date": wording.date_sentence(row, result.as_of),
        "moved_by": row.moved_by,
        "sure": sure,
        # Which data make it sure stands beside it anyway.
        "why_sure": "" if sure == wording.SURE else why_sure,
        "coverage": wording.coverage_sentence(row),
        "reasons": [wording.plainly(one, titles).whole for one in row.verdict_reasons],
        "fee": _fee(row),
        "billed": _billed(row),
        "alternatives": [_alternative(one, result.as_of) for one in row.alternatives],
        "risk": tenth(row.risk) if row.risk else "",
        "parts": [f"{words} +{points}" for words, points in parts.get(relationship_key(row), [])],
    }


def _fee(row: Eligibility) -> str:
    if row.exit_fee_today is None:
        return row.exit_fee_rule
    return f"{amount(row.exit_fee_today, row.fee_currency)}: {row.exit_fee_rule}"


def _billed(row: Eligibility) -> str:
    return "" if row.lifetime_billed is None else amount(row.lifetime_billed, row.currency)


def _alternative(one: Alternative, as_of: date) -> str:
    when = "no date"
    if one.eligible_on:
        when = f"free {'since' if one.eligible_on <= as_of else 'on'} {long_day(one.eligible_on)}"
    fee = "" if one.exit_fee is None else f", exit fee today {amount(one.exit_fee, one.currency)}"
    return f"{one.policy}: {when}{fee} ({one.rule})" if one.rule else f"{one.policy}: {when}{fee}"


def _with_steps(
    result: AuditResult, rows: Sequence[Eligibility], titles: Mapping[str, str]
) -> Iterator[tuple[Eligibility, Steps]]:
    """Each row that has a risk with what it is made of, the same parts and figures as in its picture."""
    risky = [row for row in rows if row.risk]
    return zip(risky, steps(result, risky, titles), strict=True)


SECTION = Section(20, "All relationships", context)
