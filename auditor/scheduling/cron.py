"""A line for crontab: standard output goes to a log, so that cron mails only what needs a person."""

from __future__ import annotations

import shlex

from auditor.scheduling.planned import Plan


def unit(plan: Plan) -> str:
    """Comments that say where it belongs, and the line."""
    day = "1" if plan.weekly else "*"
    environment = "".join(f"{name}={shlex.quote(value)} " for name, value in plan.environment)
    command = (
        f"cd {shlex.quote(str(plan.folder))} && {environment}{shlex.join(plan.command)} >> {shlex.quote(str(plan.log))}"
    )
    # Cron ends the command at a bare percent sign, also inside quotes, and takes the backslash away by itself.
    secret = (
        "# It needs the address that AUDITOR_NOTIFY holds now: write AUDITOR_NOTIFY=... above it, in the crontab.\n"
        if plan.sends_secretly
        else ""
    )
    return (
        f"# Add this line with: crontab -e\n{secret}"
        f"# Each run adds one line to {plan.log}; whatever needs you is mailed (MAILTO=you@example.org above it).\n"
        f"{plan.minute} {plan.hour} * * {day} {_percent(command)}"
    )


def _percent(command: str) -> str:
    return command.replace("%", "\\%")


UNIT = unit
