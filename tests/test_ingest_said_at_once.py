"""All that only the user can say of a file is asked for in one run, not one thing after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import loaded

UNCLEAR = "Date,Description,Amount\n03/04/2025,ACME GmbH,100.00\n05/06/2025,ACME GmbH,50.00\n"
SAID = ({}, ["--date-order", "--currency"]), ({"currency": "EUR"}, ["--date-order"]), (
    {"date_order": "dmy"},
    ["--currency"],
)  # fmt: skip


@pytest.mark.parametrize(("said", "wanted"), SAID, ids=["nothing is said", "the currency is said", "the order is said"])
def test_one_run_names_all_that_is_still_to_be_said(tmp_path: Path, said: dict[str, str], wanted: list[str]) -> None:
    with loaded(tmp_path, {"bank.csv": UNCLEAR}, **said) as (_, report):
        (file,) = report.files
        assert file.status == "refused"
        assert [name for name in ("--date-order", "--currency") if f"{name} " in file.message] == wanted


def test_a_file_of_which_all_is_said_loads(tmp_path: Path) -> None:
    with loaded(tmp_path, {"bank.csv": UNCLEAR}, currency="EUR", date_order="dmy") as (_, report):
        assert report.files[0].rows_loaded == 2, report
