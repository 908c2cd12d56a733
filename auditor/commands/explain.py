"""auditor explain FINDING: the rows, the SQL with its parameters, and the clause behind one finding."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options


@click.command(short_help="Explain one finding: rows, SQL, parameters, clause.")
@click.argument("finding")
@options.db
@click.option(
    "--policy",
    metavar="NAME|FILE",
    help="The policy of the audit, to compare what it says now.  [default: the one it names]",
)
@options.rates
@options.rules
def COMMAND(finding: str, db: Path, policy: str | None, rates: Path | None, rules: Path | None) -> None:  # noqa: N802
    """Explain one finding of the last audit; the first characters of its id are enough.

    \b
    Example:
      auditor explain 3fa9c1
    """
    from auditor import policies, printing
    from auditor import rules as rule_files
    from auditor.auditing import bound, explaining, findings, runs
    from auditor.auditing import rates as exchange
    from auditor.engines.duckdb import Engine
    from auditor.errors import AuditorError, UsageError

    every = rule_files.available(rules)
    with Engine.open(db, read_only=True) as engine:
        engine.harden()
        found = [one for one in findings.load(engine) if one.finding_id.startswith(finding)]
        if len(found) != 1:
            raise UsageError(f"{finding}: {len(found)} findings begin so -> 'auditor findings' lists their ids")
        rule, remark = rule_files.that_ran(found[0].rule_id, every, runs.own_rules(engine))
        if rule is None:
            raise UsageError(f"{found[0].rule_id}: a rule of your own -> name its folder with --rules")
        ran = engine.rows("SELECT as_of, policy FROM runs ORDER BY rowid DESC LIMIT 1")
        as_of, name = ran[0]
        try:
            now = policies.find(policy or name, as_of)
        except AuditorError:
            # A file is not found by its name; what it said is kept with the run, but by an older auditor.
            if policy or bound.kept(engine, rule.rule_id, found[0].platform) is None:
                raise
            now = None
        # Its rows are found by what the audit was given, unless other rates are named.
        given = exchange.read(rates) if rates else exchange.kept(engine)
        text = explaining.explain(engine, found[0], rule, now, as_of, given)
    click.echo(printing.explained(text, remark))
