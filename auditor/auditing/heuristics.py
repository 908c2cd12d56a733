"""Runs the heuristics over the shapes and makes findings of their rows; no rule makes a finding by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from auditor.auditing import evidence, grounds, outcome, wording
from auditor.auditing.owners import Owners
from auditor.auditing.thresholds import out_of_range
from auditor.engines.duckdb import Engine
from auditor.engines.parts.limits import LimitError, frame_within
from auditor.errors import RoomError
from auditor.model.results import Evidence, Finding
from auditor.model.rules import Heuristic, Param, RuleFailure
from auditor.model.words import Actor, FindingStatus, Severity

Params = Mapping[str, float | int | str]
FINDING_ID_LENGTH = 16
# The slowest shipped rule takes a tenth of it on ten million messages.
RULE_SECONDS = 60.0
# Beyond every amount, count and length; a value that is no number at all is not below it either.
LARGEST = 10**12


class OutcomeError(Exception):
    """A rule ran and returned what no finding can be made of."""


@dataclass(frozen=True, slots=True)
class RuleRun:
    """The findings of all rules in their fixed order, and the rules that could not run, each with its message."""

    findings: tuple[Finding, ...]
    failed: tuple[RuleFailure, ...]


def run_heuristics(
    engine: Engine,
    rules: Mapping[str, Heuristic],
    policy_parameters: Mapping[str, Params],
    policy_severities: Mapping[str, str],
    clauses: Mapping[str, str],
    as_of: date,
    run_id: str,
    seconds: float = RULE_SECONDS,
    owners: Owners | None = None,
) -> RuleRun:
    """Run every rule; one that fails or takes longer than `seconds` is named with its error, and the others go on.

    `owners` are those to whom the rows of a rule are given back, where the shapes are those of one account.

    Raises RoomError when the policy sets a rule or parameter that there is not.
    """
    refuse_unknown(rules, policy_parameters, policy_severities)
    frames: dict[str, pl.DataFrame] = {}
    failed = []
    for rule_id, rule in rules.items():
        bound = parameters(rule, policy_parameters.get(rule_id, {}), as_of)
        try:
            frames[rule_id] = run_rule(engine, rule, bound, seconds)
        except (duckdb.Error, LimitError, OutcomeError) as error:
            message = f"{rule.path.name}: {str(error).strip().splitlines()[0]}"
            failed.append(RuleFailure(rule_id, message, rule.sql, bound))
    frames = {
        rule_id: evidence.in_order(owners.give_back(frame) if owners else frame) for rule_id, frame in frames.items()
    }
    marks = [frame["evidence"].explode().drop_nulls().unique() for frame in frames.values() if frame.height]
    shown = evidence.gather(engine, pl.concat(marks) if marks else ())
    seen: dict[str, Mapping[str, Sequence[Evidence]]] = {}
    for rule_id in [one for one in frames if wording.is_own(rules[one].path)]:
        frames[rule_id], refused = grounds.sound(
            rules[rule_id], frames[rule_id], shown, engine, owners.known if owners else None
        )
        seen[rule_id] = {**shown, **grounds.veiled(frames[rule_id], shown, engine)}
        if refused:
            bound = parameters(rules[rule_id], policy_parameters.get(rule_id, {}), as_of)
            failed.append(RuleFailure(rule_id, f"{rules[rule_id].path.name}: {refused}", rules[rule_id].sql, bound))
    found = [
        finding_of(rules[rule_id], row, seen.get(rule_id, shown), policy_severities.get(rule_id), clauses, run_id)
        for rule_id, frame in frames.items()
        for row in frame.iter_rows(named=True)
    ]
    return RuleRun(tuple(sorted(found, key=_place)), tuple(failed))


def run_rule(engine: Engine, rule: Heuristic, bound: Mapping[str, Any], seconds: float = RULE_SECONDS) -> pl.DataFrame:
    """The rows of one rule, of the kinds and values that the contract names.

    Raises duckdb.Error, LimitError or OutcomeError when there are none such.
    """
    frame = frame_within(engine, rule.body, bound, seconds, foreign=bool(rule.checked))
    if wrong := outcome.problem(rule, frame):
        raise OutcomeError(wrong)
    return frame


def parameters(rule: Heuristic, overrides: Params, as_of: date) -> dict[str, Any]:
    """What a rule is bound to: its defaults, what the policy sets, and the day."""
    return {**{name: param.default for name, param in rule.params.items()}, **overrides, "as_of": as_of}


def finding_id(rule_id: str, platform: str, client_id: str, freelancer_id: str, anchor: str) -> str:
    """The identity of a finding: the same in every run, whatever other rows arrive."""
    # Lengths keep ("a", "bc") and ("ab", "c") apart.
    parts = (rule_id, platform, client_id, freelancer_id, anchor)
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:FINDING_ID_LENGTH]


def _to_do(rule: Heuristic, severity: Severity, *, own: bool) -> tuple[str, str | None]:
    """What to do about a row and the reply to it, by how grave the rule itself takes it and whether the freelancer did it alone."""
    if rule.mild_action and severity is Severity.INFO and rule.severity is not Severity.INFO:
        return rule.mild_action, None
    return (rule.own_action, rule.own_reply) if own and rule.own_action else (rule.action, rule.reply)


def finding_of(
    rule: Heuristic,
    row: Mapping[str, Any],
    shown: Mapping[str, Sequence[Evidence]],
    policy_severity: str | None,
    clauses: Mapping[str, str],
    run_id: str,
) -> Finding:
    """The finding that one row of a rule makes; `shown` is the evidence by mark, `clauses` the policy's texts by name."""
    marks, own = row["evidence"], Actor(row["actor"]) is Actor.FREELANCER
    severity = Severity(row["severity"])
    action, reply = _to_do(rule, severity, own=own)
    if policy_severity is not None and severity is rule.severity:
        severity = Severity(policy_severity)
    return Finding(
        finding_id=finding_id(
            rule.rule_id, row["platform"], row["client_id"], row["freelancer_id"], evidence.row_of(marks[0])
        ),
        rule_id=rule.rule_id,
        severity=severity,
        confidence=round(float(row["confidence"]), 3),
        platform=row["platform"],
        client_id=row["client_id"],
        freelancer_id=row["freelancer_id"],
        occurred_at=row["occurred_at"],
        actor=Actor(row["actor"]),
        title=rule.title,
        explanation=wording.fill(rule, row["facts"]),
        policy_clause=clauses.get(rule.clause, rule.clause),
        evidence=evidence.of_marks(marks, shown),
        action=action,
        reply=reply,
        status=FindingStatus.NEW,
        first_seen_run=run_id,
    )


