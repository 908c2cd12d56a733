"""What the user states and the data show otherwise is said: which of both was taken, and why, in every output; so are days still to come."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Audited, audit, auditor

AS_OF = "2026-06-30"
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform,hourly_rate
k1,sooner,me,2024-03-10,2025-02-28,hourly,upwork,60
k2,later,me,2024-03-10,2025-02-28,hourly,upwork,60
k3,ahead,me,2023-01-10,2024-02-28,hourly,upwork,60
k4,feed,me,2024-03-10,2025-02-28,hourly,upwork,60
k5,gone,me,2023-03-10,2025-02-28,hourly,toptal,60
k6,left,me,2023-03-10,2025-02-28,hourly,toptal,60
k7,firm,me,2023-03-10,2025-02-28,hourly,upwork,60
k8,met,me,2023-03-10,2025-02-28,hourly,upwork,60
k9,still,me,2023-03-10,,hourly,toptal,60
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,sooner,me,k1,2025-02-20,600.00,USD,80.00,hourly
p2,later,me,k2,2025-02-20,600.00,USD,80.00,hourly
p3,ahead,me,k3,2024-02-20,600.00,USD,80.00,hourly
p4,feed,me,k4,2025-02-20,600.00,USD,80.00,hourly
fee4,feed,me,k4,2025-05-20,2919.00,USD,,conversion_fee
p5,gone,me,k5,2025-03-05,600.00,USD,80.00,hourly
p6,left,me,k6,2025-03-05,600.00,USD,80.00,hourly
p7,firm,me,k7,2025-03-05,600.00,USD,80.00,hourly
p8,met,me,k8,2025-03-05,600.00,USD,80.00,hourly
p9,still,me,k9,2026-03-05,600.00,USD,80.00,hourly
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,sooner,me,client,2024-02-15T10:00:00Z,Hello
m2,later,me,client,2024-02-15T10:00:00Z,Hello
m3,ahead,me,client,2022-12-15T10:00:00Z,Hello
m8,met,me,client,2023-02-15T10:00:00Z,Hello
"""
RELATIONSHIPS = """client_id,freelancer_id,origin,first_met_at,enterprise,exit_fee_paid_on,left_on,last_contact_at
sooner,me,platform,2024-01-05,,,,
later,me,unknown,2024-03-01,,,,
ahead,me,platform,,,2026-12-01,,2027-01-01
feed,me,platform,,,2025-04-01,,
gone,me,platform,,,,2024-12-31,
left,me,platform,,,,2025-12-31,
firm,me,platform,,true,,,
met,me,off_platform,2023-03-01,,,,
"""
SAID = {
    ("sooner", "a first meeting stated for before all data is not taken"): "You state that you first met on 5 January 2024; the first contact that the data show is message m1 of 15 February 2024, and that day is taken, because what is only stated brings no date nearer.",
    ("later", "a first meeting stated for after the first contact gives way to it"): "You state that you first met on 1 March 2024; message m2 of 15 February 2024 is earlier, so 15 February 2024 is taken as the first contact.",
    ("ahead", "a last contact that is still to come is named with its remedy"): "You state a last contact (last_contact_at) for 1 January 2027, which lies after 30 June 2026: it does not count yet; correct last_contact_at of ahead",
    ("ahead", "so is an exit fee"): "You state an exit fee as paid (exit_fee_paid_on) for 1 December 2026, which lies after 30 June 2026",
    ("feed", "an exit fee stated for another day than its payment names both"): "You state the exit fee as paid on 1 April 2025; among the payments it stands on 20 May 2025 (fee4): 1 April 2025 is taken, the earlier of both.",
    ("gone", "a payment after the day of leaving is taken in its place"): "You state that you left the platform on 31 December 2024; payment p5 of 5 March 2025 came through it later, so that day is taken",
}  # fmt: skip


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audited, Path]:
    work = tmp_path_factory.mktemp("stated")
    folder = work / "exports"
    folder.mkdir()
    tables = {"contracts": CONTRACTS, "payments": PAYMENTS, "messages": MESSAGES, "relationships": RELATIONSHIPS}
    for name, content in tables.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    found = audit(folder, work, AS_OF)
    assert found.ended.status == 0, found.ended.err
    return found, work


def of(found: Audited, client: str) -> dict[str, Any]:
    (row,) = (one for one in found.eligibility if one["client_id"] == client)
    return row


@pytest.mark.parametrize(("client", "story"), SAID, ids=[story for _, story in SAID])
def test_what_is_stated_and_not_taken_is_said_in_every_output(
    client: str, story: str, audited: tuple[Audited, Path], tmp_path: Path
) -> None:
    (found, work), said = audited, SAID[client, story]
    assert any(reason.startswith(said) for reason in of(found, client)["verdict_reasons"])
    store = ("--db", work / "store.duckdb", "--as-of", AS_OF)
    assert said in auditor("decide", client, *store).out
    assert said in (work / "out" / "report.html").read_text(encoding="utf-8")
    assert auditor("evidence", client, *store, "--out", tmp_path / "e.zip").status == 0
    (row,) = json.loads(zipfile.ZipFile(tmp_path / "e.zip").read("eligibility.json"))
    assert any(text.startswith(said) for text in row["stated"]) and "verdict_reasons" not in row


