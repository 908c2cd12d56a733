"""auditor evidence: what an appeal or a report to the platform needs, in one archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options


@click.command(short_help="Pack what speaks for you with one client: timeline, payments, good conduct.")
@click.argument("client")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The .zip to write, over an older evidence archive too; not needed with --list.",
)
@click.option("--freelancer", metavar="ID", help="Only this freelancer's relationship.")
@click.option("--include", type=click.Choice(["findings"]), multiple=True, help="Put findings in as well, those against you too.")  # fmt: skip
@click.option("--list", "only_list", is_flag=True, help="Say what would go in, and write nothing.")
@click.option("--redact", type=click.Choice(["none", "partial", "full"]), default="partial", show_default=True, help="What the archive masks.")  # fmt: skip
@options.db
@options.as_of
@options.policy
@options.rates
def COMMAND(client: str, out: Path | None, freelancer: str | None, include: tuple[str, ...], only_list: bool, redact: str, **values: Any) -> None:  # noqa: N802  # fmt: skip
    """Pack evidence of one client for an appeal or a report: read the list of what goes in before you pass it on.

    \b
    Example:
      auditor evidence client-42 --out appeal.zip
    """
    from auditor import evidencing, printing
    from auditor.errors import UsageError
    from auditor.model.words import Redaction

    if out is None and not only_list:
        raise UsageError("--out is missing -> name the .zip to write, or see by --list what would go in")
    if out is not None and not only_list:
        evidencing.refuse_another(out)
    settings = options.settings(redact=Redaction(redact), **values)
    pack = evidencing.gather(settings, client, freelancer, "findings" in include)
    click.echo(printing.safe(f"Goes into {out or 'the archive'} (redaction: {redact}):"))
    click.echo(printing.table(("part", "what"), sorted(pack.about.items())))
    if "findings" not in include:
        click.echo("Findings stay out; --include findings puts them in.")
    if only_list or out is None:
        click.echo("Nothing was written.")
        return
    evidencing.write(pack, out)
    click.echo(printing.safe(f"Written: {out}"))
