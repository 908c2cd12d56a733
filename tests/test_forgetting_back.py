"""Who was erased and is back from one export alone lacks rows: never called free, never answered as sure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review_world import ask
from tests.support.running import Audited, audit
from tests.test_second_runs import CONTRACT, MESSAGE, PAYMENT, folder, row

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-09-30"
# By the contract alone the client is free since 2025-01-31; the last payment moves the day to 2027-08-20.
WORLD = {
    "contracts.csv": CONTRACT
    + "k1,zenobia-77,me,2022-01-10,2023-01-31,ended,hourly,upwork\n"
    + "k2,bert,me,2022-01-10,2023-01-31,ended,hourly,upwork\n",
    "payments.csv": PAYMENT
    + "p1,zenobia-77,me,k1,2025-08-20,200.00,USD,20.00,hourly,\n"
    + "p2,bert,me,k2,2023-01-20,200.00,USD,20.00,hourly,\n",
    "messages.csv": MESSAGE
    + "m1,zenobia-77,me,t1,client,2022-01-08T09:00:00Z,Good morning.\n"
    + "m2,bert,me,t2,client,2022-01-08T09:00:00Z,Good morning.\n",
}
MORE = "k3,cleo,me,2025-08-10,,active,hourly,upwork\n"


def back(place: Path, name: str, more: str) -> Audited:
    """Audit, forget the client, and audit again when only that export has changed."""
    exports = folder(place / "exports", WORLD)
    assert row(audit(exports, place, AS_OF), "zenobia-77")["eligible_on"] == "2027-08-20"
    assert ask(place, "forget", "zenobia-77", "--yes").status == 0
    with (exports / name).open("a") as export:
        export.write(more)
    return audit(exports, place, AS_OF)


@pytest.fixture(scope="module")
def from_contracts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Audited]:
    place = tmp_path_factory.mktemp("back")
    return place, back(place, "contracts.csv", MORE)


def test_they_are_not_called_free_and_it_is_said_why(from_contracts: tuple[Path, Audited]) -> None:
    place, audited = from_contracts
    found: dict[str, Any] = row(audited, "zenobia-77")
    assert (found["state"], found["verdict"]) == ("eligible", "repair_data")
    assert "erased_before" in found["blockers"]
    (said,) = [one for one in found["verdict_reasons"] if "was erased" in one]
    assert "is back from contracts.csv" in said and "auditor forget again" in said and "new store" in said
    assert "Not sure yet" in found["verdict_reasons"][0]
    assert "Repair the data first" in ask(place, "decide", "zenobia-77", "--as-of", AS_OF).out.splitlines()[0]


def test_screen_and_report_say_that_it_is_not_sure(from_contracts: tuple[Path, Audited]) -> None:
    place, audited = from_contracts
    why = "this client was erased from the store"
    assert why in (place / "out" / "report.html").read_text()
    (line,) = [one for one in audited.ended.out.splitlines() if one.startswith("zenobia-77")]
    assert "Not sure" in line


def test_others_are_answered_as_before(from_contracts: tuple[Path, Audited]) -> None:
    found = row(from_contracts[1], "bert")
    assert found["verdict"] == "free_to_leave" and found["blockers"] == []


def test_who_is_not_free_is_told_too(tmp_path: Path) -> None:
    audited = back(tmp_path, "payments.csv", "p3,cleo,me,k3,2025-08-20,200.00,USD,20.00,hourly,\n")
    found = row(audited, "zenobia-77")
    assert found["verdict"] == "stay_on_platform" and "erased_before" in found["blockers"]
    assert any("is back from payments.csv" in one for one in found["verdict_reasons"])


def test_in_a_new_store_all_is_as_it_was(from_contracts: tuple[Path, Audited], tmp_path: Path) -> None:
    found = row(audit(from_contracts[0] / "exports", tmp_path, AS_OF), "zenobia-77")
    assert found["eligible_on"] == "2027-08-20" and "erased_before" not in found["blockers"]


@pytest.mark.parametrize(
    "unread", [False, True], ids=["an export that brought them back", "an export that was not read"]
)
def test_full_redaction_hides_the_name_of_a_file_of_an_earlier_run(unread: bool, tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", {"quarrel.csv": WORLD["contracts.csv"], "m.csv": WORLD["messages.csv"]})
    audit(exports, tmp_path, AS_OF)
    if unread:
        (exports / "quarrel.csv").write_text(WORLD["contracts.csv"].replace("started_at", "when"))
    else:
        ask(tmp_path, "forget", "zenobia-77", "--yes")
        (exports / "quarrel.csv").write_text(WORLD["contracts.csv"] + MORE)
    audit(exports, tmp_path, AS_OF)
    later = folder(tmp_path / "later", {"m.csv": WORLD["messages.csv"]})
    found = audit(later, tmp_path, AS_OF, "--redact", "full").eligibility
    assert any({"erased_before", "file_refused"} & set(one["blockers"]) for one in found)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files and not [path.name for path in files if b"quarrel" in path.read_bytes()]
