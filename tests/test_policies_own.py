"""Policies of one's own: the form, the check that names all faults, and what they say when they govern."""

from __future__ import annotations

from pathlib import Path

from tests.support.running import auditor
from tests.test_policies import OWN


def test_policy_check_names_all_faults_of_a_file_at_once(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    more = '[window]\nmonths = 0\n[fee]\ncap = "x"\nhours = -1\n[parameters."no.rule"]\na = 1\n'
    own.write_text(OWN.replace('tag = "S"', 'tag = "Q"') + more, encoding="utf-8")
    said = auditor("policy", "check", own).out
    assert all(one in said for one in ("tag must be one of", "months must be", "cap has the wrong form", "fee.hours must be"))  # fmt: skip


def test_two_packs_of_one_name_and_day_are_refused_whatever_their_versions(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(OWN.replace('version = "1"', f'version = "{name}"'), encoding="utf-8")
    checked = auditor("policy", "check", tmp_path / "one.toml", tmp_path / "two.toml")
    assert checked.status == 1 and "mine from 2024-01-01 on is what" in checked.out


def test_a_long_chain_of_extends_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for number in range(1_000):
        text = OWN.replace("upwork-guide-2025-10-01", f"e{number + 1}.toml")
        (tmp_path / f"e{number}.toml").write_text(text, encoding="utf-8")
    checked = auditor("policy", "check", tmp_path / "e0.toml")
    assert checked.status == 1 and "extends more than 20 files" in checked.out and "Traceback" not in checked.err


def test_the_form_of_a_policy_is_a_policy(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(auditor("policy", "form").out, encoding="utf-8")
    assert auditor("policy", "check", own).status == 0
    asked = auditor(
        "decide", "--last-paid", "2024-01-01", "--last-message", "2024-01-01", "--as-of", "2025-01-01", "--policy", own
    )
    assert asked.status == 0 and "Free under my-market from 1 January 2026" in asked.out


def test_what_moves_a_date_is_told_by_the_pack_itself(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(f'{OWN}[window]\nanchors = ["last_payment"]\nresets = []\n', encoding="utf-8")
    facts = ("decide", "--last-paid", "2024-01-01", "--last-message", "2024-06-01", "--policy", own, "--as-of")
    assert (
        "would be moved by: A payment on the platform starts the 24 months anew." in auditor(*facts, "2025-01-01").out
    )
    assert "would be moved by: Nothing: freedom once reached stays." in auditor(*facts, "2026-01-01").out
