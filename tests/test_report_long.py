"""Texts longer than anybody writes: the report stays small, and its rows can be found."""

from __future__ import annotations

from auditor.report.building import MOST_BYTES, build_report
from tests import invented


def test_names_and_ids_of_a_megabyte_keep_the_report_small_and_findable() -> None:
    long = "zq-" + "x" * 1_000_000
    rows = tuple(
        invented.relationship(n, client_id=f"c{n}-{long}", client_name=f"n{n} {long}", platform=long) for n in range(3)
    )
    found = tuple(invented.finding(n, client_id=rows[n].client_id, platform=long) for n in range(3))
    page = build_report(invented.result(0, 0, eligibility=rows, findings=found, frames=invented.frames(rows)))
    assert len(page) <= MOST_BYTES and all(f"c{n}-zq-xxx".encode() in page for n in range(3))
