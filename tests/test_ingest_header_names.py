"""Names of columns that are not quite those of a table: what is read all the same, and what is said of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import MESSAGE, MESSAGES, loaded

READ = {
    "a NUL": "freel\0ancer_id",
    "a zero-width space": "freelancer\u200b_id",
    "a byte order mark": "\ufefffreelancer_id",
    "a soft hyphen": "freelancer\xad_id",
}


# In JSON a key with a NUL is a fault of its row.
@pytest.mark.parametrize(
    ("case", "kind"), [(case, kind) for case in READ for kind in ("csv", "json") if (case, kind) != ("a NUL", "json")]
)
def test_a_name_with_a_character_that_nobody_sees_is_that_column(case: str, kind: str, tmp_path: Path) -> None:
    header = MESSAGES.replace("freelancer_id", READ[case])
    files = {"messages.csv": header + MESSAGE}
    if kind == "json":
        row = dict(zip(header.strip().split(","), MESSAGE.strip().split(","), strict=True))
        files = {"messages.json": json.dumps([row])}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT freelancer_id, extra FROM messages") == [("fl", None)]
        said = [one for one in report.warnings if "column freelancer_id: its name holds characters" in one]
        assert len(said) == 1, report.warnings


@pytest.mark.parametrize("name", ["freelancer_idd", "freelancer id", "freelnacer_id"])
def test_a_name_that_is_a_slip_away_from_an_absent_column_is_said(name: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": MESSAGES.replace("freelancer_id", name) + MESSAGE}) as (_, report):
        (said,) = [one for one in report.warnings if "is not read" in one]
        assert f"the column “{name}” is not read, and no column is called freelancer_id -> " in said
        assert "--freelancer" in said


def test_a_name_far_from_all_columns_and_one_beside_its_column_are_not_said(tmp_path: Path) -> None:
    header = MESSAGES.replace("\n", ",mood,bodyy\n")
    with loaded(tmp_path, {"messages.csv": header + MESSAGE.replace("\n", ",good,x\n")}) as (_, report):
        assert not [one for one in report.warnings if "is not read" in one]
