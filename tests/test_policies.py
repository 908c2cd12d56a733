"""Policy packs: the shipped ones read, a broken one names the file, the fault and the remedy."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from auditor import policies, rooms
from auditor.errors import RoomError, UsageError

SHIPPED = rooms.files(policies.FOLDER, ".toml")


@pytest.mark.parametrize("stem", SHIPPED)
def test_a_shipped_policy_reads_and_carries_its_source_and_hash(stem: str) -> None:
    policy = policies.read(SHIPPED[stem])
    assert stem == f"{policy.name}-{policy.version}"
    assert policy.version == policy.effective_from.isoformat()
    assert policy.source and policy.tag in {"P", "S", "?"}
    assert re.fullmatch(r"[0-9a-f]{64}", policy.sha256)


def test_the_default_says_what_the_guide_says() -> None:
    policy = policies.find("upwork-guide")
    assert policy.window_months == 24
    assert (policy.fee.amount, policy.fee.waived_from_fees_paid) == (Decimal("2999"), Decimal("10000"))


def test_a_policy_file_of_the_user_is_found_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    text = SHIPPED["upwork-guide-2025-10-01"].read_text(encoding="utf-8")
    own.write_text(text.replace("months = 24", "months = 12", 1), encoding="utf-8")
    assert policies.find(str(own)).window_months == 12


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("months = 24", "months = 0", "at least 1"),
        ("months = 24", "months = true", "at least 1"),
        ('amount = "2999.00"', 'amount = "many"', "wrong form"),
        ('tag = "S"', 'tag = "S"\nflavour = "sweet"', "flavour"),
        ('currency = "USD"', "", "currency"),
        ('name = "upwork-guide"', "name = ", "not valid TOML"),
    ],
)
def test_a_broken_policy_names_file_fault_and_remedy(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = SHIPPED["upwork-guide-2025-10-01"].read_text(encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RoomError, match=re.escape(said)) as error:
        policies.read(broken)
    assert "broken.toml" in str(error.value) and "->" in str(error.value)


def test_an_unknown_policy_names_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="upwork-guide"):
        policies.find("no-such-policy")
