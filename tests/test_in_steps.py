"""What was audited step by step is known as if it had been audited at once; `make torture` tries it on 200 worlds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import auditor
from tests.support.stepwise import AS_OF, audited
from tests.test_second_runs import HISTORY, MESSAGE, PAYMENT, folder
from tests.torture.trials.in_steps import WAYS, faults

pytestmark = pytest.mark.usefixtures("undrawn")
# One world for each way; each of them has rows that an earlier export told otherwise.
SEEDS = dict(zip(WAYS, (2, 5, 7, 9), strict=True))


@pytest.mark.parametrize("way", WAYS)
def test_steps_end_where_one_audit_does(way: str, tmp_path: Path) -> None:
    assert faults(way, SEEDS[way], tmp_path / "home") == []


def test_the_first_of_rows_set_aside_is_that_of_the_first_name_whichever_file_was_read_first(tmp_path: Path) -> None:
    broken = {
        "a.csv": PAYMENT + "p8,anna,me,k1,2024-04-02,a lot,USD,,hourly,\n",
        "b.csv": MESSAGE + "m8,anna,me,t1,client,soon,Hello\n",
    }
    told = []
    for number, order in enumerate((["a.csv", "b.csv"], ["b.csv", "a.csv"])):
        home = tmp_path / str(number)
        audited(folder(home / "exports", HISTORY), home)
        for name in order:
            (row,) = audited(folder(home / f"of-{name}", {name: broken[name]}), home).eligibility
        asked = auditor("decide", "anna", "--db", home / "store.duckdb", "--as-of", AS_OF, "--format", "json")
        told.append((row["verdict_reasons"], asked.out))
    assert told[0] == told[1] and "the first of them a.csv, line 2" in " ".join(told[0][0])
