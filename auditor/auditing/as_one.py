"""All freelancers as one account: the rules judge them as one party, and what they find counts for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from auditor.auditing import by_platform, heuristics, owners, shapes
from auditor.auditing.supposing import ONE_ACCOUNT, one_account
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic


def run_as_one(
    engine: Engine,
    known: Mapping[str, Heuristic],
    policy: Policy,
    as_of: date,
    run_id: str,
    seconds: float,
    loaded_rates: pl.DataFrame | None,
    corrections: Mapping[str, str] | None,
) -> heuristics.RuleRun:
    """What the rules find where all freelancers are one party, each finding that of the freelancer whose row it hangs on."""
    with one_account(engine):
        shapes.make_shapes(engine, as_of, policy, loaded_rates, afterwards=corrections, one_account=True)
    return by_platform.run_rules(engine, known, policy, as_of, run_id, seconds, owners.owners(engine))


def as_one(found: Sequence[Finding], pairs: Sequence[tuple[str, str]]) -> list[Finding]:
    """The findings as those of the one account; `pairs` are its relationships as (platform, client_id).

    A finding of a freelancer whose platform nobody named belongs to each platform on which the account works with that client.
    """
    platforms: dict[str, list[str]] = {}
    for platform, client in pairs:
        platforms.setdefault(client, []).append(platform)
    placed = ((one, platforms.get(one.client_id, [])) for one in found)
    return [
        replace(one, freelancer_id=ONE_ACCOUNT, platform=platform)
        for one, known in placed
        for platform in ([one.platform] if one.platform or "" in known else known)
    ]
