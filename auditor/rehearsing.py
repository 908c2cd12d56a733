"""A reply of the user's own, sent on trial: what the audit would say of it if the freelancer sent it today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

import polars as pl

from auditor import judging, scanning
from auditor.auditing import rates
from auditor.auditing.telling import CLIENT, FREELANCER, Told, tell
from auditor.deciding.replies import own_template
from auditor.engines.duckdb import Engine
from auditor.model.results import Eligibility, Finding
from auditor.model.words import Severity, Verdict
from auditor.settings import Settings, no_progress

REPLY = "reply"
BEGUN, ENDED = timedelta(days=60), timedelta(days=30)


def warnings(
    settings: Settings, rows: Mapping[tuple[str, str, str], Eligibility], filled: Mapping[tuple[str, str, str], str],
    language: str, own: Path,
) -> Iterator[str]:  # fmt: skip
    """A sentence for each template of the user's own among the filled replies that the audit would find fault with.

    A client who is free may be told anything, so nothing is said of replies to such a one.
    """
    tried: set[Path] = set()
    for key, text in sorted(filled.items()):
        row = rows[key]
        path = own_template(row.reply or "", language, own)
        if path is None or path in tried or row.verdict is Verdict.FREE_TO_LEAVE:
            continue
        tried.add(path)
        found = sorted({f"{one.title} ({one.rule_id}, {one.severity.value})" for one in _found(settings, row, text)})
        if found:
            yield (
                f"{path}: sent to a client, this reply would be a finding itself: {'; '.join(found)} -> take that out of it"
            )


def _found(settings: Settings, row: Eligibility, text: str) -> list[Finding]:
    """Findings above info that a message with this text would raise, where the contracts stand as those of the row."""
    policy = judging.governing_policy(settings)
    begun = row.first_contract_on is not None or row.active_contracts > 0
    told = Told(
        platform=row.platform,
        currency=policy.currency,
        first_contract=settings.as_of - BEGUN if begun else None,
        contract_ended=settings.as_of - ENDED if begun and not row.active_contracts else None,
        contract_open=row.active_contracts > 0,
    )
    with Engine.in_memory() as engine:
        corrections = tell(engine, told, settings.as_of)
        engine.append("messages", _message(told, text, settings))
        engine.harden()
        scanning.scan_store(engine, settings.phone_regions, no_progress)
        judged = judging.judge(
            engine, settings, policy, rates.read(settings.rates, policy.currency), corrections=corrections
        )
    return [one for one in judged.findings if one.severity.rank >= Severity.LOW.rank and _names(one)]


def _names(one: Finding) -> bool:
    return any((item.table, item.id) == ("messages", REPLY) for item in one.evidence)


def _message(told: Told, text: str, settings: Settings) -> pl.DataFrame:
    row = {
        "message_id": REPLY, "client_id": CLIENT, "freelancer_id": FREELANCER, "profile_platform": told.platform,
        "sender": "freelancer", "sent_at": datetime.combine(settings.as_of, time(12)), "body": text,
    }  # fmt: skip
    return pl.DataFrame([row], schema_overrides={"sent_at": pl.Datetime("us")})
