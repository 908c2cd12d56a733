"""explain shows the numbers that ran, whatever a policy file says by now; report says when it judges by other means than the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import write
from tests.support.running import audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

HEAD = 'title = "Mine"\nsource = "me"\neffective_from = 2025-01-01\ntag = "S"\n'
RULE = "payment.counterparty_match"
FILES = {
    "contracts.csv": "contract_id,client_id,freelancer_id,started_at,kind,platform\nk1,c1,fl,2025-01-06,hourly,upwork\n",
    "relationships.csv": "client_id,freelancer_id,origin,client_name\nc1,fl,platform,Northgate Analytics\n",
    "payments.csv": "payment_id,client_id,freelancer_id,paid_at,amount,currency,kind,channel,counterparty\n"
    "d1,,fl,2025-04-10,800,USD,fixed,bank,Northgate Analytics Inc\n",
}


def policy(path: Path, least: float) -> Path:
    path.write_text(
        f'extends = "upwork-guide-2025-10-01"\nname = "mine"\nversion = "1"\n{HEAD}[parameters."{RULE}"]\nsimilarity_from = {least}\n',
        encoding="utf-8",
    )
    return path


def audited(work: Path, *options: str) -> tuple[Path, str]:
    found = audit(write(work / "in", FILES), work, "2025-06-30", *options)
    assert found.ended.status == 0, found.ended.err
    (one,) = [row["finding_id"] for row in found.findings if row["rule_id"] == RULE]
    return work / "store.duckdb", one


def test_the_numbers_that_ran_are_shown_when_the_policy_has_changed(tmp_path: Path) -> None:
    mine = policy(tmp_path / "mine.toml", 0.95)
    store, finding = audited(tmp_path, "--policy", str(mine))
    same = auditor("explain", finding, "--db", store, "--policy", mine)
    assert "$similarity_from = 0.95" in same.out and "Parameters:\n" in same.out
    policy(mine, 0.97)
    changed = auditor("explain", finding, "--db", store, "--policy", mine)
    assert "$similarity_from = 0.95" in changed.out
    assert "Parameters: mine says otherwise now: this is what ran then" in changed.out
    other = auditor("explain", finding, "--db", store, "--policy", "upwork-guide")
    assert "$similarity_from = 0.95" in other.out and "upwork-guide says otherwise now" in other.out


def test_a_policy_file_that_is_not_named_or_gone_does_not_keep_explain_from_answering(tmp_path: Path) -> None:
    mine = policy(tmp_path / "mine.toml", 0.95)
    store, finding = audited(tmp_path, "--policy", str(mine))
    mine.unlink()
    told = auditor("explain", finding, "--db", store)
    assert told.status == 0 and "$similarity_from = 0.95" in told.out
    assert "the policy of the audit cannot be read any more" in told.out


def test_explain_tells_of_one_account(tmp_path: Path) -> None:
    store, finding = audited(tmp_path, "--as-one-account")
    told = auditor("explain", finding, "--db", store)
    assert "$one_account = True" in told.out
    assert "all freelancers were one account" in told.out


def test_a_store_of_an_older_auditor_is_explained_by_the_policy_as_it_is(tmp_path: Path) -> None:
    from auditor.engines.duckdb import Engine

    store, finding = audited(tmp_path)
    with Engine.open(store) as engine:
        engine.execute("DELETE FROM run_bound")
    told = auditor("explain", finding, "--db", store)
    assert "$similarity_from = 0.92" in told.out and "Parameters:\n" in told.out


def test_a_report_by_other_means_than_the_audit_says_so(tmp_path: Path) -> None:
    mine = policy(tmp_path / "mine.toml", 0.95)
    store, _ = audited(tmp_path, "--policy", str(mine), "--as-one-account")
    say = ("report", "--db", store, "--as-of", "2025-06-30", "--out", tmp_path / "told")
    same = auditor(*say, "--policy", mine, "--as-one-account")
    assert same.err == ""
    other = auditor(*say)
    assert "by upwork-guide" in other.err and "not by mine 1 -> name that one with --policy" in other.err
    assert "each freelancer apart, and not all freelancers as one account -> add --as-one-account" in other.err
    page = (tmp_path / "told" / "report.html").read_text(encoding="utf-8")
    assert page.count("judged otherwise than the last run of this store") == 2