def test_stated_days_stand_in_the_timeline_as_what_they_are(audited: tuple[Audited, Path], tmp_path: Path) -> None:
    _, work = audited
    told = {}
    for client in ("ahead", "sooner", "left"):
        auditor(
            "evidence", client, "--db", work / "store.duckdb", "--as-of", AS_OF, "--out", tmp_path / f"{client}.zip"
        )
        text = zipfile.ZipFile(tmp_path / f"{client}.zip").read("timeline.csv").decode()
        told[client] = [(row["happened_at"][:10], row["what"], row["detail"]) for row in csv.DictReader(io.StringIO(text))]  # fmt: skip
    assert ("2027-01-01", "last contact, as stated", "after as-of, not counted") in told["ahead"]
    assert ("2024-01-05", "first met, as stated", "") in told["sooner"]
    assert ("2025-12-31", "left the platform, as stated", "") in told["left"]


def test_rows_that_reasons_name_have_stand_ins_under_full_redaction(
    audited: tuple[Audited, Path], tmp_path: Path
) -> None:
    _, work = audited
    auditor("report", "--db", work / "store.duckdb", "--out", tmp_path / "full", "--as-of", AS_OF, "--redact", "full")
    report = (tmp_path / "full" / "report.html").read_text(encoding="utf-8")
    assert "; message 2 of 15 February 2024 is earlier" in report and "payment p5" not in report
    assert "fee4" not in report and "only stated brings no date nearer" in report


TOLD: list[tuple[str, list[str], str]] = [
    ("a first contact later than the first contract", ["--first-contact", "2025-03-01", "--first-contract", "2024-06-01", "--last-paid", "2025-05-01"],
     "You state the first contact for 1 March 2025, but the first contract for 1 June 2024: that day is taken, because the first contact is the earliest of all."),
    ("a first contact later than a message", ["--first-contact", "2025-03-01", "--last-message", "2024-12-24", "--last-paid", "2025-05-01"],
     "You state the first contact for 1 March 2025, but a message for 24 December 2024: that day is taken"),
    ("a first contract later than a payment", ["--first-contract", "2025-06-01", "--last-paid", "2025-01-01"],
     "You state the first contract for 1 June 2025, but a payment for 1 January 2025: a contract is taken to have begun on that day"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "facts", "said"), TOLD, ids=[one[0] for one in TOLD])
def test_facts_of_the_command_line_that_others_replace_are_named(story: str, facts: list[str], said: str) -> None:
    assert said in auditor("decide", *facts, "--as-of", AS_OF).out
    (row,) = json.loads(auditor("decide", *facts, "--as-of", AS_OF, "--format", "json").out)
    assert any(reason.startswith(said) for reason in row["verdict_reasons"])


def test_facts_that_agree_are_not_remarked_on() -> None:
    facts = ("--first-contact", "2024-06-01", "--first-contract", "2024-06-01", "--last-paid", "2024-06-01")
    assert "You state" not in auditor("decide", *facts, "--as-of", AS_OF).out


DIFFERING = {
    "firm": (
        "it governs, so ask the client for its terms; without it upwork-guide frees from 5 March 2027 (exit fee not known); other readings differ: "
        "upwork-guide (first_contract) since 10 March 2025 (exit fee not known)"
    ),
    "met": (
        "the first contact on the platform was on 15 February 2023 (message m8); unless that is cleared up, upwork-guide frees from "
        "5 March 2027 (exit fee $2,919.00); other readings differ: upwork-guide (first_contract) since 10 March 2025 (exit fee $0.00)"
    ),
}  # fmt: skip


@pytest.mark.parametrize("client", DIFFERING)
def test_enterprise_and_disputed_clients_name_the_readings_that_differ_in_the_verdict(
    client: str, audited: tuple[Audited, Path]
) -> None:
    found, work = audited
    assert DIFFERING[client] in of(found, client)["verdict_reasons"][0]
    report = (work / "out" / "report.html").read_text(encoding="utf-8")
    # All relationships, what to do first where it needs an act, and one by one.
    assert report.count(DIFFERING[client]) >= 2


def test_what_moves_a_day_that_counts_from_leaving_is_told_as_far_as_it_is_known(
    audited: tuple[Audited, Path],
) -> None:
    found, work = audited
    moved = of(found, "left")["moved_by"]
    assert moved.startswith("Leaving the platform later moves it, and so does a later payment or contract there") and "Nothing" not in moved  # fmt: skip
    assert "A message does not. Whether something else starts them anew is not known of toptal undated." in moved
    still = of(found, "still")
    assert still["if_closed_today"] is None, "nobody knows the day of leaving yet"
    assert "Whether a fee buys a way out under toptal is not known (not established)." in still["verdict_reasons"]
    assert "30 June 2026 if it were closed today" not in (work / "out" / "report.html").read_text(encoding="utf-8")
    assert (of(found, "gone")["eligible_on"], of(found, "left")["eligible_on"]) == ("2026-03-05", "2026-12-31")


def test_an_evidence_pack_names_the_policy_asked_for_and_the_one_that_governs(
    audited: tuple[Audited, Path], tmp_path: Path
) -> None:
    _, work = audited
    for client, governs in (("sooner", ""), ("left", "toptal undated")):
        out = tmp_path / f"{client}.zip"
        auditor("evidence", client, "--db", work / "store.duckdb", "--as-of", AS_OF, "--policy", "upwork-terms-2022-05-01", "--out", out)  # fmt: skip
        parts = zipfile.ZipFile(out)
        readme, manifest = parts.read("README.txt").decode(), json.loads(parts.read("manifest.json"))
        assert "Policy asked for: upwork-terms 2022-05-01 (" in readme
        assert manifest["policy"]["version"] == "2022-05-01"
        assert ("Policy that governs: toptal undated (" in readme) == bool(governs)
        assert [f"{one['name']} {one['version']}" for one in manifest["governing"]] == ([governs] if governs else [])
        (row,) = json.loads(parts.read("eligibility.json"))
        assert row["policy"] == (governs or "upwork-terms 2022-05-01")
