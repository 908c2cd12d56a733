"""auditor scan: what one file's messages hold, without a store."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.crew import ALONE, Crew


@click.command(short_help="Show contact details and asks in the messages of one file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--text", metavar="COLUMN", help="The column with the text.  [default: body, else text]")
@click.option(
    "--id",
    "identity",
    metavar="COLUMN",
    help="The column with the id.  [default: message_id, else id, else the row's number]",
)
@click.option("--format", "out_format", type=click.Choice(["jsonl", "text"]), default="text", show_default=True)
@click.option(
    "--regions",
    metavar="XX,YY",
    default="US,GB,IN",
    show_default=True,
    help="Countries of telephone numbers without a country code.",
)
@click.pass_obj
def COMMAND(  # noqa: N802
    crew: Crew | None, /, file: Path, text: str | None, identity: str | None, out_format: str, regions: str
) -> None:
    """Scan a CSV, TSV, JSON or JSONL file (each also .gz), or a Parquet file; nothing
    is stored.

    Columns thread_id, client_id, freelancer_id, sender and sent_at are used where the file has them.

    \b
    Example:
      auditor scan messages.csv --format jsonl
    """
    from auditor.scanning import warm
    from auditor.scanning.printing import as_json, as_text, checked_regions
    from auditor.scanning.reading import read_messages
    from auditor.scanning.sharing import WORTH_SHARING, scan_all

    messages = read_messages(file, text, identity)
    own = messages.filter(messages["sender"].fill_null("") != "system")
    if crew and len(own) >= WORTH_SHARING:
        crew.begin(crew.most, [warm])
    found = scan_all(own, checked_regions(regions), crew or ALONE)
    for line in as_json(found) if out_format == "jsonl" else as_text(found):
        click.echo(line)
