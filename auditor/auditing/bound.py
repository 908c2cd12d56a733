"""What the rules of the last run were bound to: kept with it, since a policy file may change and nothing else tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from auditor import policies
from auditor.auditing.heuristics import parameters
from auditor.auditing.ruling import window_parameters
from auditor.auditing.shapes import shape_parameters
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.rules import Heuristic

# In place of a rule: what the shapes were bound to.
SHAPES = ""
FORGET = "DELETE FROM run_bound WHERE list_contains($rules::VARCHAR[], rule_id)"
KEPT = "SELECT rule_id, bound FROM run_bound WHERE platform = $platform AND list_contains([$rule, ''], rule_id)"
PLATFORMS = "SELECT platform, group_no FROM ruled UNION SELECT '', 0 ORDER BY platform, group_no"


@dataclass(frozen=True, slots=True)
class Bound:
    """The parameters of one rule and of the shapes on one platform, the day of the audit left out."""

    rule: Mapping[str, Any]
    shapes: Mapping[str, Any]


def bound_by(rule: Heuristic, asked: Policy, own: Policy, as_of: date, *, one_account: bool) -> Bound:
    """What a rule and its shapes are bound to under the policy `asked` on a platform whose rules are `own`."""
    return Bound(
        _undated(parameters(rule, own.parameters.get(rule.rule_id, {}), as_of)),
        _shapes(asked, own, as_of, one_account=one_account),
    )


def _shapes(asked: Policy, own: Policy, as_of: date, *, one_account: bool) -> dict[str, Any]:
    return _undated({**shape_parameters(as_of, asked), **window_parameters(own.window), "one_account": one_account})


def keep(engine: Engine, rules: Mapping[str, Heuristic], policy: Policy, as_of: date, *, one_account: bool) -> None:
    """Keep what every rule was bound to on every platform; the relationships must have been judged.

    What is kept of rules that did not run this time stays, as their findings do.
    """
    rulers = policies.rulers(policy, as_of)
    rows: dict[tuple[str, str], str] = {}
    for platform, group in engine.rows(PLATFORMS):
        own = rulers[group]
        rows[platform, SHAPES] = json.dumps(_shapes(policy, own, as_of, one_account=one_account))
        for rule_id, rule in rules.items():
            bound = _undated(parameters(rule, own.parameters.get(rule_id, {}), as_of))
            rows[platform, rule_id] = json.dumps(bound)
    engine.execute(FORGET, {"rules": [SHAPES, *rules]})
    columns = {"platform": [key[0] for key in rows], "rule_id": [key[1] for key in rows], "bound": list(rows.values())}
    engine.append("run_bound", pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def kept(engine: Engine, rule_id: str, platform: str) -> Bound | None:
    """What the rule was bound to in the last run; None where that was not kept."""
    found = {key: json.loads(text) for key, text in engine.rows(KEPT, {"platform": platform, "rule": rule_id})}
    return Bound(found[rule_id], found[SHAPES]) if len(found) == 2 else None


def was_one_account(engine: Engine) -> bool | None:
    """Whether all freelancers were one account in the last run; None where that was not kept."""
    rows = engine.rows("SELECT bound FROM run_bound WHERE rule_id = '' ORDER BY platform LIMIT 1")
    return bool(json.loads(rows[0][0])["one_account"]) if rows else None


def _undated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "as_of"}
