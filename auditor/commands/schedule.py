"""auditor schedule: a unit that runs the audit every night or every week."""

from __future__ import annotations

from importlib import import_module

import click


@click.command(
    short_help="Print a unit for cron or systemd that runs this installation's audit.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", metavar="PATHS... [AUDIT OPTIONS]", nargs=-1, type=click.UNPROCESSED, required=True)
@click.option("--cron", "form", flag_value="cron", default=None, help="A line for crontab.")
@click.option("--systemd", "form", flag_value="systemd", help="A service and a timer.")
@click.option("--at", default="07:00", show_default=True, metavar="HH:MM", help="When, by the clock of the machine.")
@click.option("--weekly", is_flag=True, help="On Mondays instead of daily.")
def COMMAND(arguments: tuple[str, ...], form: str | None, at: str, weekly: bool) -> None:  # noqa: N802
    """Print what runs `auditor audit` with these paths and options; nothing is installed. Paths are written in full, one
    line goes to standard output, and the last 30 runs are kept unless --keep says otherwise.

    \b
    Example:
      auditor schedule --cron exports --freelancer me --fail-on high --only-new
      auditor schedule --systemd --weekly --at 06:30 exports --out reports/weekly
    """
    from auditor import rooms
    from auditor.errors import UsageError
    from auditor.scheduling.planned import plan

    if form is None:
        raise UsageError("cron or systemd? -> say --cron or --systemd")
    audit = import_module("auditor.commands.audit").COMMAND
    click.echo(rooms.room("auditor.scheduling", form, "UNIT")(plan(audit, arguments, at, weekly)))
