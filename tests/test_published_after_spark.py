"""What only runs on Spark write does not outlive them in a folder that another audit writes anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import publishing
from auditor.errors import AuditorError
from tests.test_publishing import FILES, published, snapshot


def _as_spark_left_it(out: Path) -> None:
    published(out)
    part = out / publishing.TABLES / "findings" / "part-0.parquet"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"rows of other data")
    (out / publishing.TOTALS).write_text("{}")


def test_tables_and_counts_of_a_run_on_spark_go_with_its_other_outputs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _as_spark_left_it(out)
    with publishing.all_or_nothing(out):
        published(out)
    assert sorted(snapshot(out)) == sorted([*FILES, ".auditor-output"])
    assert not (out / publishing.TABLES).exists()


def test_they_come_back_where_the_outputs_do(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _as_spark_left_it(out)
    before = snapshot(out)
    with pytest.raises(AuditorError), publishing.all_or_nothing(out):
        published(out, warnings=("a warning of the second run",))
        raise AuditorError("the commit failed -> free disk space")
    assert snapshot(out) == before


def test_what_is_called_so_in_a_folder_of_another_stays(tmp_path: Path) -> None:
    (tmp_path / publishing.TOTALS).write_text("{}")
    with publishing.all_or_nothing(tmp_path):
        pass
    assert (tmp_path / publishing.TOTALS).exists()
