"""What could not be read holds freedom back, in the audit and in every question asked of the store, and is told."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.support.running import audit, auditor

AS_OF = "2026-01-15"
BASE = {
    "contracts.csv": "contract_id,client_id,started_at,ended_at,status,platform\nk1,c1,2022-01-01,2022-02-01,ended,upwork\n",
    "payments.csv": "payment_id,client_id,contract_id,paid_at,amount,currency,fee\np1,c1,k1,2022-01-15,100,USD,10\n",
    "messages.csv": "message_id,client_id,sender,sent_at,body\nm1,c1,client,2022-01-02T10:00:00Z,hello\n",
}
ROW = b"payment_id,client_id,contract_id,paid_at,amount,currency\np8,c1,k1,2025-12-01,50,USD\n"
JSON = b"".join(
    b'{"payment_id":"q%d","client_id":"c1","contract_id":"k1","paid_at":"2022-01-20","amount":"5","currency":"USD"}\n'
    % n
    for n in range(40)
)
BROKEN = (
    b'{"payment_id":"p8","client_id":"c1","contract_id":"k1","paid_at":"2025-12-01","amount":"50","currency":"USD"\n'
)


def account(folder: Path) -> Path:
    """The exports of one client who is free since 2024."""
    for name, text in BASE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    return account(tmp_path / "exports")


def verdicts(exports: Path, work: Path) -> tuple[str, list[str], str]:
    """The verdict and blockers of an audit, and the answer of `decide` on its store."""
    (row,) = audit(exports, work, AS_OF).eligibility
    asked = auditor("decide", "c1", "--db", work / "store.duckdb", "--as-of", AS_OF)
    return row["verdict"], row["blockers"], asked.out.splitlines()[0]


def test_without_such_a_file_the_client_is_free(exports: Path, tmp_path: Path) -> None:
    verdict, blockers, answer = verdicts(exports, tmp_path)
    assert (verdict, blockers) == ("free_to_leave", [])
    assert "Free under" in answer


@pytest.mark.parametrize(
    ("name", "content", "blocker"),
    [
        ("more.csv.gz", gzip.compress(ROW)[:30], "file_refused"),
        ("more.json", b'[{"payment_id":', "rows_set_aside"),
        ("more.csv", ROW.replace(b"paid_at", b"when"), "file_refused"),
    ],
    ids=["a cut archive", "broken JSON", "a column misnamed"],
)
def test_a_file_that_cannot_be_read_holds_freedom_back(
    name: str, content: bytes, blocker: str, exports: Path, tmp_path: Path
) -> None:
    (exports / name).write_bytes(content)
    verdict, blockers, answer = verdicts(exports, tmp_path)
    assert (verdict, blockers) == ("repair_data", [blocker])
    assert "Repair the data first" in answer


@pytest.mark.parametrize(
    "line",
    [b'p9,c1,k1,2025-12-02,50,"un\n', b"p9\x00,c1\n", b'p9,"un\n'],
    ids=["an open quote", "a NUL byte", "a line that names nobody"],
)
def test_a_line_that_is_no_row_holds_freedom_back(line: bytes, exports: Path, tmp_path: Path) -> None:
    (exports / "more.csv").write_bytes(ROW.replace(b"2025-12-01", b"2022-01-20") + line)
    verdict, blockers, answer = verdicts(exports, tmp_path)
    assert (verdict, blockers) == ("repair_data", ["rows_set_aside"])
    assert "Repair the data first" in answer


def test_a_file_of_something_else_does_not(exports: Path, tmp_path: Path) -> None:
    (exports / "tasks.csv").write_text("task,done\nwash up,no\n", encoding="utf-8")
    assert verdicts(exports, tmp_path)[0] == "free_to_leave"


def test_a_repaired_file_frees_again(exports: Path, tmp_path: Path) -> None:
    path = exports / "more.csv"
    path.write_bytes(ROW.replace(b"2025-12-01", b"2022-01-20") + b'p9,"un\n')
    assert verdicts(exports, tmp_path)[0] == "repair_data"
    path.write_bytes(ROW.replace(b"2025-12-01", b"2022-01-20"))
    assert verdicts(exports, tmp_path)[0] == "free_to_leave"


def test_a_broken_row_that_names_the_client_holds_freedom_back(exports: Path, tmp_path: Path) -> None:
    (exports / "more.jsonl").write_bytes(JSON + BROKEN)
    verdict, blockers, _ = verdicts(exports, tmp_path)
    assert (verdict, blockers) == ("repair_data", ["rows_set_aside"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-12-01", "repair_data"), ("soon", "repair_data"), ("2021-12-01", "free_to_leave")],
    ids=["after all that is known of the client", "of a day nobody knows", "before all that is known of the client"],
)
def test_a_row_of_nobody_in_a_file_of_its_own_holds_back_whom_it_could_change(
    exports: Path, tmp_path: Path, day: str, expected: str
) -> None:
    head, _, _ = ROW.partition(b"\n")
    (exports / "more.csv").write_bytes(head + f"\np9,,,{day},50,USD\n".encode())
    assert audit(exports, tmp_path, AS_OF, "--max-quarantine", "1").eligibility[0]["verdict"] == expected


def test_a_header_without_rows_is_told(exports: Path, tmp_path: Path) -> None:
    (exports / "more.csv").write_bytes(ROW.splitlines(keepends=True)[0])
    assert "more.csv:1: there is a header and no row below it" in audit(exports, tmp_path, AS_OF).ended.err


def test_rows_that_are_set_aside_are_told_with_line_and_column(exports: Path, tmp_path: Path) -> None:
    (exports / "more.csv").write_bytes(ROW + b"p9,c1,k1,soon,50,USD\n")
    told = audit(exports, tmp_path, AS_OF).ended.err
    assert "more.csv:3: column paid_at:" in told
    assert "1 row of the file is set aside, see private/quarantine.csv" in told


def test_a_report_of_somebody_else_is_not_overwritten(exports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    own = tmp_path / "out" / "report.html"
    own.write_text("mine", encoding="utf-8")
    ended = audit(exports, tmp_path, AS_OF).ended
    assert (ended.status, own.read_text(encoding="utf-8")) == (2, "mine")
    assert not (tmp_path / "store.duckdb").exists()


def test_an_output_folder_below_a_file_is_refused_before_anything_is_read(exports: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    ended = auditor("audit", exports, "--out", tmp_path / "plain" / "out", "--db", tmp_path / "s.duckdb")
    assert (ended.status, (tmp_path / "s.duckdb").exists()) == (4, False)
    assert "is no folder -> name another folder" in ended.err


def test_an_empty_argument_is_a_wrong_command_line() -> None:
    ended = auditor("audit", "")
    assert ended.status == 2
    assert "an argument is empty ->" in ended.err


def test_a_quiet_run_says_only_why_it_failed(exports: Path, tmp_path: Path) -> None:
    (exports / "more.csv").write_bytes(ROW + b"p9,c1,k1,soon,50,USD\n")
    lenient = audit(exports, tmp_path / "a", AS_OF, "--quiet", "--max-quarantine", "1").ended
    strict = audit(exports, tmp_path / "b", AS_OF, "--quiet", "--max-quarantine", "0.1").ended
    assert (lenient.status, lenient.out, lenient.err) == (0, "", "")
    assert (strict.status, strict.out) == (3, "")
    assert "lie in quarantine" in strict.err
