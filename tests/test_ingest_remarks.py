"""Remarks between rows are counted and said, and a row given empty fields keeps its bytes in the quarantine."""

from __future__ import annotations

from pathlib import Path

from tests.ingest_world import MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, balances, loaded

REMARKS = MESSAGES + "# by hand\n" + MESSAGE + '#\n# it\'s a "quoted" word\n' + MESSAGE.replace("m1", "m2")


def test_remarks_count_as_known_rows_and_are_said(tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": REMARKS}) as (_, report):
        file = account(report, "messages.csv")
        assert (file.rows_read, file.rows_loaded, file.rows_known, file.rows_quarantined) == (5, 2, 3, 0)
        assert balances(file) and file.physical_lines == 6
        assert any(said.startswith("messages.csv:2: 3 line(s) begin with #") for said in report.warnings)


def test_a_short_row_that_is_set_aside_keeps_its_own_bytes(tmp_path: Path) -> None:
    wrong = PAYMENT.replace("80.00", "eighty").replace(",,\n", ",,Acme\n").replace("p1", "p2")
    header, full = PAYMENTS.replace("\n", ",,\n"), PAYMENT.replace(",,\n", ",,Acme,,\n")
    with loaded(tmp_path, {"payments.csv": header + full + wrong}) as (store, report):
        assert store.rows("SELECT line, code, raw FROM quarantine") == [(3, "E202", wrong.rstrip("\n"))]
        assert account(report, "payments.csv").rows_loaded == 1
