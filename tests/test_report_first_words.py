"""What is read first agrees with what stands below it: free, but not surely; done by oneself; allowed by then; judged by other rules."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from auditor import rules
from auditor.model.words import Severity
from tests.support.running import Audited, audit, auditor
from tests.test_second_runs import CONTRACT, MESSAGE, PAYMENT, folder, row

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-09-30"
# anna has been free since February; nova never had a contract; olga works on a platform whose rules are not known.
WORLD = {
    "contracts.csv": CONTRACT
    + "k1,anna,me,2022-01-10,2023-01-31,ended,hourly,upwork\n"
    + "k2,olga,me,2020-01-10,2020-03-31,ended,hourly,contra\n"
    + "k3,vera,me,2025-01-10,,active,hourly,freelancer.com\n",
    "payments.csv": PAYMENT
    + "p1,anna,me,k1,2023-01-31,200.00,USD,20.00,hourly,\n"
    + "p2,olga,me,k2,2020-03-31,300.00,USD,30.00,hourly,\n"
    + "p3,vera,me,k3,2025-09-02,300.00,USD,30.00,hourly,\n",
    "messages.csv": MESSAGE
    + "m1,anna,me,t1,client,2023-01-20T09:00:00Z,Thank you for the work.\n"
    + "m2,anna,me,t1,freelancer,2025-08-01T09:00:00Z,Write to me at nina@larkspur-press.com whenever you like.\n"
    + "m3,nova,me,t2,freelancer,2025-09-01T09:00:00Z,You reach me at nina@larkspur-press.com or on +44 20 7946 0958.\n"
    + "m4,olga,me,t3,client,2020-02-02T09:00:00Z,The pages look good.\n"
    + "m5,vera,me,t4,client,2025-09-20T09:00:00Z,The pages look good.\n",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audited, str]:
    work = tmp_path_factory.mktemp("first")
    found = audit(folder(work / "exports", WORLD), work, AS_OF)
    return found, text(work)


def text(work: Path) -> str:
    """The words of the report, without its marks."""
    page = (work / "out" / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def graver(rule_id: str) -> bool:
    rule = rules.shipped()[rule_id]
    return rule.severity is not Severity.INFO and "'info'" in rule.sql.split("\nWITH", 1)[-1]


@pytest.mark.parametrize("rule_id", sorted(one for one in rules.shipped() if graver(one)))
def test_a_rule_that_tells_of_what_was_allowed_says_that_nothing_has_to_be_done(rule_id: str) -> None:
    assert (rules.shipped()[rule_id].mild_action or "").startswith("Nothing has to be done")


def test_a_contact_after_the_day_of_freedom_asks_for_nothing(world: tuple[Audited, str]) -> None:
    found, _ = world
    assert row(found, "anna")["verdict"] == "free_to_leave"
    (one,) = [one for one in found.findings if one["rule_id"] == "contact.after_contract"]
    assert one["severity"] == "info" and one["action"].startswith("Nothing has to be done")
    assert one["reply"] is None


def test_what_one_sent_oneself_to_a_stranger_is_said_first_and_taken_back(world: tuple[Audited, str]) -> None:
    found, page = world
    nova = row(found, "nova")
    assert nova["verdict"] == "no_relationship_yet" and nova["reply"] == "take_back"
    assert "You sent some yourself (one finding of contact.before_contract" in nova["verdict_reasons"][0]
    first = page[page.rindex("What to do first") :]
    assert first.index("nova") < min(first.index("anna"), first.index("olga"))
    assert "which weighs on your own account. Do not repeat it" in first


def test_no_letter_says_what_a_platform_allows_whose_rules_are_not_known(world: tuple[Audited, str]) -> None:
    found, page = world
    olga = row(found, "olga")
    assert olga["verdict"] == "free_to_leave" and olga["reply"] == "decline_offer_value"
    assert "as I do not have those of Contra" not in page
    assert "(1 by rules that only stand in: those of the platform are not known here)" in page


def test_an_open_contract_is_told_by_the_rules_of_its_platform(world: tuple[Audited, str]) -> None:
    _, page = world
    assert "contact and payment stay on the platform" in page
    assert "calls and contact for the work are fine" not in page


def test_rules_that_stand_in_for_all_who_are_free_are_named_once(tmp_path: Path) -> None:
    lines = {name: "".join(line for line in whole.splitlines(keepends=True) if "_id" in line or "olga" in line) for name, whole in WORLD.items()}  # fmt: skip
    audit(folder(tmp_path / "exports", lines), tmp_path, AS_OF)
    said = "is free under upwork-guide (a stand-in: the rules of Contra are not known here)"
    assert said in text(tmp_path) and "by rules that only stand in" not in text(tmp_path)


def test_freedom_that_the_data_do_not_reach_is_doubted_in_the_first_sentence(tmp_path: Path) -> None:
    lines = {name: "".join(line for line in whole.splitlines(keepends=True) if "m2" not in line and ("_id" in line or "anna" in line)) for name, whole in WORLD.items()}  # fmt: skip
    exports = folder(tmp_path / "exports", lines)
    audit(exports, tmp_path, "2024-09-30")
    found = audit(exports, tmp_path, AS_OF)
    assert row(found, "anna")["verdict"] == "free_to_leave"
    page = text(tmp_path)
    short = page[page.rindex("In short") : page.rindex("What to do first")]
    assert "1 is free under upwork-guide (1 of them not sure: the data end too early)" in short
    assert "anna is free now, by what is known: messages end on 20 Jan 2023, load newer ones." in short
    assert "That is not sure: messages end on 20 Jan 2023" in page


def test_the_first_audit_of_a_store_compares_with_nothing(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", WORLD)
    first, second = audit(exports, tmp_path, AS_OF).ended.out, audit(exports, tmp_path, AS_OF).ended.out
    assert "This is the first audit of this store: " in first and "Since the last run" not in first
    assert "Since the last run: 0 new, 0 resolved" in second


def test_a_report_on_one_client_holds_no_word_of_another_who_shares_an_address(tmp_path: Path) -> None:
    shared = dict(WORLD)
    shared["messages.csv"] = (
        MESSAGE
        + "m1,acme,me,t1,client,2025-09-01T09:00:00Z,Mail me at boss@shared-ring.com\n"
        + "m2,bolt,me,t2,client,2025-09-02T09:00:00Z,My divorce is in court on Monday; reach me at boss@shared-ring.com\n"
    )
    found = audit(folder(tmp_path / "exports", shared), tmp_path, AS_OF)
    assert any(one["rule_id"] == "identity.contact_reuse" and one["client_id"] == "acme" for one in found.findings)
    ended = auditor(
        "report", "--about", "acme", "--db", tmp_path / "store.duckdb", "--as-of", AS_OF, "--out", tmp_path / "about"
    )
    assert ended.status == 0
    told = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "about").rglob("*") if one.is_file())
    assert "divorce" not in told and '"m2"' not in told
    assert "of other clients that it rests on too stay out of this report" in told


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_decision_at_the_end_of_all_days_is_refused_with_its_line(tmp_path: Path, moment: str) -> None:
    audit(folder(tmp_path / "exports", WORLD), tmp_path, AS_OF)
    export = tmp_path / "anna.jsonl"
    told = {"finding_id": "a", "rule_id": "b.c", "decision": "confirmed", "reviewer": "r", "decided_at": moment}
    export.write_text(json.dumps(told) + "\n", encoding="utf-8")
    ended = auditor("review", "--import", export, "--db", tmp_path / "store.duckdb")
    assert ended.status == 2 and "anna.jsonl:1: no decision" in ended.err


def test_a_baseline_with_a_stray_quote_is_refused_with_its_line(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.csv"
    rows = "".join(f"{one:016x},contact.hidden,dismissed,high,\n" for one in range(4_000))
    baseline.write_text('finding_id,rule_id,decision,severity,accepted_until\n"' + rows)
    found = audit(folder(tmp_path / "exports", WORLD), tmp_path, AS_OF, "--baseline", str(baseline))
    # How long a field may be is a limit of the whole process.
    said = ("no line of a baseline", "a line has 5 fields")
    assert (
        found.ended.status == 2 and "baseline.csv:" in found.ended.err and any(one in found.ended.err for one in said)
    )
