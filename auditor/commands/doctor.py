"""auditor doctor: is everything there that an audit needs?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from auditor import options


@click.command(short_help="Check versions, store, disk, permissions and fonts; say what to do.")
@options.db
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Where reports are written.",
)
@options.out_format
def COMMAND(db: Path, reports: Path, out_format: str) -> int:  # noqa: N802
    """Look at everything that an audit needs. Ends with 4 when something is in its way, else with 0.

    \b
    Example:
      auditor doctor --db mine.duckdb
    """
    from auditor import printing, rooms
    from auditor.errors import AuditorError
    from auditor.model.checkups import Health, Place
    from auditor.model.visible import json_text

    place = Place(db, reports)
    remarks = [one for look in rooms.discover("auditor.checkups", "CHECKUP").values() for one in look(place)]
    if out_format == "json":
        click.echo(json_text([asdict(one) for one in remarks]))
    else:
        rows = [
            (one.health.value, one.about, one.seen if not one.remedy else f"{one.seen} -> {one.remedy}")
            for one in remarks
        ]
        click.echo(printing.table(("", "what", "seen"), rows))
    return AuditorError.exit_status if any(one.health is Health.BAD for one in remarks) else 0
