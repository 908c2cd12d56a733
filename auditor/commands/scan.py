"""auditor scan: what one file's messages hold, without a store."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.crew import ALONE, Crew
from auditor.errors import InputFileError

# As in an audit: so large a share of broken rows is told by the exit status. No more of them are named one by one.
MOST_BROKEN, MOST_NAMED = 0.05, 20

HELP = """Scan a CSV, TSV, JSON or JSONL file (each also .gz), a Parquet file, or - for
standard input; nothing is stored. A row that cannot be read is named and left
out; with more than 5 % of such rows the exit status is 3, else it is 0, whatever
is found. Rows of sender `system` are skipped.

Columns client_id, freelancer_id, thread_id, sender and sent_at are used where the
file has them, and names of files in attachments, files or file_name. Without an id of a thread no two messages are read together: a
number that is split over several, or the yes to an ask, is then not seen.

\b
What is said of each detection:
  category    a detail: email, phone, url, messenger, social, meeting,
              postal_address, payment_app, payment_handle, iban, card, crypto; or an
              ask: contact_request, leave_platform, off_platform_payment,
              fee_avoidance, coded_language, bigger_promise, one_off, review_trade,
              account_sharing. Asks are read in English, Spanish, Portuguese, French,
              German, Italian, Polish, Hindi, Urdu, Bengali, Tagalog, Russian,
              Ukrainian, Arabic, Chinese, Vietnamese, Indonesian and Turkish.
  value       the words as they stand; normalized: what they stand for, a number in
              E.164, an address in small letters, a name without its @.
  stance      offer, request or accept: somebody wants it. mention (it is spoken of,
              as in work talk) and decline (it is refused) are no alarm.
  kind        the app or scheme. wording: told by how a message sounds, by no known
              phrase, and so less sure.
  obfuscated  written so as not to be recognised (text: "disguised").
  confidence  from 0 to 1, how sure the reading is.
  start, end  code points of the text. Names of attached files are read as lines
              below it: the first begins at the length of the text plus 1.
  message_ids all messages that the detail is spread over; offsets are of the last.

\b
Example:
  auditor scan messages.csv --format jsonl
  cat messages.csv | auditor scan -
  printf 'body\\nwrite me at bob [at] lindstore.com' | auditor scan -
"""


@click.command(help=HELP, short_help="Show contact details and asks in the messages of one file.")
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
) -> int:
    """Read, scan, print; HELP says what comes out."""
    from auditor.printing import safe
    from auditor.scanning import warm
    from auditor.scanning.printing import as_json, as_text, checked_regions, in_order
    from auditor.scanning.reading import read_messages
    from auditor.scanning.sharing import WORTH_SHARING, scan_all

    known = checked_regions(regions)
    read = read_messages(file, text, identity, _encoding)
    for rows, what in ((read.broken, "cannot be read"), (read.undated, "have no time that can be read")):
        for row in rows[:MOST_NAMED]:
            click.echo(safe(f"auditor: {file}:{row.line}: {row.problem} -> {row.remedy}"), err=True)
        if len(rows) > MOST_NAMED:
            click.echo(safe(f"auditor: {file}: {len(rows)} rows in all {what}"), err=True)
    own = read.frame.filter(read.frame["sender"].fill_null("") != "system")
    if crew and len(own) >= WORTH_SHARING:
        crew.begin(crew.most, [warm])
    found = in_order(scan_all(own, known, crew or ALONE), own)
    for line in as_json(found) if out_format == "jsonl" else as_text(found):
        click.echo(line)
    return 0 if read.are_mostly_whole(MOST_BROKEN) else InputFileError.exit_status


def _encoding(raw: bytes) -> str:
    # Loaded here: hardly any file is not in UTF-8.
    from auditor.ingesting.encodings import guessed

    encoding = guessed(raw)
    return "" if encoding == "utf-8" else encoding
