"""One's own addresses are no sign of a second person: a policy names them, and as one account several of one's own may share them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from auditor.policies.choosing import find
from auditor.policies.extending import PackError
from tests.support.running import Audited, audit
from tests.test_second_runs import CONTRACT, folder

pytestmark = pytest.mark.usefixtures("undrawn")

MESSAGE = "message_id,client_id,freelancer_id,sender,sent_at,body\n"
POLICY = """extends = "upwork-guide-2025-10-01"
name = "mine"
version = "1"
title = "Mine"
source = "me"
effective_from = 2025-10-01
tag = "S"
[settings]
"""
RULE = "identity.contact_reuse"


def two_accounts(place: Path, told: str, *options: str, settings: str = "") -> Audited:
    """One person's two accounts, which send the same; a client of each."""
    (place / "mine.toml").write_text(f"{POLICY}{settings}\n", encoding="utf-8")
    files = {
        "contracts.csv": f"{CONTRACT}k1,a,me-1,2025-01-10,,active,hourly,upwork\nk2,b,me-2,2025-01-10,,active,hourly,fiverr\n",
        "messages.csv": f"{MESSAGE}m1,a,me-1,freelancer,2025-02-02T10:00:00Z,{told}\nm2,b,me-2,freelancer,2025-02-02T10:00:00Z,{told}\n",
    }
    chosen = ("--policy", str(place / "mine.toml")) if settings else ()
    return audit(folder(place / "exports", files), place, "2026-06-30", *chosen, *options)


def rules(found: Audited) -> list[str]:
    return [one["rule_id"] for one in found.findings if one["rule_id"] == RULE]


def accounts(place: Path) -> dict[str, dict[str, str]]:
    text = (place / "out" / "actors.csv").read_text(encoding="utf-8")
    return {row["freelancer_id"] or row["client_id"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("Mail me: Hello@My-Studio.example", "hello@my-studio.example"),
        ("Call me: +1 202-555-0147", "+1 (202) 555 0147"),
        ("Write on Telegram: @nina_codes", "@Nina_Codes"),
    ],
)
def test_what_a_policy_names_as_own_links_no_accounts(told: str, own: str, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert rules(two_accounts(tmp_path / "one", told)) == [RULE, RULE]
    found = two_accounts(tmp_path / "two", told, settings=f'own_contacts = ["{own}"]')
    assert not rules(found)
    assert all(not row["cluster"] for row in accounts(tmp_path / "two").values())


def test_as_one_account_several_of_ones_own_share_a_contact(tmp_path: Path) -> None:
    found = two_accounts(tmp_path, "Mail me: hello@my-studio.example", "--as-one-account")
    assert not rules(found)


def test_as_one_account_cases_count_its_relationships(tmp_path: Path) -> None:
    ask = '"Pay me directly, outside of Upwork, by bank transfer."'
    found = two_accounts(tmp_path, ask, "--as-one-account")
    # Findings keep the freelancer who caused them.
    assert {one["freelancer_id"] for one in found.findings} == {"me-1", "me-2"}
    row = accounts(tmp_path)["all freelancers"]
    assert (row["relationships"], row["involved"]) == ("2", "2")
    assert "me-1" not in accounts(tmp_path)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('own_contacts = ["nina"]', 'handles ("@name"), but holds "nina"'),
        ('own_contacts = ["020 7946 0958"]', "telephone numbers with country code"),
        ('own_contacts = ["a@b"]', "settings.own_contacts must be e-mail addresses"),
        ("own_contacts = [3]", "must be a list of texts, but holds 3"),
        ('own_contact = ["a@b.example"]', "unknown keys settings.own_contact"),
        ('platform_domains = ["me@my-studio.example"]', "belongs into settings.own_contacts"),
    ],
)
def test_what_is_no_contact_is_refused_with_its_key(settings: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(f"{POLICY}{settings}\n", encoding="utf-8")
    with pytest.raises(PackError) as error:
        find(str(tmp_path / "mine.toml"))
    assert said in str(error.value)
