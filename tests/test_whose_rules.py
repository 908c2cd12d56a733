"""Whose rules hold: a platform's own where they are known, else others as a stand-in, and which it is stands wherever somebody reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.deciding.replies import languages
from tests.support.running import Audited, audit, auditor

AS_OF, WAITING = "2026-06-30", "2022-01-01"
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,ups,me,2021-01-10,2021-06-01,hourly,upwork
k2,fiv,me,2021-01-10,2021-06-01,hourly,fiverr
k3,gur,me,2021-01-10,2021-06-01,hourly,guru
k5,out,me,2021-01-10,2021-06-01,hourly,fiverr
k4,fre,me,2025-01-10,2025-06-01,hourly,freelancer
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel
p1,ups,me,k1,2021-05-20,80,USD,8,hourly,
p2,fiv,me,k2,2021-05-20,80,USD,8,hourly,
p3,gur,me,k3,2021-05-20,80,USD,8,hourly,
p4,fre,me,k4,2025-05-20,80,USD,8,hourly,
p5,out,me,,2025-05-20,500,USD,,fixed,paypal
"""
MESSAGES = """message_id,client_id,freelancer_id,contract_id,sender,sent_at,body
m1,ups,me,k1,client,2021-05-20,Hello
m2,fiv,me,k2,client,2021-05-20,Hello
m3,gur,me,k3,client,2021-05-20,Hello
m4,fre,me,k4,client,2025-03-20,My number is +1 415 555 0132.
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audited, Path]:
    work = tmp_path_factory.mktemp("whose")
    folder = work / "exports"
    folder.mkdir()
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS), ("messages", MESSAGES)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    found = audit(folder, work, AS_OF)
    assert found.ended.status == 0, found.ended.err
    return found, work


def of(found: Audited, client: str) -> dict[str, Any]:
    (row,) = (one for one in found.eligibility if one["client_id"] == client)
    return row


def test_a_platform_with_rules_of_its_own_is_judged_by_them(audited: tuple[Audited, Path]) -> None:
    found, _ = audited
    assert of(found, "ups")["verdict"] == "free_to_leave"
    row = of(found, "fiv")
    assert (row["state"], row["eligible_on"], row["exit_fee_today"]) == ("waiting", None, None)
    assert "Under fiverr no end of the period is known" in row["verdict_reasons"][0]
    said = " ".join(row["verdict_reasons"])
    assert "Fiverr has rules of its own, so fiverr undated governs here, not upwork-guide" in said
    assert "period: no end is known (there: 24 months)" in said


def test_rules_of_findings_are_bound_and_quoted_by_platform(audited: tuple[Audited, Path]) -> None:
    found, _ = audited
    by_client = {(one["client_id"], one["rule_id"]): one for one in found.findings}
    outside = by_client["out", "payment.direct_in_window"]
    assert outside["severity"] == "critical", "on Fiverr no end of the window is known"
    assert outside["policy_clause"] == "Payment never leaves the site; no end of this was found."
    during = by_client["fre", "contact.during_contract"]
    assert during["severity"] != "info", "Freelancer.com keeps contact on the site during a contract too"


def test_a_stand_in_is_named_in_sentence_certainty_and_report(audited: tuple[Audited, Path]) -> None:
    found, work = audited
    row = of(found, "gur")
    assert "upwork-guide (a stand-in: the rules of Guru are not known here)" in row["verdict_reasons"][0]
    assert "those of upwork-guide 2025-10-01 stand in for them" in " ".join(row["verdict_reasons"])
    listed = auditor("eligibility", "--db", work / "store.duckdb", "--as-of", AS_OF).out
    assert "Not sure: rules of Guru unknown, Upwork's stand in" in listed
    report = (work / "out" / "report.html").read_text(encoding="utf-8")
    assert "Guru: judged by upwork-guide 2025-10-01, which only stands in" in report
    assert "fiverr undated on Fiverr" in report


@pytest.mark.parametrize("language", languages())
def test_no_reply_claims_rules_that_are_not_known(language: str, audited: tuple[Audited, Path]) -> None:
    _, work = audited
    ended = auditor(
        "decide", "gur", "--db", work / "store.duckdb", "--as-of", WAITING, "--lang", language, "--format", "json"
    )
    (row,) = json.loads(ended.out)
    before, _, after = row["reply_text"].partition("(")
    assert "Upwork" in before and "Guru" not in before and "Guru" in after.partition(")")[0]


def test_no_letter_says_that_a_platform_allows_it_whose_rules_are_not_known(audited: tuple[Audited, Path]) -> None:
    found, work = audited
    assert of(found, "gur")["verdict"] == "free_to_leave"
    ended = auditor("decide", "gur", "--db", work / "store.duckdb", "--as-of", AS_OF, "--format", "json")
    assert [row["reply_text"] for row in json.loads(ended.out)] == [None]


def test_without_files_the_platform_has_its_own_rules_too() -> None:
    ended = auditor("decide", "--last-paid", "2020-01-31", "--last-message", "2020-02-28", "--platform", "Fiverr", "--as-of", AS_OF, "--format", "json")  # fmt: skip
    (row,) = json.loads(ended.out)
    assert row["state"] == "waiting" and "no end of the period is known" in row["verdict_reasons"][0]


def test_what_a_finding_was_bound_to_is_explained_by_the_rules_of_its_platform(audited: tuple[Audited, Path]) -> None:
    found, work = audited
    (one,) = (
        one for one in found.findings if one["client_id"] == "fre" and one["rule_id"] == "contact.during_contract"
    )
    # The policy asked for, of another platform, allows it.
    assert "$allowed = 0 " in auditor("explain", one["finding_id"], "--db", work / "store.duckdb").out
