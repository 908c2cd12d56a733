"""A policy's contact rule steers what contact during a contract means: fine for the work, or not where all stays on the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import policies
from auditor.policies.reading import read
from tests.support.running import audit

FILES = {
    "contracts": "contract_id,client_id,freelancer_id,started_at,kind\nk1,acme,me,2026-01-01,hourly\n",
    "messages": "message_id,client_id,freelancer_id,sender,sent_at,body\n"
    "m1,acme,me,client,2026-02-01T10:00:00Z,My e-mail is ann@studio-north.net for the drafts.\n",
}
RULES = {
    "upwork-guide": ("info", "for the work that is fine", "calls and contact for the work are fine"),
    "fiverr": ("info", "for the work that is fine", "calls and contact for the work are fine"),
    "peopleperhour": ("medium", "keeps contact on the platform then, too", "contact and payment stay on the platform"),
    "freelancer-com": ("medium", "keeps contact on the platform then, too", "contact and payment stay on the platform"),
}


@pytest.mark.parametrize("policy", RULES)
def test_contact_during_a_contract_is_judged_by_the_contact_rule(policy: str, tmp_path: Path) -> None:
    severity, explained, reason = RULES[policy]
    folder = tmp_path / "exports"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    audited = audit(folder, tmp_path, "2026-06-30", "--policy", policy)
    (found,) = [one for one in audited.findings if one["rule_id"] == "contact.during_contract"]
    assert (found["severity"], explained in found["explanation"]) == (severity, True), found["explanation"]
    (row,) = audited.eligibility
    assert row["verdict"] == "stay_on_platform" and reason in row["verdict_reasons"][0]


def test_what_a_file_sets_itself_wins_over_its_contact_rule(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'extends = "peopleperhour-undated"\nname = "mine"\nversion = "1"\n'
        'title = "mine"\neffective_from = "unknown"\nsource = "mine"\ntag = "?"\n[parameters."contact.during_contract"]\nallowed = 1\n',
        encoding="utf-8",
    )
    assert read(own).parameters["contact.during_contract"] == {"allowed": 1}
    assert policies.find("peopleperhour").parameters["contact.during_contract"] == {"allowed": 0}
