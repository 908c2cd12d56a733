"""auditor rules: what the audit looks for."""

from __future__ import annotations

import click


@click.group(short_help="List the rules, or show one with its SQL.")
def COMMAND() -> None:  # noqa: N802
    """List the rules of an audit, or show one whole.

    \b
    Example:
      auditor rules show scam.bait_and_switch
    """


@COMMAND.command("list")
def list_rules() -> None:
    """List all rules: id, severity, what they look for."""
    from auditor import printing, rules

    rows = [(rule.rule_id, rule.severity.value, rule.title) for rule in rules.shipped().values()]
    click.echo(printing.table(("rule", "severity", "looks for"), rows))


@COMMAND.command("show")
@click.argument("rule")
def show_rule(rule: str) -> None:
    """Show one rule: why, when it is silent, its parameters and its SQL."""
    from auditor import rules
    from auditor.errors import UsageError

    shipped = rules.shipped()
    if rule not in shipped:
        raise UsageError(f"{rule}: there is no such rule -> 'auditor rules list' names them")
    click.echo(shipped[rule].sql, nl=False)
