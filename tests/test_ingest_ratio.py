"""An export with few different rows is packed to almost nothing, and is no bomb."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from tests.ingest_world import account, loaded

ROWS, A_DAY = 60_000, 200
TITLE = "Weekly work on a web site, with invoice and the usual description of it, as agreed between the two of us in the beginning"


def test_a_repetitive_export_loads_from_an_archive_of_the_highest_level(tmp_path: Path) -> None:
    days = [(date(2015, 1, 1) + timedelta(days=row // A_DAY)).isoformat() for row in range(ROWS)]
    text = "payment_id,client_id,freelancer_id,paid_at,amount,currency,description\n" + "".join(
        f"p,c1,fl,{day},40.00,USD,{TITLE}\n" for day in days
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("payments.csv", text)
    files = {"a.zip": packed.getvalue(), "b.csv.gz": gzip.compress(text.encode(), 9)}
    assert len(text) > 4 << 20 and len(text) / len(files["a.zip"]) > 250, len(text) / len(files["a.zip"])
    with loaded(tmp_path, files) as (_, report):
        assert account(report, "a.zip/payments.csv").rows_read == ROWS
        assert account(report, "b.csv.gz").rows_read == ROWS
