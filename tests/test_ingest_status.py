"""How an ingest ends, so that a script knows whether to look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import PAYMENT, PAYMENTS, write
from tests.test_cli import run

WRONG = PAYMENT.replace("80.00", "eighty")
# rows of the only file, the status at the end
ENDS = {
    "all rows are sound": ([PAYMENT], 0),
    "no row is": ([WRONG], 3),
    "one of twenty is not": ([PAYMENT.replace("p1", f"q{place}") for place in range(19)] + [WRONG], 0),
    "one of nineteen is not": ([PAYMENT.replace("p1", f"q{place}") for place in range(18)] + [WRONG], 3),
}


@pytest.mark.parametrize("case", ENDS)
def test_an_ingest_ends_as_an_audit_would(case: str, tmp_path: Path) -> None:
    rows, status = ENDS[case]
    write(tmp_path, {"payments.csv": PAYMENTS + "".join(rows)})
    assert run("ingest", "payments.csv", cwd=tmp_path).returncode == status
