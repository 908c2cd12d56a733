"""auditor rules: what the audit looks for, and how to add to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from auditor import options
from auditor.model.visible import safe


@click.group(short_help="List, show, test, begin and compile rules.")
def COMMAND() -> None:  # noqa: N802
    """List the rules of an audit, show one whole, write and test rules of your own.

    \b
    Example:
      auditor rules new own.large_refund --in my_rules
      auditor rules test my_rules
      auditor audit my_exports --rules my_rules
    """


@COMMAND.command("list")
@options.rules
@click.option("--shapes", "what", flag_value="shapes", help="List what rules can read, in place of the rules.")
@click.option("--functions", "what", flag_value="functions", help="List what of SQL a rule may use.")
@click.option(
    "--clauses", "what", flag_value="clauses", help="List the clauses that a rule may quote, as --policy has them."
)
@options.policy
def list_rules(rules: Path | None, what: str | None, policy: str) -> None:
    """List all rules: id, severity, what they look for; or what a rule of your own can use.

    \b
    Example:
      auditor rules list --shapes
    """
    from auditor import printing
    from auditor import rules as rule_files

    if what:
        click.echo(_usable(what, policy))
        return
    rows = [(rule.rule_id, rule.severity.value, rule.title) for rule in rule_files.available(rules).values()]
    click.echo(printing.table(("rule", "severity", "looks for"), rows))


def _usable(what: str, policy: str) -> str:
    from auditor import policies, printing
    from auditor import rules as rule_files
    from auditor.auditing.shapes import described

    if what == "functions":
        return "\n".join(rule_files.portable_forms())
    if what == "shapes":
        return f"{printing.table(('shape', 'holds'), described())}\n'auditor rules show SHAPE' tells its columns."
    chosen = policies.find(policy)
    unsaid = f"{chosen.label} says nothing of it"
    names = sorted(policies.clause_names(chosen))
    return printing.table(("clause", chosen.label), [(name, chosen.clauses.get(name, unsaid)) for name in names])


@COMMAND.command("show")
@click.argument("name", metavar="RULE|SHAPE")
@options.rules
def show_rule(name: str, rules: Path | None) -> None:
    """Show one rule: why, when it is silent, its parameters and its SQL; or one shape: its columns, their kind and meaning.

    \b
    Example:
      auditor rules show paid
    """
    from auditor import policies, printing
    from auditor import rules as rule_files
    from auditor.auditing import shape_columns, shapes
    from auditor.errors import UsageError

    every, about = rule_files.available(rules), dict(shapes.described())
    if name in every:
        click.echo(every[name].sql, nl=False)
    elif name in about:
        told = shape_columns.columns(name, policies.find("upwork-guide"))
        click.echo(f"{name}: {about[name]}\n\n{printing.table(('column', 'kind', 'meaning'), told)}")
    else:
        raise UsageError(
            f"{name}: there is no such rule or shape -> 'auditor rules list' and 'auditor rules list --shapes' name them"
        )


@COMMAND.command("test")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options.policy
def test_rules(folder: Path, policy: str) -> int:
    """Check the rules of a folder and run the cases beside them; the exit status is 1 when something differs."""
    from auditor import policies
    from auditor import rules as rule_files
    from auditor.auditing import case_files, trying
    from auditor.errors import RoomError

    chosen, bad = policies.find(policy), 0
    clauses = policies.clause_names(chosen)
    for rule_id, rule in rule_files.read_own(folder).items():
        problems = [f"refused: {rule.path}: {problem}" for problem in rule_files.refused(rule, clauses)]
        beside = folder / f"{rule_id}.toml"
        if not problems and not beside.is_file():
            problems = [
                f"{beside}: there are no cases beside the rule -> write them as 'auditor rules new' lays them out"
            ]
        cases = []
        try:
            cases = [] if problems else case_files.read_cases(beside)
            for case in cases:
                run = trying.run_case({rule_id: rule_files.as_checked(rule)}, case, chosen)
                problems += [f"{case['name']}: {one}" for one in trying.differences(rule_id, case, run)]
        except RoomError as wrong:
            problems.append(str(wrong))
        bad += bool(problems)
        click.echo(f"{rule_id}: {len(cases)} cases, {'not as told' if problems else 'all as told'}")
        for problem in problems:
            click.echo(safe(f"  {problem}"))
    return 1 if bad else 0


@COMMAND.command("compile")
@click.argument("rule")
@click.option("--dialect", required=True, help="postgres, clickhouse, spark, databricks, bigquery, snowflake or trino.")
@click.option("--tables", is_flag=True, help="Begin with CREATE TABLE for what the rule reads.")
@options.policy
@options.as_of
@options.rules
def compile_rule(rule: str, dialect: str, tables: bool, policy: str, as_of: date | None, rules: Path | None) -> None:
    """Print a rule as SQL for a warehouse that has the tables already.

    The shapes that it reads come first, as views in the order in which to run them, then its query; --tables shows the
    columns they need. The day and the limits of the policy are written in. What a dialect cannot say is named, and the exit
    status is 2; sql/dialects.md has every rule by every dialect.

    \b
    Example:
      auditor rules compile --dialect postgres contact.after_contract --as-of 2026-06-30
    """
    from auditor import compiling, policies
    from auditor import rules as rule_files
    from auditor.auditing.heuristics import parameters, refuse_unknown
    from auditor.errors import UsageError

    chosen = policies.find(policy)
    every = rule_files.available(rules, policies.clause_names(chosen))
    if rule not in every:
        raise UsageError(f"{rule}: there is no such rule -> 'auditor rules list' names them")
    refuse_unknown(every, chosen.parameters, chosen.severities)
    day = as_of or options.today()
    bound = parameters(every[rule], chosen.parameters.get(rule, {}), day)
    click.echo(compiling.compile_rule(every[rule], dialect, chosen, bound, day, tables), nl=False)


@COMMAND.command("new")
@click.argument("rule")
@click.option("--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), show_default=True)
def new_rule(rule: str, folder: Path) -> None:
    """Write a rule that runs and its cases, to be changed into what you look for.

    \b
    What it can use:
      auditor rules list --shapes       what it can read
      auditor rules show SHAPE          the columns of one of them, with kind and meaning
      auditor rules list --functions    what of SQL is on the portable list
      auditor rules list --clauses      the clauses that it can quote
    """
    from auditor import rules as rule_files

    for path in rule_files.write_new(rule, folder):
        click.echo(safe(f"{path} written"))
