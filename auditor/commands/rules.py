"""auditor rules: what is looked for, and by which limits."""

from __future__ import annotations

import click

from auditor import options


@click.group("rules")
def rules() -> None:
    """List the rules, or show one with its limits and its SQL.

    \b
    Example:
      auditor rules list
      auditor rules show behaviour.activity_drop
    """


@rules.command("list")
def list_rules() -> None:
    """List all rules: id, severity, title.

    \b
    Example:
      auditor rules list
    """
    from auditor import printing
    from auditor.rules import shipped
    from auditor.rules.describing import rule_rows

    click.echo(printing.table(("rule", "severity", "what it finds"), rule_rows(shipped().values())))


@rules.command("show")
@click.argument("rule_id", metavar="RULE")
@options.policy
def show_rule(rule_id: str, policy: str) -> None:
    """Show one rule: why it speaks, when it is silent, its limits under the policy, and its SQL.

    \b
    Example:
      auditor rules show payment.direct_in_window
    """
    from auditor import policies
    from auditor.errors import UsageError
    from auditor.rules import shipped
    from auditor.rules.describing import bound_sql, rule_lines

    rule = shipped().get(rule_id)
    if rule is None:
        raise UsageError(f"{rule_id}: there is no such rule -> 'auditor rules list' names them")
    governing = policies.find(policy)
    set_by_policy = governing.parameters.get(rule_id, {})
    values = {name: set_by_policy.get(name, param.default) for name, param in rule.params.items()}
    lines = rule_lines(rule, values, governing.clauses.get(rule.clause, rule.clause))
    click.echo("\n".join([*lines, "", bound_sql(rule, values)]))


COMMAND = rules
