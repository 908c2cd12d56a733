"""Findings by the rules of each platform: what its policy sets of a rule is bound anew, and its own clauses are quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from auditor import policies
from auditor.auditing.findings import in_order
from auditor.auditing.heuristics import RuleRun, run_heuristics
from auditor.auditing.owners import Owners
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic

GROUPS = "SELECT DISTINCT group_no FROM ruled ORDER BY group_no"


def run_rules(
    engine: Engine,
    rules: Mapping[str, Heuristic],
    policy: Policy,
    as_of: date,
    run_id: str,
    seconds: float,
    owners: Owners | None = None,
) -> RuleRun:
    """Run every rule under `policy`, and those that the policy of another platform sets otherwise once more, for that platform.

    `owners` are the freelancers to whom what was found is given back, where the shapes are those of one account.
    """
    found = policies.rulers(policy, as_of)
    run = _run(engine, rules, policy, as_of, run_id, seconds, owners)
    kept, failed = list(run.findings), {one.rule_id: one for one in run.failed}
    for (group,) in engine.rows(GROUPS):
        own = found[group]
        if own is policy:
            continue
        differing = {rule_id: rule for rule_id, rule in rules.items() if differs(rule_id, policy, own)}
        again = _run(engine, differing, own, as_of, run_id, seconds, owners) if differing else RuleRun((), ())
        kept = [one for one in kept if not (one.rule_id in differing and _is_in(one, group, found))]
        kept += [one for one in again.findings if _is_in(one, group, found)]
        failed = {one.rule_id: one for one in again.failed} | failed
    quoted = tuple(quoting(one, rules[one.rule_id].clause, found) for one in in_order(kept))
    return RuleRun(quoted, tuple(failed.values()))


def _run(
    engine: Engine,
    rules: Mapping[str, Heuristic],
    policy: Policy,
    as_of: date,
    run_id: str,
    seconds: float,
    owners: Owners | None,
) -> RuleRun:
    # What a policy sets of rules that are not asked for is checked where all of them run.
    parameters = {rule_id: values for rule_id, values in policy.parameters.items() if rule_id in rules}
    severities = {rule_id: value for rule_id, value in policy.severities.items() if rule_id in rules}
    return run_heuristics(engine, rules, parameters, severities, policy.clauses, as_of, run_id, seconds, owners)


def differs(rule_id: str, policy: Policy, own: Policy) -> bool:
    """Whether `own` sets anything of a rule otherwise than `policy`."""
    bound, severities = policy.parameters, policy.severities
    return bound.get(rule_id) != own.parameters.get(rule_id) or severities.get(rule_id) != own.severities.get(rule_id)


def _is_in(one: Finding, group: int, found: Sequence[Policy]) -> bool:
    return policies.group_of(one.platform, found) == group


def quoting(one: Finding, clause: str, found: Sequence[Policy]) -> Finding:
    """The finding with the clause of its platform's policy; where that says nothing, or only stands in, that is said."""
    policy = found[policies.group_of(one.platform, found)]
    if policies.stands_in(policy, one.platform):
        said = f"{one.policy_clause} (So says {policy.label}, which stands in: the rules of {one.platform.capitalize()} are not known here.)"
        return replace(one, policy_clause=said)
    if policy is found[0]:
        return one
    return replace(
        one, policy_clause=policy.clauses.get(clause, f"What {policy.label} says of this is not known here.")
    )
