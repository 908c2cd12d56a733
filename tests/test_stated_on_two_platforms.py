"""What is stated of a client with whom one works on two platforms, without naming either: said of each, or of none, never of a third."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Audited, audit
from tests.test_second_runs import CONTRACT, PAYMENT, folder

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-09-30"
STATED = "client_id,freelancer_id,origin,first_met_at,client_name,exit_fee_paid_on,left_on,last_contact_at\n"
BOTH = {
    "contracts.csv": CONTRACT
    + "k1,c1,nina,2023-01-01,2023-02-01,ended,hourly,upwork\n"
    + "k2,c1,nina,2023-01-01,2023-05-01,ended,hourly,freelancer.com\n",
    "payments.csv": PAYMENT
    + "p1,c1,nina,k1,2023-01-20,100.00,USD,10.00,hourly,\n"
    + "p2,c1,nina,k2,2023-04-20,100.00,USD,10.00,hourly,\n",
    "messages.csv": "message_id,client_id,freelancer_id,thread_id,contract_id,sender,sent_at,body\n"
    + "m1,c1,nina,t1,k1,client,2023-01-25T09:00:00Z,Thank you.\n"
    + "m2,c1,nina,t1,k2,client,2023-04-25T09:00:00Z,Thank you.\n",
}


def stood(place: Path, *stated: str, **more: str) -> tuple[Audited, dict[str, dict[str, Any]]]:
    files = {**BOTH, **{f"{name}.csv": text for name, text in more.items()}}
    if stated:
        files["relationships.csv"] = STATED + "".join(f"{one}\n" for one in stated)
    found = audit(folder(place / "exports", files), place, AS_OF)
    return found, {row["platform"]: row for row in found.eligibility}


def test_nothing_that_is_stated_makes_a_relationship_of_its_own(tmp_path: Path) -> None:
    _, rows = stood(tmp_path, "c1,nina,platform,2022-12-01,Acme,2024-01-01,,2024-12-10")
    assert set(rows) == {"upwork", "freelancer.com"}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Acme" in page and "no platform" not in page


def test_a_stated_contact_counts_as_a_message_on_each(tmp_path: Path) -> None:
    _, rows = stood(tmp_path, "c1,nina,platform,,,,,2024-12-10")
    assert rows["upwork"]["verdict"] == "wait" and rows["upwork"]["eligible_on"] == "2026-12-10"
    _, without = stood(tmp_path / "without")
    assert without["upwork"]["verdict"] == "free_to_leave" and without["upwork"]["eligible_on"] == "2025-02-01"


def test_who_met_elsewhere_before_met_so_for_both(tmp_path: Path) -> None:
    _, rows = stood(tmp_path, "c1,nina,off_platform,2022-06-01,,,,")
    assert {row["state"] for row in rows.values()} == {"exempt_origin"}


def test_a_fee_and_a_farewell_count_for_none_and_that_is_said(tmp_path: Path) -> None:
    found, rows = stood(tmp_path, "c1,nina,platform,,,2024-01-01,2024-02-01,2024-12-10")
    assert rows["upwork"]["verdict"] == "wait"
    said = [one for one in found.summary["warnings"] if "works with you on freelancer.com, upwork" in one]
    assert len(said) == 2 and all("relationships.csv:2: column " in one for one in said)
    assert "load the payment of the fee, with kind conversion_fee" in " ".join(said)


def test_a_report_is_one_on_each(tmp_path: Path) -> None:
    reports = "report_id,client_id,freelancer_id,reporter,reported_at,reason\nr1,c1,nina,client,2023-04-28,spam\n"
    found, rows = stood(tmp_path, reports=reports)
    assert set(rows) == {"upwork", "freelancer.com"}
    told = {one["platform"] for one in found.findings if one["rule_id"] == "report.received"}
    assert told == {"upwork", "freelancer.com"}


def test_a_platform_that_comes_later_leaves_a_fee_where_it_was_paid(tmp_path: Path) -> None:
    later = {
        name.removesuffix(".csv"): text.replace("2023-05-01", "2026-05-01")
        .replace("k2,c1,nina,2023", "k2,c1,nina,2026")
        .replace("2023-04", "2026-04")
        for name, text in BOTH.items()
    }
    found, rows = stood(tmp_path, "c1,nina,platform,,,2024-01-01,,", **later)
    assert {row["state"] for row in rows.values()} == {"fee_paid"}
    assert not [one for one in found.summary["warnings"] if "works with you on" in one]
