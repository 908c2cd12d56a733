"""auditor review: decide about findings, one by one, and share decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import kinds, options

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Decide about findings one by one; import, export, precision by rule.")
@click.argument("findings", metavar="[FINDING]...", nargs=-1)
@options.wanted
@click.option("--reviewer", metavar="NAME", envvar="AUDITOR_REVIEWER", help="Who decides.  [default: your login name]")
@click.option(
    "--decide",
    type=click.Choice(["confirm", "dismiss", "accept"]),
    help="Decide so about the findings named, without asking.",
)
@click.option("--until", type=kinds.Day(), metavar="DATE", help="With --decide accept: the last day it holds.")
@click.option("--note", default="", help="With --decide: why.")
@click.option("--import", "imports", type=FILE, multiple=True, help="Take in decisions that --export wrote elsewhere.")
@click.option(
    "--export", "export", type=FILE, help="Write all decisions with their history as JSON lines; - prints them."
)
@click.option("--baseline", type=FILE, help="Write the decisions that hold to a CSV file for git; - prints it.")
@click.option(
    "--stats", is_flag=True, help="Precision per rule from the labels of all reviewers (with --import: theirs too)."
)
@options.db
@options.out_format
def COMMAND(findings: tuple[str, ...], **values: Any) -> None:  # noqa: N802
    """Go through open findings, the gravest first: evidence, what was said around it, and your decision with a note.

    Each decision is kept at once; leave with q and go on another day. What was decided comes back when it runs out or
    the finding has changed. FINDING: only these, by their ids or the beginnings of ids.

    \b
    Example:
      auditor review --severity high
      auditor review 3fa9c1 --decide dismiss --note "our own support address"
      auditor review --export anna.jsonl
      auditor review --stats --import anna.jsonl --import ben.jsonl
    """
    from auditor import reviews

    asked = reviews.Asked(findings=findings, wanted=options.wanted_of(values), **values)
    for line in reviews.run(asked):
        click.echo(line)
