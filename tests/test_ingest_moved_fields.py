"""Fields that may have moved, and rows where none should stand: a delimiter too many, rows above the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import PAYMENT, PAYMENTS, account, loaded

LONG = "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body,contract_id\n"
OWN = "contract_id,client_id,title,status,started_at,agreed_amount,currency\n"
# header, rows that end in one empty field more than it, whether they can stand as they are
MAY_HAVE_MOVED = {
    "a text cut at its comma, before an empty last column": (
        LONG,
        ["m1,c1,fl,t1,client,2025-01-02T09:00:00Z,Hello, my phone is 555,", "m2,c1,fl,t1,client,2025-01-03T09:00:00Z,So, call me,"],
        False,
    ),
    "one text before the last column": (
        LONG,
        ["m1,c1,fl,t1,client,2025-01-02T09:00:00Z,Hello,k1,", "m2,c1,fl,t1,client,2025-01-03T09:00:00Z,So,k1,"],
        False,
    ),
    "a text before columns that would not fit": (
        OWN,
        ["k1,c1,Site,active,2025-01-01,80.00,USD,", "k2,c1,Logo,active,2025-01-02,81.00,USD,"],
        True,
    ),
    "a text that was cut before columns that do not fit": (
        OWN.replace(",currency", ",currency,platform"),
        ["k1,c1,Site, big,active,2025-01-01,80.00,USD,", "k2,c1,Logo, red,active,2025-01-02,81.00,USD,"],
        False,
    ),
    "a number that was cut, before an empty last column": (
        "payment_id,client_id,paid_at,currency,amount,fee\n",
        ["p1,c1,2025-01-01,USD,1,234.50,", "p2,c1,2025-01-02,USD,1,200.00,"],
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MAY_HAVE_MOVED)
def test_empty_fields_behind_every_row_are_nothing_only_where_nothing_can_have_moved(case: str, tmp_path: Path) -> None:
    header, rows, stand = MAY_HAVE_MOVED[case]
    with loaded(tmp_path, {"x.csv": header + "\n".join(rows) + "\n"}) as (store, report):
        file = account(report, "x.csv")
        assert (file.rows_loaded, file.rows_quarantined) == ((2, 0) if stand else (0, 2))
        codes = store.rows("SELECT DISTINCT code FROM quarantine")
        assert codes == ([] if stand else [("E121",)])


NAMELESS = "message_id,client_id,freelancer_id,sender,sent_at,body,\n"
SHORT = "payment_id,client_id,paid_at,counterparty,amount,currency,\n"
M1 = "m1,c,f,client,2025-01-02,Hello,\n"
# header with a nameless last column, rows, lines that are set aside
BELOW_NO_NAME = {
    "a message cut at its comma": (NAMELESS, M1 + "m3,c,f,client,2025-01-03,Pay me, outside\n", [3]),
    "every message cut at its comma": (NAMELESS, "m3,c,f,client,2025-01-03,Pay me, outside\n", [2]),
    "nothing stands there": (NAMELESS, M1 + M1.replace("m1", "m2"), []),
    "quoted nothing stands there": (NAMELESS, M1 + M1.replace("m1", "m2").replace("lo,", 'lo,""'), []),
    "rows do not have the column at all": (NAMELESS, M1.replace("lo,", "lo"), []),
    "a name cut at its comma moves all fields behind it": (SHORT, "p1,c,2025-01-02,Smith, 80.00,12.00,USD\n", [2]),
    "a remark behind a currency": (SHORT, "p1,c,2025-01-02,Smith,80.00,USD,late\n", []),
}


@pytest.mark.parametrize("case", BELOW_NO_NAME)
def test_text_below_a_nameless_last_column_is_taken_only_where_nothing_can_have_moved(
    case: str, tmp_path: Path
) -> None:
    header, rows, lines = BELOW_NO_NAME[case]
    with loaded(tmp_path, {"x.csv": header + rows}) as (store, report):
        assert account(report, "x.csv").rows_read == rows.count("\n")
        assert store.rows("SELECT line, code FROM quarantine ORDER BY 1") == [(line, "E121") for line in lines]


ROW = "p1,c1,,,2025-01-08,80.00,USD,,,,,"
NAMED = 'p1,c1,fl,,2025-01-08,80.00,USD,8.00,2,hourly,,"Smith, John"'
# lines above the header of payments, those of them that are rows, as (line, raw)
ABOVE = {
    "a row, most of whose fields are empty": (ROW, [(1, ROW)]),
    "a quoted delimiter": (NAMED, [(1, NAMED)]),
    "a line end inside of quotes": (NAMED.replace(", ", ",\n"), [(1, NAMED.replace(", ", ",\n"))]),
    "a row below a title": ("Payments of 2025\n" + ROW, [(2, ROW)]),
    "a row that is cut off behind its date": ("p1,c1,,,2025-01-08", [(1, "p1,c1,,,2025-01-08")]),
    "an amount in its place": ("x,,,,,80.00", [(1, "x,,,,,80.00")]),
    "a title as a spreadsheet saves it": ("Payments of 2025,,,,,,,,,,,", []),
    "a period": ("Payments,2025-01-01,2025-12-31", []),
    "a quote that is never closed": ('Size 5" and more\n' + ROW, [(2, ROW)]),
}


@pytest.mark.parametrize("case", ABOVE)
def test_a_row_above_the_header_is_never_taken_for_a_title(case: str, tmp_path: Path) -> None:
    lines, rows = ABOVE[case]
    with loaded(tmp_path, {"p.csv": f"{lines}\n" + PAYMENTS + PAYMENT.replace("p1", "p2")}) as (store, report):
        assert store.rows("SELECT line, raw FROM quarantine WHERE code = 'E126'") == rows
        assert store.rows("SELECT payment_id, source_line FROM payments") == [("p2", 3 + lines.count("\n"))]
        told = (lines.count("\n") + 1) - sum(1 + raw.count("\n") for _, raw in rows)
        assert any(f"{told} line(s) above the header are no rows" in one for one in report.warnings) == bool(told)
