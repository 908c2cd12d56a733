"""A rule in words: what it looks for, when it is silent, its thresholds, and the SQL with the values it is bound to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from auditor.model.rules import Heuristic


def rule_rows(rules: Iterable[Heuristic]) -> list[tuple[str, str, str]]:
    """Rule id, severity and title of each rule, for a table."""
    return [(rule.rule_id, rule.severity.value, rule.title) for rule in rules]


def rule_lines(rule: Heuristic, values: Mapping[str, Any], clause: str) -> list[str]:
    """The rule as lines of text; `values` are the parameters in force, `clause` the policy's sentence."""
    return [
        f"{rule.rule_id}: {rule.title}",
        f"  severity    {rule.severity.value}, confidence {rule.confidence:g}",
        f"  why         {rule.why}",
        f"  silent      {rule.silent}",
        f"  clause      {clause}",
        f"  what to do  {rule.action}",
        f"  reads       {', '.join(rule.reads)}; a finding hangs on one row of {rule.anchor}",
        *parameter_lines(rule, values),
    ]


def parameter_lines(rule: Heuristic, values: Mapping[str, Any]) -> list[str]:
    """One line per parameter: the value in force, its unit and meaning, and the default where the policy changed it."""
    lines = []
    for param in rule.params.values():
        value = values.get(param.name, param.default)
        changed = "" if value == param.default else f" (default {param.default})"
        lines.append(f"  ${param.name} = {value} {param.unit}{changed}: {param.about}")
    return lines


def bound_sql(rule: Heuristic, values: Mapping[str, Any]) -> str:
    """The rule's SELECT without its front matter, below the values that its parameters are bound to."""
    body = "\n".join(line for line in rule.sql.splitlines() if not line.startswith("-- "))
    return "\n".join([*(f"-- ${name} = {value}" for name, value in sorted(values.items())), body.strip()])
