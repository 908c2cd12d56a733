"""One person under two ids: contracts name a freelancer, rows that name none were given to another; nothing is moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import Audited, audit

CONTRACTS = "contract_id,client_id,freelancer_id,started_at,ended_at,status,kind,platform\n"
OPEN = "k1,c1,F77,2022-01-03,,active,hourly,upwork\n"
ENDED = "k1,c1,F77,2022-01-03,2022-03-01,ended,hourly,upwork\n"
OWN = "k2,c1,me,2022-01-03,2022-03-01,ended,hourly,upwork\n"
PAID = "payment_id,client_id,paid_at,amount,currency,kind\np1,c1,2022-02-02,200,USD,hourly\n"
TALK = "message_id,client_id,sender,sent_at,body\nm1,c1,client,2022-02-03T09:00:00Z,Thank you.\n"


def audited(folder: Path, contracts: str, *options: str) -> Audited:
    exports = folder / "exports"
    exports.mkdir(exist_ok=True)
    for name, text in (("k.csv", CONTRACTS + contracts), ("p.csv", PAID), ("m.csv", TALK)):
        (exports / name).write_text(text)
    return audit(exports, folder, "2026-07-10", *options)


def verdicts(one: Audited) -> dict[str, str]:
    return {row["freelancer_id"]: row["verdict"] for row in one.eligibility}


def test_nobody_is_called_free_while_the_clients_contract_is_open_under_another_id(tmp_path: Path) -> None:
    one = audited(tmp_path, OPEN, "--freelancer", "me")
    assert verdicts(one) == {"F77": "stay_on_platform", "me": "repair_data"}
    assert "belong to freelancer F77, but 1 payment and 1 message with them to me" in one.ended.err
    (mine,) = (row for row in one.eligibility if row["freelancer_id"] == "me")
    assert "contracts_of_another_freelancer" in mine["blockers"]
    assert any("audit again with --freelancer F77" in reason for reason in mine["verdict_reasons"])


def test_what_the_warning_advises_makes_it_one(tmp_path: Path) -> None:
    audited(tmp_path, OPEN, "--freelancer", "me")
    again = audited(tmp_path, OPEN, "--freelancer", "F77")
    assert verdicts(again) == {"F77": "stay_on_platform"} and "belong to freelancer" not in again.ended.err


SILENT = {
    "no option: the only freelancer of the store has all": (OPEN, ()),
    "own contracts were read": (OPEN + OWN, ("--freelancer", "me")),
}


@pytest.mark.parametrize("case", SILENT)
def test_where_no_one_is_split_nothing_is_said(case: str, tmp_path: Path) -> None:
    contracts, options = SILENT[case]
    one = audited(tmp_path, contracts, *options)
    assert "belong to freelancer" not in one.ended.err
    assert not any("contracts_of_another_freelancer" in row["blockers"] for row in one.eligibility)


def test_a_contract_that_ended_under_another_id_holds_nobody(tmp_path: Path) -> None:
    one = audited(tmp_path, ENDED, "--freelancer", "me")
    assert "belong to freelancer F77" in one.ended.err
    assert not any("contracts_of_another_freelancer" in row["blockers"] for row in one.eligibility)
