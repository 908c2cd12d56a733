"""What a second look changes: the same files again, later exports of the same rows, other orders, only what is new."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Audited, audit

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-09-30"
CONTRACT = "contract_id,client_id,freelancer_id,started_at,ended_at,status,kind,platform\n"
PAYMENT = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel\n"
MESSAGE = "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\n"
HISTORY = {
    "contracts.csv": CONTRACT + "k1,anna,me,2024-01-08,,active,hourly,upwork\n",
    "payments.csv": PAYMENT
    + "p1,anna,me,k1,2024-02-05,200.00,USD,20.00,hourly,\n"
    + "p2,anna,me,k1,2024-03-04,300.00,USD,30.00,hourly,\n",
    "messages.csv": MESSAGE
    + "m1,anna,me,t1,client,2024-01-02T09:00:00Z,Write to office@larkspur-press.com before we start.\n"
    + "m2,anna,me,t1,freelancer,2024-01-08T09:00:00Z,Thank you for the contract!\n",
}


def folder(place: Path, files: Mapping[str, str]) -> Path:
    """Write the files into a new folder and return it."""
    place.mkdir(parents=True)
    for name, content in files.items():
        (place / name).write_text(content, encoding="utf-8")
    return place


def accounts(audited: Audited) -> dict[str, dict[str, Any]]:
    """The row accounting by file name."""
    return {Path(file["path"]).name: file for file in audited.summary["files"]}


def row(audited: Audited, client: str) -> dict[str, Any]:
    """The one eligibility row of a client."""
    (found,) = [row for row in audited.eligibility if row["client_id"] == client]
    return found


def lasting(rows: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Findings without what belongs to a run: when they were seen first, and whether they are new."""
    return [{key: value for key, value in row.items() if key not in {"first_seen_run", "status"}} for row in rows]


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", HISTORY)
    first, second = audit(exports, tmp_path, AS_OF), audit(exports, tmp_path, AS_OF)
    assert first.findings and first.eligibility == second.eligibility
    assert lasting(first.findings) == lasting(second.findings)
    assert {finding["status"] for finding in first.findings} == {"new"}
    assert {finding["status"] for finding in second.findings} == {"open"}
    assert second.summary["findings"]["new"] == 0
    for file in second.summary["files"]:
        assert file["rows_loaded"] == file["rows_updated"] == 0
        assert file["rows_known"] == file["rows_read"]


def test_an_overlapping_export_adds_only_what_is_new(tmp_path: Path) -> None:
    audit(folder(tmp_path / "one", HISTORY), tmp_path, AS_OF)
    rows = (
        PAYMENT
        + "p2,anna,me,k1,2024-03-04,300.00,USD,30.00,hourly,\np3,anna,me,k1,2024-04-08,100.00,USD,10.00,hourly,\n"
    )
    second = audit(folder(tmp_path / "two", {"april.csv": rows}), tmp_path, AS_OF)
    account = accounts(second)["april.csv"]
    assert (account["rows_known"], account["rows_loaded"]) == (1, 1)
    assert float(row(second, "anna")["fees_paid"]) == 60.0
    assert float(row(second, "anna")["lifetime_billed"]) == 600.0


def test_a_contract_that_has_since_ended_is_updated(tmp_path: Path) -> None:
    first = audit(folder(tmp_path / "one", HISTORY), tmp_path, AS_OF)
    assert row(first, "anna")["verdict"] == "stay_on_platform"
    ended = {"contracts_later.csv": CONTRACT + "k1,anna,me,2024-01-08,2024-05-31,ended,hourly,upwork\n"}
    second = audit(folder(tmp_path / "two", ended), tmp_path, AS_OF)
    account = accounts(second)["contracts_later.csv"]
    assert (account["rows_updated"], account["rows_loaded"]) == (1, 0)
    anna = row(second, "anna")
    assert (anna["state"], anna["eligible_on"], anna["verdict"]) == ("waiting", "2026-05-31", "wait")


def test_an_older_export_read_later_does_not_open_the_contract_again(tmp_path: Path) -> None:
    ended = {"contracts_later.csv": CONTRACT + "k1,anna,me,2024-01-08,2024-05-31,ended,hourly,upwork\n"}
    audit(folder(tmp_path / "one", {**HISTORY, **ended}), tmp_path, AS_OF)
    older = {"contracts_old.csv": CONTRACT + "k1,anna,me,2024-01-08,,active,hourly,upwork\n"}
    second = audit(folder(tmp_path / "two", older), tmp_path, AS_OF)
    assert row(second, "anna")["state"] == "waiting"


def test_the_order_of_files_and_rows_changes_nothing(tmp_path: Path) -> None:
    first = audit(folder(tmp_path / "a" / "exports", HISTORY), tmp_path / "a", AS_OF)
    turned = {}
    for number, (name, content) in enumerate(reversed(HISTORY.items())):
        head, *rows = content.splitlines()
        turned[f"{number}_{name}"] = "\n".join([head, *reversed(rows)]) + "\n"
    second = audit(folder(tmp_path / "b" / "exports", turned), tmp_path / "b", AS_OF)
    assert first.findings and first.eligibility
    assert lasting(first.findings) == lasting(second.findings)
    assert first.eligibility == second.eligibility


@pytest.mark.parametrize(
    ("limit", "status"), [("none", 0), ("critical", 0), ("high", 1), ("low", 1)], ids=lambda value: str(value)
)
def test_the_exit_status_follows_the_gravest_open_finding(tmp_path: Path, limit: str, status: int) -> None:
    # The one finding of this history above info is the address sent before the contract: high.
    assert audit(folder(tmp_path / "exports", HISTORY), tmp_path, AS_OF, "--fail-on", limit).ended.status == status


def test_only_new_findings_count_where_asked(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", HISTORY)
    options = ("--fail-on", "high", "--only-new")
    assert [audit(exports, tmp_path, AS_OF, *options).ended.status for _ in range(2)] == [1, 0]
    more = MESSAGE + "m0,bert,me,t2,client,2025-09-01T09:00:00Z,Write to hello@teasel-films.com first.\n"
    assert audit(folder(tmp_path / "more", {"more.csv": more}), tmp_path, AS_OF, *options).ended.status == 1


def test_too_much_set_aside_comes_before_findings(tmp_path: Path) -> None:
    broken = {**HISTORY, "payments.csv": HISTORY["payments.csv"] + "p9,anna,me,k1,2024-04-08,a lot,USD,,hourly,\n"}
    ended = audit(folder(tmp_path / "exports", broken), tmp_path, AS_OF, "--fail-on", "high")
    assert ended.ended.status == 3
    assert len(ended.summary["reasons"]) == 2
    assert accounts(ended)["payments.csv"]["rows_loaded"] == 2