def _place(one: Finding) -> tuple[Any, ...]:
    return (one.platform, one.client_id, one.freelancer_id, one.occurred_at, one.rule_id, one.finding_id)


def refuse_unknown(
    rules: Mapping[str, Heuristic], policy_parameters: Mapping[str, Params], policy_severities: Mapping[str, str]
) -> None:
    """Raise RoomError when a policy sets a rule or parameter that there is not: it would be without effect, and unseen."""
    if said := unknown(rules, policy_parameters, policy_severities):
        raise RoomError(said[0])


def unknown(
    rules: Mapping[str, Heuristic], policy_parameters: Mapping[str, Params], policy_severities: Mapping[str, str]
) -> list[str]:
    """One sentence for each rule and parameter that a policy sets and that there is not, and for each value that cannot be meant."""
    absent = dict.fromkeys(rule_id for rule_id in (*policy_parameters, *policy_severities) if rule_id not in rules)
    said = [f"policy: there is no rule {rule_id} -> 'auditor rules list' names them" for rule_id in absent]
    for rule_id, values in policy_parameters.items():
        known = rules[rule_id].params if rule_id in rules else values
        said += [f"policy: rule {rule_id} has no parameter {name} -> 'auditor rules show {rule_id}'" for name in values if name not in known]  # fmt: skip
    return [*said, *_ill_formed(rules, policy_parameters), *out_of_range(rules, policy_parameters)]


def _ill_formed(rules: Mapping[str, Heuristic], policy_parameters: Mapping[str, Params]) -> Iterator[str]:
    """One sentence for each value that is not of the kind of the rule's own default."""
    for rule_id, values in policy_parameters.items():
        known = rules[rule_id].params if rule_id in rules else {}
        for name, value in values.items():
            if name in known and not _fits(value, known[name]):
                whole = "a whole number" if known[name].whole else "a number"
                what = "a text" if isinstance(known[name].default, str) else whole
                yield f"policy: {name} of rule {rule_id} must be {what} such as {known[name].default} ({known[name].unit}) -> correct it, or leave it out"


def _fits(value: Any, param: Param) -> bool:
    if isinstance(param.default, str) or isinstance(value, str):
        return isinstance(value, str) and isinstance(param.default, str)
    if param.whole and not isinstance(value, int):
        return False
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
